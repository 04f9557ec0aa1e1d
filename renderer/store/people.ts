/** The people of all lists in memory: opened in bulk after unlock, with the search index over them. */
import type { Person } from '../../sync/core/person.js';
import { buildIndex, type SearchIndex } from '../../sync/core/search.js';
import { mergeLists } from '../../sync/core/worklist.js';

import type { StationDatabase, StoredChunk } from './database.js';
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

/** What is asked for while the secret is still being tried: the chunks of each list as they lie here, opened; null where one did not. */
export type EarlyRows = ReadonlyMap<string, { readonly stored: readonly StoredChunk[]; readonly opened: Promise<readonly Uint8Array[] | null> }>;

/** Asks to open all that the database holds, a call for each list. */
export async function openEarly(database: StationDatabase, open: OpenRows): Promise<EarlyRows> {
  const early = new Map<string, { readonly stored: readonly StoredChunk[]; readonly opened: Promise<readonly Uint8Array[] | null> }>();
  for (const { id, chunks } of await database.lists.toArray()) {
    // A list of more is opened in pieces, later.
    if (chunks > chunksPerCall) continue;
    const stored = await database.chunks.where('list').equals(id).sortBy('chunk');
    early.set(id, { stored, opened: open(stored.map((one) => new Uint8Array(one.sealed))) });
  }
  return early;
}

/** Lists in order of import, newest first; within one, the spreadsheet's order; each person once. The search is made ready behind it. */
export async function readPeople(database: StationDatabase, open: OpenRows, fetchChunk: FetchChunk, early: EarlyRows = new Map()): Promise<People> {
  const lists = (await database.lists.toArray()).sort((a, b) => b.importedAt - a.importedAt);
  const decoder = new TextDecoder();
  const people: Person[][] = [];
  let unreadable = 0;
  for (const { id, chunks } of lists) {
    const plain: (Uint8Array | null)[] = [];
    const asked = early.get(id);
    const stored = asked?.stored.length === chunks ? asked.stored : await database.chunks.where('list').equals(id).sortBy('chunk');
    for (let from = 0; from < stored.length; from += chunksPerCall) {
      const part = stored.slice(from, from + chunksPerCall);
      const opened = stored === asked?.stored ? await asked.opened : await open(part.map((one) => new Uint8Array(one.sealed)));
      if (opened !== null) plain.push(...opened);
      else for (const one of part) plain.push(await openOne(database, id, one.chunk, new Uint8Array(one.sealed), open, fetchChunk));
    }
    people.push(plain.flatMap((bytes) => (bytes === null ? [] : (JSON.parse(decoder.decode(bytes)) as readonly Person[]))));
    unreadable += plain.filter((bytes) => bytes === null).length;
  }
  // One list, the usual case, has no one twice: its import saw to that.
  const all = peopleOf(people.length === 1 ? (people[0] ?? []) : mergeLists(people), unreadable);
  void prepareSearch(all);
  return all;
}

export function peopleOf(all: readonly Person[], unreadable = 0): People {
  return { all, byId: new Map(all.map((person) => [person.id, person])), index: buildIndex(all), unreadable };
}

/** People spelled at a time: a few milliseconds, between two pictures. */
const atATime = 250;

/** Behind the first rows, so that the first key does not wait for it. */
async function prepareSearch({ index }: People): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve)); while (!index.spell(atATime));
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
