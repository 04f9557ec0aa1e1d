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
import { openJournal, type Entry } from './journal.js';
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
  /** Parts that the journal names and that are not surely there: its next entry says so. */
  lost: readonly string[];
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
  const { changes, lost } = await withFiles(state, id, entries);
  const dossier: OpenDossier = {
    revision: one.revision, dataKey: dataKey.value, lost, journal: appender(state.disk, file, good),
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
 * files can be torn: an entry is written after the one before it is whole on the disk, or says what of that one is lost.
 * An entry that lost all its parts counts as never written: what it says besides is about them.
 */
async function withFiles(
  state: VaultState, id: string, entries: readonly Entry[],
): Promise<{ readonly changes: readonly DraftChange[]; readonly lost: readonly string[] }> {
  const isDraft = newest(state, id)?.state === 'draft';
  const known = new Set(entries.flatMap((entry) => entry.lost ?? []));
  const lost: string[] = [];
  const changes: DraftChange[] = [];
  for (const [index, entry] of entries.entries()) {
    const named = partsOf(entry);
    const there = new Set<string>();
    for (const part of named) {
      if (known.has(part.id)) continue;
      const file = join(folderOf(state, id, part.revision), part.id);
      // Of a sealed revision the replaced ones are gone for good, and its draft is what it was then.
      if (!isDraft || (await isThere(state, file, part, index === entries.length - 1))) there.add(part.id);
      else lost.push(part.id);
    }
    // The first entry begins the revision, with or without its parts.
    if (index > 0 && named.length > 0 && there.size === 0) continue;
    changes.push(...entry.changes.map((one) => (one.kind === 'parts' ? { ...one, parts: one.parts.filter(({ part }) => there.has(part.id)) } : one)));
  }
  return { changes, lost };
}

function partsOf(entry: Entry): readonly Part[] {
  return entry.changes.flatMap((one) => (one.kind === 'parts' ? one.parts.map(({ part }) => part) : []));
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
