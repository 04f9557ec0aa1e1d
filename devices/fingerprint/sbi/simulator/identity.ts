/** The simulated scanner's name and its signature: a key made at start, known to nobody, in a certificate of its own making. */
import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';

import { toBase64Url } from '../jws.js';
import { selfSigned } from './certificate.js';

export interface SimulatedIdentity {
  readonly deviceId: string;
  readonly serial: string;
  /** The digital id as it stands unsigned in a discovery. */
  readonly digitalId: () => Readonly<Record<string, string>>;
  /** JWS compact form, RS256, with the certificate in `x5c`. */
  readonly signed: (payload: unknown) => string;
}

export async function makeIdentity(seed: number): Promise<SimulatedIdentity> {
  const keys = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const x5c = [selfSigned('Simulated slap scanner', keys, new Date()).toString('base64')];
  const header = toBase64Url(JSON.stringify({ alg: 'RS256', typ: 'JWT', x5c }));
  const serial = `SIM-${String(seed >>> 0).padStart(6, '0')}`;
  return {
    deviceId: `slap-${serial}`,
    serial,
    digitalId: () => ({
      serialNo: serial,
      make: 'Tận Nhà',
      model: 'Simulated slap 4-4-2',
      type: 'Finger',
      deviceSubType: 'Slap',
      deviceProvider: 'Tận Nhà',
      deviceProviderId: 'TANNHA.SIMULATED',
      dateTime: new Date().toISOString(),
    }),
    signed: (payload) => {
      const text = `${header}.${toBase64Url(JSON.stringify(payload))}`;
      return `${text}.${toBase64Url(sign('sha256', Buffer.from(text), keys.privateKey))}`;
    },
  };
}
