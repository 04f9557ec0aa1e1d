/** Who sent a request: the signature over method, path, time and body, by the station's registered key. */
import { fault, ok } from '../core/result.js';
import type { RequestToSign } from '../core/wire.js';
import { publicKeyFromRaw, verify } from '../seal/sign.js';
import type { Headquarters, Station } from './model.js';
import type { Answered } from './refused.js';
import { findStation } from './register.js';

/** A station's clock may be that far off: it bounds how long a recorded request could be sent again. */
const largestSkew = 10 * 60_000;

export interface RequestHead {
  readonly method: string;
  /** With query, as sent. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** `bodyHash`: SHA-256 of the body, hex, computed or as the station signed it beforehand. */
export async function authenticate(hq: Headquarters, head: RequestHead, bodyHash: string): Promise<Answered<Station>> {
  const id = head.headers['x-station'];
  const station = typeof id === 'string' ? await findStation(hq, id) : fault('station-unknown');
  if (!station.ok) return station;
  const signed = verifyRequest(hq, head, bodyHash, station.value.publicKey);
  return signed.ok ? station : signed;
}

/** `publicKey` is raw Ed25519. The clock is judged only where the signature is right. */
export function verifyRequest(hq: Headquarters, head: RequestHead, bodyHash: string, publicKey: Uint8Array): Answered<null> {
  const { 'x-time': time, 'x-signature': signature } = head.headers;
  if (typeof time !== 'string' || typeof signature !== 'string') return fault('signature-refused', 'not signed');
  const value: RequestToSign = { method: head.method, path: head.path, time, body: bodyHash };
  if (!verify('request', { value, signature }, publicKeyFromRaw(publicKey))) return fault('signature-refused');
  const now = hq.clock();
  const skew = Math.abs(Date.parse(time) - now);
  return skew <= largestSkew ? ok(null) : fault('clock-refused', undefined, { now: new Date(now).toISOString() });
}
