/** Nothing here yet: says so, and what to do. */
import type { ReactNode } from 'react';

import classes from './EmptyState.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className={classes['empty']}>
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div className={classes['ways']}>{children}</div>}
    </div>
  );
}
