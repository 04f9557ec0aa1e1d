/** What opens the chip, as the protocols use it: Doc 9303-11 clauses 4.3.2 and 9.7.3, appendix D.1. Nothing of a key goes into a fault. */
import { createHash } from 'node:crypto';

import type { ChipKey, MrzKey } from '../../../sync/core/capture.js';
import { checkDigit } from '../../../sync/core/mrz.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';

export interface Password {
  readonly kind: 'mrz' | 'can';
  /** What PACE derives its key from: SHA-1 over the MRZ's three values, or the digits. */
  readonly secret: Uint8Array;
  /** 16 bytes for basic access control, which the MRZ alone opens. */
  readonly keySeed: Uint8Array | null;
}

/** Reference of the password in MSE:Set AT. */
export const passwordReference = { mrz: 1, can: 2 } as const;

export function passwordOf(key: ChipKey): Result<Password, 'chip-key-malformed'> {
  if ('can' in key) {
    // Printed as six digits; others are allowed for by nobody.
    if (!/^\d{6}$/.test(key.can)) return fault('chip-key-malformed', 'can', { field: 'can' });
    return ok({ kind: 'can', secret: new Uint8Array(Buffer.from(key.can, 'ascii')), keySeed: null });
  }
  const secret = mrzSecret(key);
  return secret.ok ? ok({ kind: 'mrz', secret: secret.value, keySeed: secret.value.slice(0, 16) }) : secret;
}

/** 16 bytes. */
export function keySeed(key: MrzKey): Result<Uint8Array, 'chip-key-malformed'> {
  const secret = mrzSecret(key);
  return secret.ok ? ok(secret.value.slice(0, 16)) : secret;
}

/** 20 bytes. */
function mrzSecret(key: MrzKey): Result<Uint8Array, 'chip-key-malformed'> {
  const number = key.number.toUpperCase().padEnd(9, '<');
  // Of a number that does not fit its nine places the whole counts, as its check digit covers the whole (clause 4.3.2).
  if (!/^([A-Z0-9<]{9}|[A-Z0-9]{10,22})$/.test(number) || number.startsWith('<')) return fault('chip-key-malformed', 'number');
  // Unknown parts of a birth date are filled with `<` in an MRZ.
  if (!/^[0-9<]{6}$/.test(key.birth)) return fault('chip-key-malformed', 'birth');
  if (!/^[0-9<]{6}$/.test(key.expiry)) return fault('chip-key-malformed', 'expiry');
  const information = [number, key.birth, key.expiry].map((part) => `${part}${checkDigit(part) ?? ''}`).join('');
  return ok(new Uint8Array(createHash('sha1').update(information, 'ascii').digest()));
}
