/** A self-signed X.509 certificate (RFC 5280) for a key made a moment ago: what `x5c` of a JWS carries. */
import type { KeyObject } from 'node:crypto';
import { randomBytes, sign } from 'node:crypto';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;

/** 1.2.840.113549.1.1.11, sha256WithRSAEncryption, with its NULL parameter. */
const sha256WithRsa = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
/** 2.5.4.3, commonName. */
const commonName = Buffer.from('0603550403', 'hex');

/** DER. `name` becomes subject and issuer; valid for a year from a day ago; RSA keys. */
export function selfSigned(name: string, keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }, now: Date): Buffer {
  const named = der(SEQUENCE, der(SET, der(SEQUENCE, commonName, der(UTF8, Buffer.from(name)))));
  const day = 86_400_000;
  // A leading 01 keeps the serial number positive.
  const serial = der(INTEGER, Buffer.from([1]), randomBytes(8));
  const validity = der(SEQUENCE, utcTime(now.getTime() - day), utcTime(now.getTime() + 365 * day));
  const key = keys.publicKey.export({ type: 'spki', format: 'der' });
  const body = der(SEQUENCE, serial, sha256WithRsa, named, validity, named, key);
  return der(SEQUENCE, body, sha256WithRsa, der(BIT_STRING, Buffer.from([0]), sign('sha256', body, keys.privateKey)));
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
