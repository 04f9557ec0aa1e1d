/** Whether the screen is turned to the citizen: what stands around the work is the officer's, and is not shown then. */
import { useLayoutEffect, useSyncExternalStore } from 'react';

let turned = 0;
const listeners = new Set<() => void>();

function turn(by: number): void {
  turned += by;
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useTurned(): boolean {
  return useSyncExternalStore(listen, () => turned > 0);
}

/** Turned for as long as what calls this is shown. */
export function useTurnScreen(): void {
  useLayoutEffect(() => {
    turn(1);
    return () => turn(-1);
  }, []);
}
