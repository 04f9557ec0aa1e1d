/** Takes the station's own wraps of sealed dossiers away: from then on headquarters alone opens them. */
import { join } from 'node:path';

import type { DossierRow } from '../core/queue.js';
import { destroy } from './files.js';
import { rowOf } from './revisions.js';
import { folderOf, inTurn, newest, put, type VaultState } from './state.js';

/**
 * Asks the test of every dossier whose newest revision is sealed and can still be opened; the keys and journals of all
 * its revisions go together. A dossier that is being corrected keeps its keys until the correction is sealed.
 * Rejects when the disk refuses; what was begun is finished by the next call or the next start.
 */
export async function destroyKeys(state: VaultState, test: (row: DossierRow) => boolean): Promise<number> {
  let destroyed = 0;
  for (const id of state.revisions.keys()) {
    destroyed += await inTurn(state, id, async () => {
      const one = newest(state, id);
      const revisions = state.revisions.get(id) ?? [];
      if (one === null || one.state === 'draft' || one.sealed === null || !revisions.some((each) => each.keyThere) || !test(rowOf(one))) return 0;
      await state.transitions.append({ what: 'destroy', id, revision: one.revision, at: state.clock() });
      state.opened.delete(id);
      for (const each of revisions.filter((every) => every.keyThere)) {
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
