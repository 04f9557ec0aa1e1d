/** The screen's one primary button: bottom right, reached by Enter, its label says what happens. */
import { Button } from '@mantine/core';
import { createContext, useContext, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';

import { KeyHint } from './KeyHint.js';
import classes from './NextAction.module.css';
import { useKey } from './useKey.js';

interface NextActionProps {
  readonly label: string;
  readonly onAct: () => void;
  readonly busy?: boolean;
  /** Why it cannot be done yet, in words ('' where that is plain); disables it. */
  readonly blocked?: string | null;
  /** Default 'Enter'; F-keys for captures. */
  readonly keys?: string;
  /** What stands to the left of it: secondary buttons, the saved line. */
  readonly children?: ReactNode;
}

const LabelContext = createContext('');

function Label() {
  return useContext(LabelContext);
}

export function NextAction({ label, onAct, busy = false, blocked = null, keys = 'Enter', children }: NextActionProps) {
  const can = !busy && blocked === null;
  useKey(keys, can ? onAct : null);
  const latest = useRef(onAct);
  useLayoutEffect(() => {
    latest.current = onAct;
  });
  // Another label alone, as with every letter of a search, does not make the button anew.
  const button = useMemo(() => (
    <Button size="md" onClick={() => latest.current()} disabled={!can} loading={busy} rightSection={<KeyHint keys={keys} />} data-next-action><Label /></Button>
  ), [can, busy, keys]);
  return (
    <footer className={classes['bar']}>
      <div className={classes['aside']}>{children}</div>
      {blocked !== null && blocked !== '' && <span className={classes['blocked']}>{blocked}</span>}
      <LabelContext value={label}>{button}</LabelContext>
    </footer>
  );
}
