/** A vault for the database's tests: what `vault.index` and `worklist.chunk` would answer. Sealing here is an exclusive or with 0x5a. */
import type { VaultIndex } from '../../../electron/contract/calls.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import { fakePeople } from '../fake-people.js';

export const perChunk = 5;
export const people = fakePeople(12);

export function flip(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => byte ^ 0x5a);
}

export function sealedChunk(chunk: number): Uint8Array {
  return flip(new TextEncoder().encode(JSON.stringify(people.slice(chunk * perChunk, (chunk + 1) * perChunk))));
}

export function row(number: number, state: DossierRow['state'] = 'draft'): DossierRow {
  return {
    id: `dossier-${number}`, revision: 1, person: people[number]?.id ?? null, state, headquarters: 'unknown', businessDay: '2026-05-14',
    updatedAt: number, sealedAt: null, receivedAt: null, mendableUntil: null, bytes: 0, note: null,
  };
}

export function vault(database: string, dossiers: readonly DossierRow[], lists = ['list-1']): VaultIndex {
  return { database, dossiers, lists: lists.map((id) => ({ id, importedAt: 1, people: people.length, chunks: 3 })), quarantined: [] };
}
