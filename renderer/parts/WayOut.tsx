/** The one button of a fault or a notice: its way out, by F10. Of several on the screen the newest has the key. */
import type { ButtonProps } from '@mantine/core';
import { useEffect, useId, useSyncExternalStore, type ReactNode } from 'react';

import { KeyButton } from './KeyButton.js';

let shown: readonly string[] = [];
const watchers = new Set<() => void>();

function tell(next: readonly string[]): void {
  shown = next;
  for (const watcher of watchers) watcher();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

interface WayOutProps extends ButtonProps {
  readonly onAct: () => void;
  readonly children: ReactNode;
}

export function WayOut({ onAct, children, ...button }: WayOutProps) {
  const id = useId();
  const isNewest = useSyncExternalStore(watch, () => shown.at(-1) === id);
  useEffect(() => {
    tell([...shown, id]);
    return () => tell(shown.filter((one) => one !== id));
  }, [id]);
  return <KeyButton keys={isNewest ? 'F10' : null} onAct={onAct} {...button}>{children}</KeyButton>;
}
