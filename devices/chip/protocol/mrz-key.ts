/** The key seed for basic access control, from three lines of the card's MRZ: Doc 9303-11 clause 4.3.2 and appendix D.1. */
import { createHash } from 'node:crypto';

import type { ChipKey } from '../../../sync/core/capture.js';
import { checkDigit } from '../../../sync/core/mrz.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';

/** 16 bytes. Nothing of the key goes into the fault. */
export function keySeed(key: ChipKey): Result<Uint8Array, 'chip-key-malformed'> {
  const number = key.number.toUpperCase().padEnd(9, '<');
  if (!/^[A-Z0-9<]{9}$/.test(number) || number.startsWith('<')) return fault('chip-key-malformed', 'number');
  // Unknown parts of a birth date are filled with `<` in an MRZ.
  if (!/^[0-9<]{6}$/.test(key.birth)) return fault('chip-key-malformed', 'birth');
  if (!/^[0-9<]{6}$/.test(key.expiry)) return fault('chip-key-malformed', 'expiry');
  const information = [number, key.birth, key.expiry].map((part) => `${part}${checkDigit(part) ?? ''}`).join('');
  return ok(new Uint8Array(createHash('sha1').update(information, 'ascii').digest().subarray(0, 16)));
}
