/** EF.COM: which data groups the card says it has. Not signed, so a hint only (Doc 9303-10 clause 4.6.1). */
import { descend } from '../protocol/tlv.js';

export interface Com {
  /** LDS version, for example `0107`. */
  readonly version: string;
  /** Tags of the data groups, for example 0x61 for DG1. */
  readonly tags: readonly number[];
}

export function parseCom(bytes: Uint8Array): Com | null {
  const version = descend(bytes, 0x60, 0x5f01);
  const tags = descend(bytes, 0x60, 0x5c);
  if (version === null || tags === null) return null;
  return { version: new TextDecoder('latin1').decode(version), tags: [...tags] };
}
