/** The imported trust lists and who judges cards by them: kept on the disk, verified in a thread of their own, loaded in the background at the start. */
import { createHash } from 'node:crypto';

import type { ChipFactReason, ToldChipFact, TrustFault, TrustReport } from '../../../sync/core/chip-facts.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { trustAnchors, type AnchorReport } from './anchors.js';
import { anchorStore, type NewList, type StoredLists } from './store.js';
import { verifyReading } from './verify.js';
import { trustVerifier, type TrustVerifier } from './verify-in-worker.js';

export interface TrustCustody {
  /** Never fails: where the thread does not answer in time, the card is judged without lists and its chain is `not-done`, with the reason. */
  verify(files: ReadonlyMap<string, Uint8Array>): Promise<readonly ToldChipFact[]>;
  /**
   * Durable when it answers; a list that is refused leaves nothing behind. The same bytes again are the list that is there;
   * headquarters' name, date and word for it replace those of a file.
   */
  add(list: NewList, signal: AbortSignal): Promise<Result<TrustReport, TrustFault>>;
  /** Not used any more when it answers; none to remove is no fault. */
  remove(id: string): Promise<Result<null, TrustFault>>;
  /** Waits until those of the start are verified. */
  lists(signal: AbortSignal): Promise<Result<readonly TrustReport[], TrustFault>>;
  close(): Promise<void>;
}

export interface TrustCustodyOptions {
  readonly folder: string;
  /** The built file of worker.ts. */
  readonly worker: string;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Milliseconds that a card waits for its judgement, the loading of the lists included. */
  readonly patience?: number;
}

interface Opened {
  readonly verifier: TrustVerifier;
  readonly stored: StoredLists;
  /** By id, as far as they are known yet. */
  readonly reports: Map<string, TrustReport>;
}

/** The largest public list takes under two seconds where it is first needed; a card is read for about as long. */
const usualPatience = 10_000;

