/** Takes the station's own wraps of sealed dossiers away: from then on headquarters alone opens them. */
import { join } from 'node:path';

import type { DossierRow } from '../core/queue.js';
import { destroy } from './files.js';
import { rowOf, type Revision } from './revisions.js';
import { folderOf, inTurn, newest, put, type VaultState } from './state.js';

/**
 * Asks the test of every sealed revision that can still be opened; the keys and journals of those that it names go, with those of the
 * revisions before. A later correction goes on under a key of its own, a draft or sealed: what it keeps of them is sent with it, and not
 * shown any more. Rejects when the disk refuses; what was begun is finished by the next call or the next start.
 */
export async function destroyKeys(state: VaultState, test: (row: DossierRow) => boolean): Promise<number> {
  let destroyed = 0;
  for (const id of state.revisions.keys()) {
    destroyed += await inTurn(state, id, async () => {
      const last = openable(state, id, test).at(-1)?.revision ?? 0;
      if (last === 0) return 0;
      await state.transitions.append({ what: 'destroy', id, revision: last, at: state.clock() });
      if (newest(state, id)?.revision === last) state.opened.delete(id);
      for (const each of openable(state, id).filter((one) => one.revision <= last)) {
        const folder = folderOf(state, id, each.revision);
        await destroy(state.disk, join(folder, 'key'));
        await destroy(state.disk, join(folder, 'journal'));
        put(state, { ...each, keyThere: false });
      }
      return 1;
    });
  }
  return destroyed;
}

/** Of how many dossiers it would destroy keys. */
export function keysLeft(state: VaultState, test: (row: DossierRow) => boolean): number {
  return [...state.revisions.keys()].filter((id) => openable(state, id, test).length > 0).length;
}

function openable(state: VaultState, id: string, test: (row: DossierRow) => boolean = () => true): readonly Revision[] {
  return (state.revisions.get(id) ?? []).filter((one) => one.state !== 'draft' && one.sealed !== null && one.keyThere && test(rowOf(one)));
}
