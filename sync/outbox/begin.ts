/** Begins a revision: a new dossier, or a correction of a sealed one. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { change, emptyDraft, type Draft, type DraftChange } from '../core/dossier.js';
import type { MendFault, SaveFault } from '../core/faults.js';
import { templatesOf } from '../core/prints.js';
import { fault, ok, type Result } from '../core/result.js';
import { appender } from './appender.js';
import { makeFolderDurably, saveFault, writeDurably } from './files.js';
import { sealEntry } from './journal.js';
import { openDossier, sealDataKey } from './open-dossier.js';
import { newDossierFloor } from './reserve.js';
import { newRevision } from './revisions.js';
import { newest, put, type VaultState } from './state.js';

/** The id is a UUID in lower case; another text throws, since the id names a folder. */
export async function begin(state: VaultState, id: string, first: Extract<DraftChange, { kind: 'begin' }>): Promise<Result<Draft, SaveFault>> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw Error('a dossier is named by a UUID');
  if (state.keys === null) return fault('locked');
  if (newest(state, id) !== null) return fault('not-a-draft', 'the id is taken');
  try {
    const free = await state.freeBytes();
    if (free < newDossierFloor) return fault('disk-full', 'under 512 MiB', { freeBytes: free });
    await state.reserve.refill(free);
  } catch (error) {
    // How much is free is a question, not a save: the writes below answer for themselves.
    if (saveFault(error).fault.code === 'disk-full') return saveFault(error);
  }
  return startRevision(state, id, 1, [first]);
}

/** The content of the newest revision as a draft of the next one; its parts stay where they are, its confirmation is gone. */
export async function mend(state: VaultState, id: string): Promise<Result<Draft, MendFault>> {
  const one = newest(state, id);
  if (one?.state === 'draft') return fault('still-a-draft');
  const opened = await openDossier(state, id);
  if (!opened.ok) return opened;
  const { draft, revision, templates } = opened.value;
  return startRevision(state, id, revision + 1, [
    { kind: 'begin', person: draft.person, dossierKind: draft.kind, session: draft.session },
    { kind: 'fields', fields: draft.fields },
    { kind: 'parts', parts: Object.values(draft.parts) },
    { kind: 'templates', templates },
    ...(draft.rolling === null ? [] : [{ kind: 'rolling' as const, rolling: draft.rolling }]),
    ...chipOf(draft),
    ...draft.exceptions.map((exception) => ({ kind: 'exception' as const, exception })),
    ...draft.attempts.map((attempt) => ({ kind: 'attempt' as const, attempt })),
    ...Object.entries(draft.accepted).map(([check, note]) => ({ kind: 'accepted' as const, check, note })),
  ]);
}

/** What the chip proved goes with its parts, and what was decided against it. */
function chipOf({ chip }: Draft): readonly DraftChange[] {
  if (chip === null) return [];
  const facts = { kind: 'chip-facts', facts: chip.facts, fields: chip.fields, at: chip.at } as const;
  return chip.kept.length === 0 ? [facts] : [facts, { kind: 'chip-kept', fields: chip.kept }];
}

async function startRevision(state: VaultState, id: string, revision: number, changes: readonly DraftChange[]): Promise<Result<Draft, SaveFault>> {
  if (state.keys === null) return fault('locked');
  const dataKey = new Uint8Array(randomBytes(32));
  const at = state.clock();
  const key = sealDataKey(state.keys.stationKey, id, revision, dataKey);
  const entry = sealEntry(dataKey, { id, revision, index: 0 }, { at, changes });
  const draft = changes.reduce(change, emptyDraft(id, revision));
  const about = { id, revision, at, person: draft.person?.id ?? null, businessDay: draft.session.businessDay };
  let folder = '';
  try {
    await state.reserve.use(async () => {
      folder = await makeFolderDurably(state.disk, join(state.root, 'dossiers'), id, String(revision));
      await writeDurably(state.disk, folder, [{ name: 'key', bytes: key }, { name: 'journal', bytes: entry }]);
    });
    await state.reserve.use(() => state.transitions.append({ what: 'about', ...about }));
  } catch (error) {
    return saveFault(error);
  }
  const before = newest(state, id);
  put(state, {
    ...newRevision(id, revision), person: about.person, businessDay: about.businessDay, updatedAt: at,
    headquarters: before?.headquarters ?? 'unknown', bytes: before?.bytes ?? 0,
  });
  state.opened.set(id, { revision, dataKey, journal: appender(state.disk, join(folder, 'journal'), entry.length), draft, templates: templatesOf(changes), lost: [], entries: 1, savedAt: at });
  return ok(draft);
}
