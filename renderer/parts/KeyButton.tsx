/** A button and its key, shown on it. */
import { Button, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';

import { KeyHint } from './KeyHint.js';
import { useKey } from './useKey.js';

interface KeyButtonProps extends ButtonProps {
  /** As `useKey` names it; null: another one on the screen has it now. */
  readonly keys: string | null;
  readonly onAct: () => void;
  readonly children: ReactNode;
  readonly 'data-testid'?: string;
}

export function KeyButton({ keys, onAct, children, ...button }: KeyButtonProps) {
  const idle = button.loading !== true && button.disabled !== true;
  useKey(keys ?? '', idle && keys !== null ? onAct : null);
  return (
    <Button variant="default" {...button} onClick={onAct} rightSection={keys !== null && <KeyHint keys={keys} />}>
      {children}
    </Button>
  );
}
