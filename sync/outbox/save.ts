/** Saves changes and parts of a draft: part files first, then one journal entry that names them. */
import { randomBytes } from 'node:crypto';

import { change, type Draft, type DraftChange } from '../core/dossier.js';
import type { SaveFault } from '../core/faults.js';
import { templatesOf } from '../core/prints.js';
import type { Saved } from '../core/queue.js';
import { fault, ok, type Result } from '../core/result.js';
import { partId, sealBytes } from '../seal/part.js';
import { layFiles, saveFault } from './files.js';
import { sealEntry } from './journal.js';
import type { NewPart } from './model.js';
import { openDossier, type OpenDossier } from './open-dossier.js';
import { folderOf, inTurn, newest, put, type VaultState } from './state.js';

interface Waiting {
  readonly changes: readonly DraftChange[];
  result: Result<Saved, SaveFault> | null;
}

/** Calls that wait for one dossier together share one entry and one sync. */
export function saverOf(state: VaultState): (id: string, changes: readonly DraftChange[]) => Promise<Result<Saved, SaveFault>> {
  const waiting = new Map<string, Waiting[]>();
  return (id, changes) => {
    refuseForeign(changes);
    const mine: Waiting = { changes, result: null };
    waiting.set(id, [...(waiting.get(id) ?? []), mine]);
    return inTurn(state, id, async () => {
      if (mine.result === null) {
        const all = waiting.get(id) ?? [];
        waiting.delete(id);
        const opened = await openDraft(state, id);
        const result = opened.ok ? await append(state, opened.value, all.flatMap((one) => one.changes)) : opened;
        for (const one of all) one.result = result;
      }
      return mine.result ?? fault('not-durable', 'not written');
    });
  };
}

export function addParts(
  state: VaultState, id: string, parts: readonly NewPart[], also: readonly DraftChange[],
): Promise<Result<{ readonly draft: Draft; readonly saved: Saved }, SaveFault>> {
  refuseForeign(also);
  return inTurn(state, id, async () => {
    const opened = await openDraft(state, id);
    if (!opened.ok) return opened;
    const { dataKey, revision } = opened.value;
    const folder = folderOf(state, id, revision);
    const attempt = async (): Promise<Result<Saved, SaveFault>> => {
      // Anew for each: the names of what a failed one left are not used again.
      const sealed = parts.map((one) => ({ ...one, bytes: sealBytes(one.bytes, dataKey, randomBytes(32)) }));
      const laid = await layFiles(state.disk, folder, sealed.map(({ bytes }) => ({ name: () => partId(bytes), bytes })));
      const named = sealed.map(({ role, bytes, origin }, index) => ({ part: { role, id: laid.names[index] ?? '', size: bytes.length, revision }, origin }));
      const before = { ...opened.value };
      // The files, their names and the entry that names them go to the disk at once, in one commit of the file system. An entry that a
      // power cut left without its files, or with torn ones, is passed over by who opens the journal.
      const synced = laid.sync().then(() => null, (error: unknown) => ({ error }));
      const saved = await append(state, opened.value, [{ kind: 'parts', parts: named }, ...also]);
      const failed = await synced;
      if (failed === null && saved.ok) return saved;
      if (saved.ok) await takeBack(state, opened.value, before, laid.names);
      await laid.discard();
      if (failed !== null) throw failed.error;
      return saved;
    };
    try {
      const saved = await state.reserve.use(attempt);
      return saved.ok ? ok({ draft: opened.value.draft, saved: saved.value }) : saved;
    } catch (error) {
      return saveFault(error);
    }
  });
}

/** What was answered as not saved is not in the draft, although the entry that names it is in the journal: the next one says so, now or when the disk writes again. */
async function takeBack(state: VaultState, dossier: OpenDossier, before: OpenDossier, lost: readonly string[]): Promise<void> {
  Object.assign(dossier, before, { entries: dossier.entries, lost: [...dossier.lost, ...lost] });
  await append(state, dossier, []);
}

/** A part whose bytes are not what its name says is taken out of the draft for good, and the confirmation with it; what it had replaced stands there again. */
export async function losePart(state: VaultState, dossier: OpenDossier, part: string): Promise<Result<Saved, SaveFault>> {
  dossier.lost = [...dossier.lost, part];
  const saved = await append(state, dossier, [{ kind: 'parts', parts: [] }]);
  state.opened.delete(dossier.draft.id);
  return saved;
}

/** Of a draft alone: a sealed revision is not changed any more. */
export async function openDraft(state: VaultState, id: string): Promise<Result<OpenDossier, SaveFault>> {
  if (state.keys === null) return fault('locked');
  const one = newest(state, id);
  if (one === null) return fault('unknown-dossier');
  if (one.state !== 'draft') return fault('not-a-draft', one.state);
  const opened = await openDossier(state, id);
  if (opened.ok) return opened;
  return opened.fault.code === 'locked' || opened.fault.code === 'unknown-dossier' ? fault(opened.fault.code) : fault('not-durable', opened.fault.code);
}

async function append(state: VaultState, dossier: OpenDossier, changes: readonly DraftChange[]): Promise<Result<Saved, SaveFault>> {
  const { id, revision } = dossier.draft;
  const at = state.clock();
  const one = newest(state, id);
  const draft = changes.reduce(change, dossier.draft);
  const about = { person: draft.person?.id ?? null, businessDay: draft.session.businessDay };
  const entry = { at, changes, ...(dossier.lost.length === 0 ? {} : { lost: dossier.lost }) };
  const frame = sealEntry(dossier.dataKey, { id, revision, index: dossier.entries }, entry);
  try {
    if (one?.person !== about.person || one.businessDay !== about.businessDay) {
      await state.reserve.use(() => state.transitions.append({ what: 'about', id, revision, at, ...about }));
    }
    await state.reserve.use(() => dossier.journal.append(frame));
  } catch (error) {
    return saveFault(error);
  }
  dossier.lost = [];
  dossier.entries += 1;
  dossier.draft = draft;
  dossier.templates = templatesOf(changes, dossier.templates);
  dossier.savedAt = at;
  const bytes = Object.values(draft.parts).reduce((sum, { part }) => sum + part.size, 0);
  if (one !== null) put(state, { ...one, ...about, updatedAt: at, bytes });
  return ok({ at });
}

/** Parts come in by addParts and a beginning by begin: a change that names a part file which nobody wrote would never open again. */
function refuseForeign(changes: readonly DraftChange[]): void {
  const foreign = changes.find((one) => one.kind === 'parts' || one.kind === 'begin');
  if (foreign !== undefined) throw Error(`a change of kind ${foreign.kind} is made by the vault itself`);
}
