/** The people of all lists in memory: opened in bulk after unlock, with the search index over them. */
import type { Person } from '../../sync/core/person.js';
import { buildIndex, type SearchIndex } from '../../sync/core/search.js';
import { mergeLists } from '../../sync/core/worklist.js';

import type { StationDatabase } from './database.js';
import { storeChunk, type FetchChunk } from './reconcile.js';

export interface People {
  readonly all: readonly Person[];
  readonly byId: ReadonlyMap<string, Person>;
  readonly index: SearchIndex;
  /** Chunks that could be read neither here nor from the vault. */
  readonly unreadable: number;
}

/** Answers the plain bytes in the same order, or null when one of them does not open. */
export type OpenRows = (sealed: readonly Uint8Array[]) => Promise<readonly Uint8Array[] | null>;

/** Chunks of one call: 50 × 500 people, some 8 MB. */
const chunksPerCall = 50;

/** Lists in order of import, newest first; within one, the spreadsheet's order; each person once. */
export async function readPeople(database: StationDatabase, open: OpenRows, fetchChunk: FetchChunk): Promise<People> {
  const lists = (await database.lists.toArray()).sort((a, b) => b.importedAt - a.importedAt);
  const decoder = new TextDecoder();
  const people: Person[][] = [];
  let unreadable = 0;
  for (const { id } of lists) {
    const plain: (Uint8Array | null)[] = [];
    const stored = await database.chunks.where('list').equals(id).sortBy('chunk');
    for (let from = 0; from < stored.length; from += chunksPerCall) {
      const part = stored.slice(from, from + chunksPerCall);
      const opened = await open(part.map((one) => new Uint8Array(one.sealed)));
      if (opened !== null) plain.push(...opened);
      else for (const one of part) plain.push(await openOne(database, id, one.chunk, new Uint8Array(one.sealed), open, fetchChunk));
    }
    people.push(plain.flatMap((bytes) => (bytes === null ? [] : (JSON.parse(decoder.decode(bytes)) as readonly Person[]))));
    unreadable += plain.filter((bytes) => bytes === null).length;
  }
  // One list, the usual case, has no one twice: its import saw to that.
  return peopleOf(people.length === 1 ? (people[0] ?? []) : mergeLists(people), unreadable);
}

export function peopleOf(all: readonly Person[], unreadable = 0): People {
  return { all, byId: new Map(all.map((person) => [person.id, person])), index: buildIndex(all), unreadable };
}

/** A chunk that this database spoiled is taken from the vault again. */
async function openOne(
  database: StationDatabase, list: string, chunk: number, sealed: Uint8Array, open: OpenRows, fetchChunk: FetchChunk,
): Promise<Uint8Array | null> {
  const first = await open([sealed]);
  if (first !== null) return first[0] ?? null;
  const again = await storeChunk(database, list, chunk, fetchChunk);
  return again === null ? null : ((await open([again]))?.[0] ?? null);
}
