/** A revision's journal: one sealed entry per save, framed as in frames.ts, under a key derived from the revision's data key. */
import type { DraftChange } from '../core/dossier.js';
import { fault, ok, type Result } from '../core/result.js';
import { deriveKey, openRow, sealRow } from '../seal/rows.js';
import { readFrames, writeFrame } from './frames.js';

export interface Entry {
  readonly at: number;
  readonly changes: readonly DraftChange[];
  /** Names of parts that earlier entries name and whose bytes are not surely on the disk: they count as never taken. */
  readonly lost?: readonly string[];
}

/** What an entry belongs to: its place is authenticated, so that entries cannot be moved, repeated or dropped unseen between others. */
export interface Place {
  readonly id: string;
  readonly revision: number;
  /** 0, 1, … */
  readonly index: number;
}

/** The frame to append. */
export function sealEntry(dataKey: Uint8Array, place: Place, entry: Entry): Uint8Array<ArrayBuffer> {
  return writeFrame(sealRow(deriveKey(dataKey, 'journal'), Buffer.from(JSON.stringify(entry)), boundOf(place)));
}

/** All whole entries, and the length of their frames. A torn tail is left out; an entry that is whole but does not open is refused. */
export function openJournal(
  dataKey: Uint8Array,
  of: Omit<Place, 'index'>,
  bytes: Uint8Array,
): Result<{ readonly entries: readonly Entry[]; readonly good: number }, 'part-unreadable'> {
  const { bodies, good } = readFrames(bytes);
  const key = deriveKey(dataKey, 'journal');
  const entries: Entry[] = [];
  for (const [index, body] of bodies.entries()) {
    const plain = openRow(key, body, boundOf({ ...of, index }));
    if (!plain.ok) return fault('part-unreadable', `journal entry ${index}`);
    entries.push(JSON.parse(new TextDecoder().decode(plain.value)) as Entry);
  }
  return ok({ entries, good });
}

function boundOf({ id, revision, index }: Place): string {
  return `${id}/${revision}/${index}`;
}
