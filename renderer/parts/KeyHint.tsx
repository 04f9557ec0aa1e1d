/** The key of an action, shown beside it. */
import { Kbd } from '@mantine/core';

import classes from './KeyHint.module.css';

export function KeyHint({ keys }: { readonly keys: string }) {
  return <Kbd className={classes['key'] ?? ''} aria-hidden>{keys}</Kbd>;
}
