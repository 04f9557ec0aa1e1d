/** Lists of people in the vault: a folder each, there as a whole or not at all. */
import { join } from 'node:path';

import type { OpenFault, SaveFault } from '../core/faults.js';
import type { ListInfo } from '../core/queue.js';
import { fault, ok, type Result } from '../core/result.js';
import { deriveKey, sealRow } from '../seal/rows.js';
import type { Disk } from './disk.js';
import { saveFault, unfinished, writeDurably } from './files.js';
import type { Quarantine } from './quarantine.js';
import type { VaultState } from './state.js';

const listName = /^[0-9a-z][0-9a-z-]{0,63}$/;

/** The reserve is not given up for a list: it is there for the dossier in hand. Called off by the signal, it leaves nothing behind ('not-durable'). */
export async function saveList(
  state: VaultState, known: Map<string, ListInfo>, id: string, chunks: readonly Uint8Array[], people: number, signal?: AbortSignal,
): Promise<Result<ListInfo, SaveFault>> {
  if (!listName.test(id) || known.has(id)) throw Error('a list has a new id of letters, digits and hyphens');
  if (state.keys === null) return fault('locked');
  const key = deriveKey(state.keys.stationKey, 'rows');
  const info: ListInfo = { id, importedAt: state.clock(), people, chunks: chunks.length };
  const lists = join(state.root, 'lists');
  const folder = join(lists, id + unfinished);
  try {
    await state.disk.remove(folder);
    await state.disk.makeFolder(folder);
    // In some batches, so that a long list is not held sealed as a whole.
    for (let at = 0; at < chunks.length; at += 16) {
      signal?.throwIfAborted();
      await writeDurably(state.disk, folder, chunks.slice(at, at + 16).map((chunk, index) => ({ name: String(at + index), bytes: sealRow(key, chunk) })));
    }
    await writeDurably(state.disk, folder, [{ name: 'info.json', bytes: Buffer.from(JSON.stringify(info)) }]);
    signal?.throwIfAborted();
    await state.disk.rename(folder, join(lists, id));
    await state.disk.syncFolder(lists);
  } catch (error) {
    await discard(state.disk, folder);
    return saveFault(error);
  }
  known.set(id, info);
  return ok(info);
}

/** What a start finds; a list whose info is unreadable is reported and left where it is. */
export async function loadLists(disk: Disk, root: string, quarantine: Quarantine): Promise<Map<string, ListInfo>> {
  const lists = new Map<string, ListInfo>();
  for (const name of await disk.list(join(root, 'lists'))) {
    if (name.endsWith(unfinished)) await disk.remove(join(root, 'lists', name));
    if (!listName.test(name)) continue;
    const info = await readInfo(disk, join(root, 'lists', name, 'info.json'), name);
    if (info === null) quarantine.missing(['lists', name, 'info.json']);
    else lists.set(name, info);
  }
  return lists;
}

/** As it lies on the disk: sealed as sealRow seals with the station's key for rows. */
export async function listChunk(state: VaultState, known: ReadonlyMap<string, ListInfo>, list: string, chunk: number): Promise<Result<Uint8Array, OpenFault>> {
  const info = known.get(list);
  if (info === undefined || !Number.isInteger(chunk) || chunk < 0 || chunk >= info.chunks) return fault('unknown-dossier', 'no such chunk');
  try {
    return ok(await state.disk.read(join(state.root, 'lists', list, String(chunk))));
  } catch (error) {
    return fault('part-unreadable', saveFault(error).fault.detail);
  }
}

async function readInfo(disk: Disk, file: string, id: string): Promise<ListInfo | null> {
  try {
    const info = JSON.parse(new TextDecoder().decode(await disk.read(file))) as ListInfo;
    return info.id === id && Number.isSafeInteger(info.chunks) && Number.isSafeInteger(info.people) ? info : null;
  } catch {
    // Missing or torn: the caller reports it.
    return null;
  }
}

async function discard(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.remove(folder);
  } catch {
    // The error that led here is the one to report; the next start removes what is left.
    return;
  }
}
