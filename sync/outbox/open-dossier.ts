/** Opens the newest revision of a dossier: its data key and the draft that its journal adds up to. */
import { join } from 'node:path';

import { change, emptyDraft, type Draft, type DraftChange, type Part } from '../core/dossier.js';
import type { OpenFault } from '../core/faults.js';
import { templatesOf, type Templates } from '../core/prints.js';
import type { RowSummary } from '../core/queue.js';
import { fault, ok, type Result } from '../core/result.js';
import { partId } from '../seal/part.js';
import { deriveKey, openRow, sealRow } from '../seal/rows.js';
import { appender, type Appender } from './appender.js';
import { codeOf } from './disk.js';
import { openJournal } from './journal.js';
import { folderOf, newest, revisionOf, type VaultState } from './state.js';

export interface OpenDossier {
  readonly revision: number;
  readonly dataKey: Uint8Array;
  readonly journal: Appender;
  draft: Draft;
  templates: Templates;
  /** In the journal so far: the index of the next. */
  entries: number;
  /** Of the last entry. */
  savedAt: number;
}

export async function openDossier(state: VaultState, id: string): Promise<Result<OpenDossier, OpenFault>> {
  if (state.keys === null) return fault('locked');
  const one = newest(state, id);
  if (one === null) return fault('unknown-dossier');
  const opened = state.opened.get(id);
  if (opened?.revision === one.revision) return ok(opened);
  const dataKey = await dataKeyOf(state, id, one.revision);
  if (!dataKey.ok) return dataKey;
  const file = join(folderOf(state, id, one.revision), 'journal');
  const read = await readFileOf(state, file);
  if (!read.ok) return read;
  const journal = openJournal(dataKey.value, { id, revision: one.revision }, read.value);
  if (!journal.ok) return journal;
  const { entries, good } = journal.value;
  const changes = await withFiles(state, id, entries.map((entry) => entry.changes));
  const dossier: OpenDossier = {
    revision: one.revision, dataKey: dataKey.value, journal: appender(state.disk, file, good),
    draft: changes.reduce(change, emptyDraft(id, one.revision)),
    templates: templatesOf(changes),
    entries: entries.length, savedAt: entries.at(-1)?.at ?? one.updatedAt,
  };
  state.opened.set(id, dossier);
  return ok(dossier);
}

/**
 * Without the parts whose file is not there: a power cut may keep an entry and not the files that it names, and a draft
 * without a part is finished by capturing it again, while one with a lost part could never be sealed. Only the last entry's
 * files can be torn: an entry is written after the one before it is whole on the disk.
 */
async function withFiles(state: VaultState, id: string, entries: readonly (readonly DraftChange[])[]): Promise<readonly DraftChange[]> {
  if (newest(state, id)?.state !== 'draft') return entries.flat();
  const kept: DraftChange[] = [];
  for (const [index, changes] of entries.entries()) {
    const isLast = index === entries.length - 1;
    for (const one of changes) {
      if (one.kind !== 'parts') kept.push(one);
      else {
        const there = await Promise.all(one.parts.map(({ part }) => isThere(state, join(folderOf(state, id, part.revision), part.id), part, isLast)));
        kept.push({ kind: 'parts', parts: one.parts.filter((_, at) => there[at]) });
      }
    }
  }
  return kept;
}

async function isThere(state: VaultState, file: string, part: Part, isDoubtful: boolean): Promise<boolean> {
  if ((await state.disk.size(file)) !== part.size) return false;
  return !isDoubtful || partId(await state.disk.read(file)) === part.id;
}

/** The 32 bytes that open the parts of that revision. */
export async function dataKeyOf(state: VaultState, id: string, revision: number): Promise<Result<Uint8Array, OpenFault>> {
  if (state.keys === null) return fault('locked');
  const one = revisionOf(state, id, revision);
  if (one === null) return fault('unknown-dossier');
  if (!one.keyThere) return fault('key-destroyed');
  const key = deriveKey(state.keys.stationKey, 'data keys');
  const read = await readFileOf(state, join(folderOf(state, id, revision), 'key'));
  return read.ok ? openRow(key, read.value, boundOf(id, revision)) : read;
}

/** The content of a key file. */
export function sealDataKey(stationKey: Uint8Array, id: string, revision: number, dataKey: Uint8Array): Uint8Array {
  return sealRow(deriveKey(stationKey, 'data keys'), dataKey, boundOf(id, revision));
}

export function summaryOf({ fields, person, kind, session }: Draft): RowSummary {
  return {
    name: fields.fullName?.value ?? person?.name ?? '', number: fields.number?.value ?? person?.number ?? '',
    birth: fields.birth?.value ?? person?.birth ?? '', kind, officer: session.officer, place: session.place,
  };
}

async function readFileOf(state: VaultState, file: string): Promise<Result<Uint8Array, 'part-unreadable'>> {
  try {
    return ok(await state.disk.read(file));
  } catch (error) {
    return fault('part-unreadable', codeOf(error));
  }
}

function boundOf(id: string, revision: number): string {
  return `${id}/${revision}`;
}
