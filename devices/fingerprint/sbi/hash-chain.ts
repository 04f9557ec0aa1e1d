/** The chain over all records of a dossier: H = HEX(SHA-256(bytes(previous H) ‖ SHA-256(record))), upper case; it starts at SHA-256 of nothing. */
import { createHash } from 'node:crypto';

/** `previous`: 64 hex digits, or '' at the start. Throws RangeError on anything else. */
export function chainHash(previous: string, record: Uint8Array): string {
  if (previous !== '' && !/^[0-9A-Fa-f]{64}$/.test(previous)) throw RangeError('not a hash of the chain');
  const before = previous === '' ? createHash('sha256').digest() : Buffer.from(previous, 'hex');
  const own = createHash('sha256').update(record).digest();
  return createHash('sha256').update(before).update(own).digest('hex').toUpperCase();
}
