/** contextBridge: what the preload exposes, sent to the page's world. */
import { refuseUnknown } from '../refuse.js';
import { bridge, type Word } from './bridge.js';

export function contextBridgeOver(name: string): { exposeInMainWorld: (key: string, api: unknown) => void } {
  const held: Word[] = [];
  let ready = false;
  const { say, pack } = bridge(`${name}-down`, `${name}-up`, (word) => {
    if (word.kind !== 'ready') return;
    ready = true;
    for (const one of held.splice(0)) say(one);
  });
  // Whichever world's script runs first: the later one starts the exchange.
  say({ kind: 'hello' });
  return refuseUnknown('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      const word = { kind: 'expose', key, packed: pack(api) } as const;
      if (ready) say(word);
      else held.push(word);
    },
  });
}
