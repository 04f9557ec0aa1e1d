/** The vault: the truth of the station, as encrypted files that are on the disk before any call answers. */
import { fault, ok, type Result } from '../core/result.js';
import type { OpenFault } from '../core/faults.js';
import type { PartRole } from '../core/dossier.js';
import { openPart } from '../seal/part.js';
import { deriveKey, openRow, sealRow } from '../seal/rows.js';
import { publicKeyFromRaw } from '../seal/sign.js';
import { begin, mend } from './begin.js';
import { destroyKeys, keysLeft } from './destroy-keys.js';
import { codeOf, nodeDisk, type Disk } from './disk.js';
import { listChunk, loadLists, saveList } from './lists.js';
import type { Outgoing, Vault, VaultOptions } from './model.js';
import { dataKeyOf, openDossier, summaryOf } from './open-dossier.js';
import { quarantineOf } from './quarantine.js';
import { rebuild } from './rebuild.js';
import { receive, step } from './receive.js';
import { defaultReserve, reserveOf } from './reserve.js';
import { outgoingOf, rowOf, type Revision } from './revisions.js';
import { addParts, saverOf } from './save.js';
import { sealRevision } from './seal-revision.js';
import { serial } from './serial.js';
import { folderOf, inTurn, newest, type VaultState } from './state.js';

/** Reads the folder, finishes what a kill left half done, and is ready; rejects only when the folder itself cannot be read or written. */
export async function openVault(options: VaultOptions & { readonly disk?: Disk }): Promise<Vault> {
  const { folder: root, clock, disk = nodeDisk, reserveBytes = defaultReserve } = options;
  const freeBytes = options.freeBytes ?? (() => disk.free(root));
  const quarantine = quarantineOf(disk, root);
  const reserve = reserveOf(disk, root, reserveBytes);
  // What a kill left half done is finished on a full disk too.
  const { revisions, transitions, chain } = await reserve.use(() => rebuild(disk, root, clock(), quarantine));
  const lists = await loadLists(disk, root, quarantine);
  const state: VaultState = {
    disk, root, clock, freeBytes, transitions, quarantine, chain, reserve,
    revisions: new Map(), opened: new Map(), turns: new Map(), sealing: serial(), listeners: new Set(),
    keys: null, receiptKey: null, inDoubt: false,
  };
  for (const one of revisions) state.revisions.set(one.id, [...(state.revisions.get(one.id) ?? []), one]);
  await refillReserve(state);
  const change = saverOf(state);

  return {
    rows: () => [...state.revisions.values()].flatMap((all) => all.slice(-1)).map(rowOf),
    lists: () => [...lists.values()],
    quarantined: () => quarantine.names(),
    onRow: (listener) => {
      state.listeners.add(listener);
      return () => state.listeners.delete(listener);
    },
    unlock: (keys) => {
      state.keys = keys;
      state.receiptKey = publicKeyFromRaw(keys.receiptKey);
      state.opened.clear();
    },
    lock: () => {
      state.keys = null;
      state.opened.clear();
    },
    begin: (id, first) => inTurn(state, id, () => begin(state, id, first)),
    draft: (id) => inTurn(state, id, async () => {
      const opened = await openDossier(state, id);
      return opened.ok ? ok(opened.value.draft) : opened;
    }),
    change,
    addParts: (id, parts, also = []) => addParts(state, id, parts, also),
    openPart: (id, role, part) => inTurn(state, id, () => openPartOf(state, id, role, part)),
    templates: (id) => inTurn(state, id, async () => {
      const opened = await openDossier(state, id);
      return opened.ok ? ok(opened.value.templates) : opened;
    }),
    summary: (id) => inTurn(state, id, async () => {
      const opened = await openDossier(state, id);
      return opened.ok ? summaryOf(opened.value.draft) : null;
    }),
    seal: (id) => state.sealing(() => inTurn(state, id, () => sealRevision(state, id))),
    mend: (id) => inTurn(state, id, () => mend(state, id)),
    destroyKeys: (test) => destroyKeys(state, test),
    keysLeft: (test) => keysLeft(state, test),
    outgoing: () => sealedOf(state, (one) => one.state !== 'received'),
    sealedOn: (businessDay) => sealedOf(state, (one) => one.sealed?.manifest.value.businessDay === businessDay),
    step: (id, revision, next, note) => step(state, id, revision, next, note),
    receive: (receipt) => receive(state, receipt),
    saveList: (id, chunks, people, signal) => saveList(state, lists, id, chunks, people, signal),
    listChunk: (list, chunk) => listChunk(state, lists, list, chunk),
    sealRows: (plain) => {
      if (state.keys === null) return fault('locked');
      const key = deriveKey(state.keys.stationKey, 'rows');
      return ok(plain.map((one) => sealRow(key, one)));
    },
    openRows: (sealed) => openRows(state, sealed),
  };
}

async function openPartOf(state: VaultState, id: string, role: PartRole, wanted?: string): Promise<Result<Uint8Array, OpenFault>> {
  const opened = await openDossier(state, id);
  if (!opened.ok) return opened;
  const { draft } = opened.value;
  const placed = newest(state, id)?.sealed?.manifest.value.parts.find((one) => one.role === role) ?? draft.parts[role]?.part;
  const part = wanted === undefined || placed?.id === wanted ? placed : Object.values(draft.tries).flat().map((one) => one.part).find((one) => one.id === wanted && one.role === role);
  if (part === undefined) return fault('part-unreadable', `no part ${role}`);
  const key = part.revision === opened.value.revision ? ok(opened.value.dataKey) : await dataKeyOf(state, id, part.revision);
  if (!key.ok) return key;
  try {
    return openPart(await state.disk.read(`${folderOf(state, id, part.revision)}/${part.id}`), key.value);
  } catch (error) {
    return fault('part-unreadable', codeOf(error));
  }
}

function sealedOf(state: VaultState, wanted: (one: Revision) => boolean): readonly Outgoing[] {
  const found: Outgoing[] = [];
  for (const one of [...state.revisions.values()].flat()) {
    if (one.sealed !== null && wanted(one)) found.push(outgoingOf(state.root, one, one.sealed));
  }
  return found.sort((a, b) => a.manifest.value.counter - b.manifest.value.counter);
}

function openRows(state: VaultState, sealed: readonly Uint8Array[]): ReturnType<Vault['openRows']> {
  if (state.keys === null) return fault('locked');
  const key = deriveKey(state.keys.stationKey, 'rows');
  const plain: Uint8Array[] = [];
  for (const one of sealed) {
    const opened = openRow(key, one);
    if (!opened.ok) return opened;
    plain.push(opened.value);
  }
  return ok(plain);
}

/** A disk without room starts without a reserve: it is made when there is room again. */
async function refillReserve(state: VaultState): Promise<void> {
  try {
    await state.reserve.refill(await state.freeBytes());
  } catch (error) {
    if (codeOf(error) === '') throw error;
  }
}
