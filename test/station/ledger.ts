/** What the kit, the list and the page gave out, held against what headquarters opened. */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, fstatSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LedgerEntry } from '../../devices/kit.js';

export interface Ledger {
  /** Handed to the kit as its file descriptor 3. */
  readonly descriptor: number;
  readonly note: (entry: LedgerEntry) => void;
  readonly entries: () => readonly LedgerEntry[];
  readonly close: () => void;
}

/** A file that has no name from the start: only who holds its descriptor can read it, and the station does not. */
export function openLedger(): Ledger {
  const folder = mkdtempSync(join(tmpdir(), 'tan-nha-ledger-'));
  const descriptor = openSync(join(folder, 'ledger'), 'wx+', 0o600);
  rmSync(folder, { recursive: true });
  return {
    descriptor,
    note: (entry) => writeSync(descriptor, `${JSON.stringify(entry)}\n`),
    entries() {
      const bytes = Buffer.alloc(fstatSync(descriptor).size);
      readSync(descriptor, bytes, 0, bytes.length, 0);
      return bytes.toString('utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as LedgerEntry);
    },
    close: () => closeSync(descriptor),
  };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What headquarters opened: the rows of its tables, and the bytes of its objects as they lie there. */
export interface Opened {
  readonly fields: readonly { readonly name: string; readonly value: string; readonly source: string }[];
  readonly parts: readonly { readonly role: string; readonly bytes: Uint8Array }[];
}

const givers: Record<string, LedgerEntry['from']> = { worklist: 'list', chip: 'chip', typed: 'page' };
const required = [
  ...Array.from({ length: 10 }, (_, index) => `finger-${index + 1}`), 'photo', 'chip-com', 'chip-dg1', 'chip-dg2', 'chip-dg13',
];

/** Every difference as a sentence; none means that headquarters holds what was given out, byte by byte and field by field. */
export function differences(entries: readonly LedgerEntry[], opened: Opened): string[] {
  const gave = (from: string | undefined, what: string, hash: string) =>
    entries.some((one) => one.from === from && one.what === what && one.sha256 === hash);
  const found: string[] = [];
  for (const role of required) {
    if (!opened.parts.some((part) => part.role === role)) found.push(`headquarters has no ${role}`);
  }
  for (const part of opened.parts) {
    if (part.role === 'form') continue;
    const from = part.role === 'photo' ? 'page' : /^(finger|rolled)-/.test(part.role) ? 'scanner' : 'chip';
    if (!gave(from, part.role, sha256(part.bytes))) found.push(`${part.role} is not what the ${from} gave out`);
  }
  if (opened.fields.length === 0) found.push('headquarters has no fields');
  for (const field of opened.fields) {
    const from = givers[field.source];
    if (!gave(from, `field:${field.name}`, sha256(field.value))) found.push(`${field.name} is not what the ${from ?? field.source} gave out`);
  }
  const rows = opened.fields.map((field) => field.name);
  for (const source of new Set(entries.filter((one) => one.from === 'page' && one.what.startsWith('field:')).map((one) => one.what.slice(6)))) {
    if (!rows.includes(source)) found.push(`${source} was typed and is not at headquarters`);
  }
  return found;
}
