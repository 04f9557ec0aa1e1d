/** The imported trust lists and who judges cards by them: kept on the disk, verified in a thread of their own, loaded in the background at the start. */
import { createHash } from 'node:crypto';

import type { ChipFact, TrustFault, TrustReport } from '../../../sync/core/chip-facts.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { trustAnchors, type AnchorList, type AnchorReport } from './anchors.js';
import { anchorStore, type StoredLists } from './store.js';
import { verifyReading } from './verify.js';
import { trustVerifier, type TrustVerifier } from './verify-in-worker.js';

export interface TrustCustody {
  /** Never fails: where the thread does not answer in time, the card is judged without lists and its chain is `not-done`, with the reason. */
  verify(files: ReadonlyMap<string, Uint8Array>): Promise<readonly ChipFact[]>;
  /** Durable when it answers; a list that is refused leaves nothing behind. The same bytes again are the list that is there. */
  add(list: AnchorList, signal: AbortSignal): Promise<Result<TrustReport, TrustFault>>;
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

/** The largest public list takes under two seconds where it is first needed; a card is read for about as long. */
const usualPatience = 10_000;

export function trustCustody({ folder, worker, clock = Date.now, patience = usualPatience }: TrustCustodyOptions): TrustCustody {
  const store = anchorStore(folder);
  const reports = new Map<string, TrustReport>();
  const opening = open();
  /** One import at a time. */
  let adding: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function open(): Promise<Result<{ readonly verifier: TrustVerifier; readonly stored: StoredLists }, TrustFault>> {
    const stored = await store.load().catch((error: unknown) => String(error));
    if (typeof stored === 'string') return fault('trust-failed', stored);
    const verifier = trustVerifier({ worker, lists: stored.lists });
    for (const name of stored.damaged) reports.set(name.slice(0, 64), damagedReport(name));
    // In the background: the first to ask waits for the rest of it at most.
    void verifier.reports(new AbortController().signal);
    return ok({ verifier, stored });
  }
  async function lists(signal: AbortSignal): Promise<Result<readonly TrustReport[], TrustFault>> {
    const opened = await opening;
    if (!opened.ok) return opened;
    const answer = await opened.value.verifier.reports(signal);
    if (!answer.ok) return answer;
    opened.value.stored.lists.forEach((list, index) => {
      if (!reports.has(list.id)) reports.set(list.id, reportOf(list, list.importedAt, answer.value[index] ?? null));
    });
    return ok([...reports.values()].sort((one, other) => one.importedAt - other.importedAt));
  }
  async function take(list: AnchorList, signal: AbortSignal): Promise<Result<TrustReport, TrustFault>> {
    const opened = await opening;
    if (!opened.ok) return opened;
    const known = await lists(signal);
    if (!known.ok) return known;
    const id = createHash('sha256').update(list.bytes).digest('hex');
    const there = reports.get(id);
    if (there !== undefined && there.fault === undefined) return ok(there);
    const importedAt = clock();
    // On the disk first: what counts from now on must count after a power cut as well.
    const written = await store.add(list, importedAt);
    if (!written.ok) return written;
    const added = await opened.value.verifier.add(list, signal);
    if (!added.ok) {
      await store.remove(id);
      // Given up on, the thread may take it in yet: another one starts without it.
      if (!added.fault.code.startsWith('list-')) await opened.value.verifier.close();
      return added;
    }
    const report = reportOf({ ...list, id }, importedAt, added.value);
    reports.set(id, report);
    return ok(report);
  }

  return {
    async verify(files) {
      const opened = await opening;
      const judged = opened.ok && !isClosed ? await opened.value.verifier.verify(files, clock(), AbortSignal.timeout(patience)) : fault('trust-failed');
      return judged.ok ? judged.value : verifyWithoutLists(files, judged.fault.code === 'trust-cancelled' ? 'trust-timeout' : judged.fault.code);
    },
    add(list, signal) {
      const next = adding.then(() => take(list, signal));
      adding = next.catch(() => undefined);
      return next;
    },
    lists,
    async close() {
      isClosed = true;
      const opened = await opening;
      if (opened.ok) await opened.value.verifier.close();
    },
  };
}

function verifyWithoutLists(files: ReadonlyMap<string, Uint8Array>, reason: string): readonly ChipFact[] {
  return verifyReading({ files, anchors: trustAnchors() }).map((fact) => (fact.name === 'chain' && fact.reason === 'no-anchors' ? { name: 'chain', state: 'not-done', reason } : fact));
}

function reportOf(list: AnchorList & { readonly id: string }, importedAt: number, told: AnchorReport | null): TrustReport {
  if (told === null) return { ...damagedReport(list.id), name: list.name, date: list.date, importedAt, fault: 'list-refused' };
  const refusedBy: Record<string, number> = {};
  for (const { reason } of told.refused) refusedBy[reason] = (refusedBy[reason] ?? 0) + 1;
  return {
    id: list.id, name: told.name, date: told.date, kind: told.kind, certificates: told.certificates,
    accepted: told.selfSigned + told.links + told.unproven, links: told.links, unproven: told.unproven, duplicates: told.duplicates, countries: told.countries,
    refused: told.refusedCount, refusedBy, signedBy: told.signedBy, importedAt,
  };
}

function damagedReport(file: string): TrustReport {
  return {
    id: file.slice(0, 64), name: file, date: '', kind: '', certificates: 0, accepted: 0, links: 0, unproven: 0, duplicates: 0, countries: 0,
    refused: 0, refusedBy: {}, signedBy: '', importedAt: 0, fault: 'list-damaged',
  };
}
