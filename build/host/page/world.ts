/** Runs first in the page's own world: builds what the preload exposes. */
import { bridge } from './bridge.js';

export function start(name: string): void {
  const { say, unpack } = bridge(`${name}-up`, `${name}-down`, (word) => {
    if (word.kind === 'hello') say({ kind: 'ready' });
    if (word.kind !== 'expose') return;
    Object.defineProperty(window, word.key, { value: deepFreeze(unpack(word.packed)), enumerable: true, writable: false, configurable: false });
  });
  say({ kind: 'ready' });
}

function deepFreeze(value: unknown): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ArrayBuffer.isView(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
