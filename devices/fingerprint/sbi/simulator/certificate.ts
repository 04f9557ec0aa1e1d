/** X.509 certificates (RFC 5280) for keys made a moment ago: what `x5c` of a JWS carries, and who vouches for it. RSA keys. */
import type { KeyObject } from 'node:crypto';
import { randomBytes, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const BOOLEAN = 0x01;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;

/** 1.2.840.113549.1.1.11, sha256WithRSAEncryption, with its NULL parameter. */
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
/** 2.5.4.3, commonName. */
const commonName = Buffer.from('0603550403', 'hex');
/** 2.5.29.19, basicConstraints. */
const basicConstraints = Buffer.from('0603551d13', 'hex');

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface Issuer {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** DER of a certificate that signs others, by itself. Valid for a year from a day ago. */
export function issuerCertificate(name: string, keys: Keys, now: Date): Buffer {
  return certificate(name, keys.publicKey, { name, privateKey: keys.privateKey }, true, now);
}

/** DER of a certificate for signing values. */
export function signerCertificate(name: string, publicKey: KeyObject, issuer: Issuer, now: Date): Buffer {
  return certificate(name, publicKey, issuer, false, now);
}

function certificate(name: string, publicKey: KeyObject, issuer: Issuer, isIssuer: boolean, now: Date): Buffer {
  const day = 86_400_000;
  const version3 = der(0xa0, der(INTEGER, Buffer.from([2])));
  // A leading 01 keeps the serial number positive.
  const serial = der(INTEGER, Buffer.from([1]), randomBytes(8));
  const validity = der(SEQUENCE, utcTime(now.getTime() - day), utcTime(now.getTime() + 365 * day));
  const key = publicKey.export({ type: 'spki', format: 'der' });
  const constraints = der(SEQUENCE, ...(isIssuer ? [der(BOOLEAN, Buffer.from([0xff]))] : []));
  const extensions = der(0xa3, der(SEQUENCE, der(SEQUENCE, basicConstraints, der(BOOLEAN, Buffer.from([0xff])), der(OCTET_STRING, constraints))));
  const body = der(SEQUENCE, version3, serial, sha256WithRsa, named(issuer.name), validity, named(name), key, extensions);
  return der(SEQUENCE, body, sha256WithRsa, der(BIT_STRING, Buffer.from([0]), sign('sha256', body, issuer.privateKey)));
}

function named(name: string): Buffer {
  return der(SEQUENCE, der(SET, der(SEQUENCE, commonName, der(UTF8, Buffer.from(name)))));
}

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function utcTime(time: number): Buffer {
  return der(UTC_TIME, Buffer.from(`${new Date(time).toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`));
}
