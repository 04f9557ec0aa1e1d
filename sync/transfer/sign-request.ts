/** The headers that sign one request: method, path, time and the hash of the body. */
import { createHash, type KeyObject } from 'node:crypto';

import type { RequestToSign } from '../core/wire.js';
import { sign } from '../seal/sign.js';

export interface Signer {
  /** The station's id; `new` for its registration. */
  readonly station: string;
  /** Ed25519, private. */
  readonly signingKey: KeyObject;
}

/** `now`: milliseconds since 1970-01-01 UTC, by headquarters' clock as far as known. `x-body` tells the hash before the body comes. */
export function signRequest({ station, signingKey }: Signer, method: string, path: string, body: Uint8Array, now: number): Record<string, string> {
  const value: RequestToSign = { method, path, time: new Date(now).toISOString(), body: createHash('sha256').update(body).digest('hex') };
  return { 'x-station': station, 'x-time': value.time, 'x-body': value.body, 'x-signature': sign('request', value, signingKey).signature };
}
