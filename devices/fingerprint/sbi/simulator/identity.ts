/** The simulated scanner's name and its signature: a key made at start, in a certificate of its own or of an issuer made with it. */
import { generateKeyPair, sign } from 'node:crypto';
import { promisify } from 'node:util';

import { toBase64Url } from '../jws.js';
import { issuerCertificate, signerCertificate } from './certificate.js';

export interface SimulatedIdentity {
  readonly deviceId: string;
  readonly serial: string;
  /** DER of who vouches for it: an anchor where it is imported. Null for one that vouches for itself. */
  readonly anchor: Uint8Array | null;
  /** The digital id as it stands unsigned in a discovery. */
  readonly digitalId: () => Readonly<Record<string, string>>;
  /** JWS compact form, RS256, with the certificate in `x5c`. */
  readonly signed: (payload: unknown) => string;
}

export interface IdentityOptions {
  readonly isVouchedFor?: boolean;
  readonly takes?: 'slaps' | 'single';
}

export async function makeIdentity(seed: number, { isVouchedFor = false, takes = 'slaps' }: IdentityOptions = {}): Promise<SimulatedIdentity> {
  const model = takes === 'slaps' ? 'Simulated slap 4-4-2' : 'Simulated single finger';
  const now = new Date();
  const [keys, issuerKeys] = await Promise.all([makeKeys(), isVouchedFor ? makeKeys() : null]);
  const issuerName = 'Simulated issuer of scanners';
  const anchor = issuerKeys && issuerCertificate(issuerName, issuerKeys, now);
  const own = issuerKeys
    ? signerCertificate(model, keys.publicKey, { name: issuerName, privateKey: issuerKeys.privateKey }, now)
    : signerCertificate(model, keys.publicKey, { name: model, privateKey: keys.privateKey }, now);
  const header = toBase64Url(JSON.stringify({ alg: 'RS256', typ: 'JWT', x5c: [own.toString('base64')] }));
  const serial = `SIM-${String(seed >>> 0).padStart(6, '0')}`;
  return {
    deviceId: `${takes === 'slaps' ? 'slap' : 'single'}-${serial}`,
    serial,
    anchor,
    digitalId: () => ({
      serialNo: serial,
      make: 'Tận Nhà',
      model,
      type: 'Finger',
      deviceSubType: takes === 'slaps' ? 'Slap' : 'Single',
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

function makeKeys(): ReturnType<typeof generate> {
  return generate('rsa', { modulusLength: 2048 });
}
const generate = promisify(generateKeyPair) as (type: 'rsa', options: { modulusLength: number }) => Promise<import('node:crypto').KeyPairKeyObjectResult>;
