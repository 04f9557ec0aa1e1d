/** Which files a card says it has: EF.COM says it unsigned, EF.SOD signed. */
import { parseCom } from '../lds/com.js';
import { parseSod } from '../trust/sod.js';

import type { ElementaryFile } from './files.js';

export interface Listing {
  /** Undefined until it was tried; empty where the card has none. */
  com: Uint8Array | undefined;
  sod: Uint8Array | undefined;
}

/** Data groups that neither list names are not asked for, where either list can be read. DG1 and DG2 are on every card. */
export function isListed({ group, tag }: ElementaryFile, { com, sod }: Listing): boolean {
  if (group <= 2) return true;
  const unsigned = com === undefined ? null : parseCom(com);
  const signed = sod === undefined ? null : parseSod(sod);
  const hashes = signed?.ok === true ? signed.value.hashes : null;
  if (unsigned === null && hashes === null) return true;
  return (unsigned?.tags.includes(tag) ?? false) || (hashes?.has(group) ?? false);
}
