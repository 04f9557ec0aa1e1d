/** What the screens work on: people and dossiers, filled after unlock, dropped at lock, kept current by main's events. */
import { useSyncExternalStore } from 'react';

import type { DossierRow, RowSummary } from '../../sync/core/queue.js';
import { ok, type Fault } from '../../sync/core/result.js';

import type { StationDatabase } from './database.js';
import { openDatabase } from './guard.js';
import { openEarly, peopleOf, readPeople, type EarlyRows, type People } from './people.js';
import { mirrorLists, reconcile, type FetchChunk, type Reconciled } from './reconcile.js';
import { ask, on } from './station.js';

export interface StationData {
  readonly phase: 'closed' | 'opening' | 'ready' | 'failed';
  readonly fault: Fault | null;
  readonly people: People;
  /** By id; the newest revision of each. */
  readonly dossiers: ReadonlyMap<string, DossierRow>;
  /** By dossier id; null where the key is destroyed. */
  readonly summaries: ReadonlyMap<string, RowSummary | null>;
  /** What the officer should be told of the opening. */
  readonly notice: Reconciled | null;
  /** Files that the vault set aside. */
  readonly quarantined: readonly string[];
}

const nothing: StationData = {
  phase: 'closed', fault: null, people: peopleOf([]), dossiers: new Map(), summaries: new Map(), notice: null, quarantined: [],
};

let data = nothing;
/** Ends the following of the queue's rows. */
let unfollow: (() => void) | null = null;
let database: StationDatabase | null = null;
/** Counts openings, so that an answer for an earlier one is dropped. */
let opening = 0;
const listeners = new Set<() => void>();

function set(next: Partial<StationData>): void {
  data = { ...data, ...next };
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** One thing at a time: who asks for the people is not drawn anew with each row of the queue. */
export function useData<Name extends keyof StationData>(name: Name): StationData[Name] {
  return useSyncExternalStore(listen, () => data[name]);
}

const fetchChunk: FetchChunk = async (list, chunk) => {
  const answer = await ask('worklist.chunk', list, chunk);
  return answer.ok ? answer.value : null;
};

const openRows = async (sealed: readonly Uint8Array[]): Promise<readonly Uint8Array[] | null> => {
  const answer = await ask('rows.open', sealed);
  return answer.ok ? answer.value : null;
};

/** What could be asked for before the station was open. */
let early: { readonly index: ReturnType<typeof askIndex>; readonly rows: Promise<EarlyRows> } | null = null;

const askIndex = () => ask('vault.index');

/** Opens the database while the officer still types; what fails is tried again, and told, when the station is open. */
export function openDatabaseEarly(): void {
  void reach();
}

/**
 * Call as the secret is sent: reads what is sealed, and asks main to open it as soon as it has the keys, while it tries the secret.
 * With a wrong secret main answers `locked`, and nothing comes of it.
 */
export function openDataEarly(): void {
  const rows = reach().then((opened) => (opened.ok ? openEarly(opened.value, openRows) : new Map()), () => new Map() as EarlyRows);
  early = { index: askIndex(), rows };
}

async function reach(): ReturnType<typeof openDatabase> {
  if (database !== null) return ok(database);
  reaching ??= openDatabase();
  const opened = await reaching;
  reaching = null;
  if (opened.ok) database = opened.value;
  return opened;
}
let reaching: ReturnType<typeof openDatabase> | null = null;

/** Opens everything after an unlock. Fails as a fault in the data, never by throwing. */
export async function openData(): Promise<void> {
  opening += 1;
  const own = opening;
  set({ ...nothing, phase: 'opening' });
  unfollow ??= followDossiers();
  try {
    const asked = early;
    early = null;
    const [first, opened, rows] = await Promise.all([asked?.index, reach(), asked?.rows]);
    const index = first?.ok === true ? first : await askIndex();
    if (!index.ok) return fail(own, index.fault);
    if (!opened.ok) return fail(own, opened.fault);
    const notice = await reconcile(opened.value, index.value, fetchChunk);
    const [people, summaries] = await Promise.all([
      readPeople(opened.value, openRows, fetchChunk, rows), summariesOf(index.value.dossiers.map((row) => row.id)),
    ]);
    if (own !== opening) return;
    set({
      phase: 'ready', people, notice, summaries, quarantined: index.value.quarantined,
      // Events that came meanwhile are newer than the index.
      dossiers: new Map([...index.value.dossiers.map((row) => [row.id, row] as const), ...data.dossiers]),
    });
  } catch (error) {
    fail(own, { code: 'database-failed', detail: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' });
  }
}

function fail(own: number, fault: Fault): void {
  if (own === opening) set({ ...nothing, phase: 'failed', fault });
}

/** Opens what no sign-in of this page has opened: after a reload. */
export function openDataIfClosed(): void {
  if (data.phase === 'closed') void openData();
}

/** Forgets every opened value. */
export function closeData(): void {
  opening += 1;
  unfollow?.();
  unfollow = null;
  data = nothing;
  set({});
}

/** Reads the lists again after an import. */
export async function reloadPeople(): Promise<void> {
  const index = await ask('vault.index');
  if (!index.ok || database === null) return;
  await mirrorLists(database, index.value.lists, fetchChunk);
  set({ people: await readPeople(database, openRows, fetchChunk) });
}

/** Reads the summaries again: after a day was closed, and when a draft's person changed. */
export async function reloadSummaries(): Promise<void> {
  set({ summaries: await summariesOf([...data.dossiers.keys()]) });
}

export function dismissNotice(): void {
  set({ notice: null, quarantined: [] });
}

/** Main takes 10,000 at most. */
const idsPerCall = 5000;

async function summariesOf(ids: readonly string[]): Promise<ReadonlyMap<string, RowSummary | null>> {
  const all = new Map<string, RowSummary | null>();
  for (let at = 0; at < ids.length; at += idsPerCall) {
    const answer = await ask('dossier.summaries', ids.slice(at, at + idsPerCall));
    if (answer.ok) for (const [id, summary] of Object.entries(answer.value)) all.set(id, summary);
  }
  return all;
}

function followDossiers(): () => void {
  return on('dossier', (row) => {
    if (data.phase === 'closed' || data.phase === 'failed') return;
    set({ dossiers: new Map(data.dossiers).set(row.id, row) });
    void database?.dossiers.put(row).catch(() => {
      // The mirror is repaired from the vault at the next start; the vault holds the row.
    });
    void ask('dossier.summaries', [row.id]).then((answer) => {
      if (answer.ok) set({ summaries: new Map([...data.summaries, ...Object.entries(answer.value)]) });
    });
  });
}