export function trustCustody({ folder, worker, clock = Date.now, patience = usualPatience }: TrustCustodyOptions): TrustCustody {
  const store = anchorStore(folder);
  let opening = open();
  /** One change at a time. */
  let changing: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function open(): Promise<Result<Opened, TrustFault>> {
    const stored = await store.load().catch((error: unknown) => String(error));
    if (typeof stored === 'string') return fault('trust-failed', stored);
    const verifier = trustVerifier({ worker, lists: stored.lists });
    const reports = new Map(stored.damaged.map((name) => [name.slice(0, 64), damagedReport(name)]));
    // In the background: the first to ask waits for the rest of it at most.
    void verifier.reports(new AbortController().signal);
    return ok({ verifier, stored, reports });
  }
  /** A thread cannot unlearn: another one starts with the lists that are on the disk now. */
  async function reopen(): Promise<void> {
    const before = await opening;
    opening = open();
    if (before.ok) await before.value.verifier.close();
  }
  /** Asked again where another thread took this one's place meanwhile. */
  async function asking<Value>(work: (opened: Opened) => Promise<Result<Value, TrustFault>>): Promise<Result<Value, TrustFault>> {
    for (;;) {
      const asked = opening;
      const opened = await asked;
      if (!opened.ok) return opened;
      const answer = await work(opened.value);
      if (asked === opening) return answer;
    }
  }
  const lists = (signal: AbortSignal): Promise<Result<readonly TrustReport[], TrustFault>> => asking(async ({ verifier, stored, reports }) => {
    const answer = await verifier.reports(signal);
    if (!answer.ok) return answer;
    stored.lists.forEach((list, index) => {
      if (!reports.has(list.id)) reports.set(list.id, reportOf(list, list.importedAt, answer.value[index] ?? null));
    });
    return ok([...reports.values()].sort((one, other) => one.importedAt - other.importedAt));
  });
  async function take(list: NewList, signal: AbortSignal): Promise<Result<TrustReport, TrustFault>> {
    const known = await lists(signal);
    if (!known.ok) return known;
    const opened = await opening;
    if (!opened.ok) return opened;
    const { verifier, reports } = opened.value;
    const id = createHash('sha256').update(list.bytes).digest('hex');
    const there = reports.get(id);
    const importedAt = clock();
    if (there !== undefined && there.fault === undefined) return vouchesMore(list, there) ? describe(id, list, importedAt, signal) : ok(there);
    // On the disk first: what counts from now on must count after a power cut as well.
    const written = await store.add(list, importedAt);
    if (!written.ok) return written;
    const added = await verifier.add(list, signal);
    if (!added.ok) {
      await store.remove(id);
      // Given up on, the thread may take it in yet: another one starts without it.
      if (!added.fault.code.startsWith('list-')) await verifier.close();
      return added;
    }
    const report = reportOf({ ...list, id }, importedAt, added.value);
    reports.set(id, report);
    return ok(report);
  }
  /** Its bytes are there and good: only whose they are, their name and their date change. */
  async function describe(id: string, list: NewList, importedAt: number, signal: AbortSignal): Promise<Result<TrustReport, TrustFault>> {
    const written = await store.add(list, importedAt);
    if (!written.ok) return written;
    await reopen();
    const told = await lists(signal);
    const report = told.ok ? told.value.find((one) => one.id === id) : undefined;
    return report !== undefined ? ok(report) : told.ok ? fault('trust-failed') : told;
  }
  async function drop(id: string): Promise<Result<null, TrustFault>> {
    try {
      await store.remove(id);
    } catch (error) {
      return fault('not-durable', (error as NodeJS.ErrnoException).code ?? String(error));
    }
    await reopen();
    return ok(null);
  }
  function change<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = changing.then(work);
    changing = next.catch(() => undefined);
    return next;
  }

  return {
    async verify(files) {
      const signal = AbortSignal.timeout(patience);
      const judged = isClosed ? fault('trust-failed') : await asking(({ verifier }) => verifier.verify(files, clock(), signal));
      return judged.ok ? judged.value : verifyWithoutLists(files, judged.fault.code === 'trust-failed' ? 'trust-failed' : 'trust-timeout');
    },
    add: (list, signal) => change(() => take(list, signal)),
    remove: (id) => change(() => drop(id)),
    lists,
    async close() {
      isClosed = true;
      const opened = await opening;
      if (opened.ok) await opened.value.verifier.close();
    },
  };
}

/** Headquarters' word counts for more than a file's, and its newest for more than an earlier one. */
function vouchesMore({ name, date, origin }: NewList, there: TrustReport): boolean {
  return origin.from === 'headquarters' && (there.origin.from === 'file' || there.name !== name || (date !== '' && there.date !== date));
}

function verifyWithoutLists(files: ReadonlyMap<string, Uint8Array>, reason: ChipFactReason): readonly ToldChipFact[] {
  return verifyReading({ files, anchors: trustAnchors() }).map((fact) => (fact.name === 'chain' && fact.reason === 'no-anchors' ? { name: 'chain', state: 'not-done', reason } : fact));
}

function reportOf(list: NewList & { readonly id: string }, importedAt: number, told: AnchorReport | null): TrustReport {
  if (told === null) return { ...damagedReport(list.id), name: list.name, date: list.date, origin: list.origin, importedAt, fault: 'list-refused' };
  const refusedBy: Record<string, number> = {};
  for (const { reason } of told.refused) refusedBy[reason] = (refusedBy[reason] ?? 0) + 1;
  return {
    id: list.id, name: told.name, date: told.date, kind: told.kind, certificates: told.certificates,
    accepted: told.selfSigned + told.links + told.unproven, links: told.links, unproven: told.unproven, duplicates: told.duplicates, countries: told.countries,
    refused: told.refusedCount, refusedBy, signedBy: told.signedBy, origin: list.origin, importedAt,
  };
}

function damagedReport(file: string): TrustReport {
  return {
    id: file.slice(0, 64), name: file, date: '', kind: '', certificates: 0, accepted: 0, links: 0, unproven: 0, duplicates: 0, countries: 0,
    refused: 0, refusedBy: {}, signedBy: '', origin: { from: 'file', by: '' }, importedAt: 0, fault: 'list-damaged',
  };
}
