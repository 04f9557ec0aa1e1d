/** One of the six states: colour, shape and word together, never one alone. */
import {
  IconCircle, IconCircleFilled, IconCircleHalf2, IconDiamond, IconRefresh, IconX, type Icon,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';

import { useText } from '../text/language.js';

import classes from './StateMark.module.css';

export type State = 'missing' | 'weak' | 'good' | 'excepted' | 'blocked' | 'waiting';

const shapes: Record<State, Icon> = {
  missing: IconCircle, weak: IconCircleHalf2, good: IconCircleFilled, excepted: IconDiamond, blocked: IconX, waiting: IconRefresh,
};

interface StateMarkProps {
  readonly state: State;
  /** The word beside the shape; default: the state's own word. With children, the state's word is still read out. */
  readonly children?: ReactNode;
  /** Large, filled background: for tiles and headings. */
  readonly filled?: boolean;
}

/** Not drawn again while its words stay: lists hold hundreds. */
export const StateMark = memo(function StateMark({ state, children, filled = false }: StateMarkProps) {
  const { t } = useText();
  const Shape = shapes[state];
  const word = t(`frame.state.${state}`);
  return (
    <span className={classes['mark']} data-state={state} data-filled={filled || undefined} title={children === undefined ? undefined : word}>
      <Shape className={classes['shape']} size="1em" stroke={2.5} {...(children === undefined ? { 'aria-hidden': true } : { 'role': 'img', 'aria-label': word })} />
      <span>{children ?? word}</span>
    </span>
  );
});
