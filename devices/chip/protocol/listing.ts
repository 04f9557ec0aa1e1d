/** Which data groups a card says it has: EF.COM says it unsigned, EF.SOD signed. */
import { parseCom } from '../lds/com.js';
import { parseSod } from '../trust/sod.js';

import { readingOrder, type ElementaryFile } from './files.js';

export interface Listing {
  /** Takes in EF.COM or EF.SOD as read; empty where the card has none. */
  add(role: 'chip-com' | 'chip-sod', bytes: Uint8Array): void;
  /** Data groups that neither list names are not asked for, where either list can be read. DG1 and DG2 are on every card. */
  has(file: ElementaryFile): boolean;
  /** Whether EF.SOD has it: the card was issued with it, and one that does not give it keeps it back. */
  isSigned(group: number): boolean;
}

export function newListing(): Listing {
  const groups = new Set<number>();
  const signed = new Set<number>();
  let isKnown = false;
  return {
    add(role, bytes) {
      const listed = role === 'chip-com' ? ofCom(bytes) : ofSod(bytes);
      if (listed === null) return;
      isKnown = true;
      for (const group of listed) {
        groups.add(group);
        if (role === 'chip-sod') signed.add(group);
      }
    },
    has: ({ group }) => group <= 2 || !isKnown || groups.has(group),
    isSigned: (group) => signed.has(group),
  };
}

function ofCom(bytes: Uint8Array): readonly number[] | null {
  const com = parseCom(bytes);
  return com === null ? null : readingOrder.filter((file) => com.tags.includes(file.tag)).map((file) => file.group);
}

function ofSod(bytes: Uint8Array): readonly number[] | null {
  const sod = parseSod(bytes);
  return sod.ok ? [...sod.value.hashes.keys()] : null;
}
