/** DG15: the public key of active authentication (Doc 9303-10 clause 4.7.15). Null for what is not one or is not known. */
import { descend } from '../protocol/tlv.js';
import { parsePublicKey, type ChipPublicKey } from '../protocol/public-key.js';

export function parseDg15(bytes: Uint8Array): ChipPublicKey | null {
  const key = descend(bytes, 0x6f, 0x30);
  return key === null ? null : parsePublicKey(key);
}
