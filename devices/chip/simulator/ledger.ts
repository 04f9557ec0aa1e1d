/** What a simulated chip gave out, by hash: a file when its last byte went out for the first time, and the fields with DG1 and DG13. */
import { createHash } from 'node:crypto';

import type { Card } from './card.js';

export type ChipLog = (entry: { readonly what: string; readonly sha256: string }) => void;

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Answers what a chip tells of bytes that went out. Readers may ask for blocks in any order and twice. */
export function chipLedger(card: Card, log: ChipLog): (role: string, start: number, end: number) => void {
  const seen = new Map(card.files.map(({ file, bytes }) => [file.role as string, { bytes, out: new Uint8Array(bytes.length), isTold: false }]));
  return (role, start, end) => {
    const one = seen.get(role);
    if (one === undefined || one.isTold) return;
    one.out.fill(1, start, end);
    if (one.out.includes(0)) return;
    one.isTold = true;
    log({ what: role, sha256: sha256(one.bytes) });
    // All fields are in DG13; DG1 repeats some of them.
    if (role !== 'chip-dg13') return;
    for (const [field, value] of Object.entries(card.fields)) log({ what: `field:${field}`, sha256: sha256(value) });
  };
}
