/** Certificates of invented issuers (Doc 9303-12 clause 7): country signing keys, links between them, document signers. */
import { createHash } from 'node:crypto';

import { bits, der, identifier, integer, octets, printable, sequence, setOf, time, utf8 } from './der-write.js';
import { childrenOf, nodeAt } from './der.js';
import { publicKeyInfo, signatureIdentifier, signWith, type SigningKey } from './make-keys.js';

/** Who can sign: a certificate with its private key. */
export interface Issuer {
  readonly certificate: Uint8Array;
  readonly key: SigningKey;
  readonly identity: Identity;
}

export interface Identity {
  /** Common name. */
  readonly name: string;
  /** Two letters; VN when left out. */
  readonly country?: string;
  /** `yyyy-mm-dd`. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly serial?: number;
}

/** Self-signed. */
export function makeCsca(identity: Identity, key: SigningKey): Issuer {
  return { identity, key, certificate: makeCertificate({ identity, key, usage: 'issuer', by: { identity, key } }) };
}

/** `usage` null leaves the extension out. */
export function makeDsc(csca: Issuer, identity: Identity, key: SigningKey, usage: CertificateParts['usage'] = 'signer'): Issuer {
  return { identity, key, certificate: makeCertificate({ identity, key, usage, by: csca }) };
}

/** The newer key, certified by the older one under the newer one's name (Doc 9303-12 clause 7.1.1). */
export function makeLink(older: Issuer, newer: Issuer): Uint8Array {
  return makeCertificate({ identity: { ...newer.identity, serial: (newer.identity.serial ?? 1) + 10_000 }, key: newer.key, usage: 'issuer', by: older });
}

export function keyIdentifier(key: SigningKey): Uint8Array {
  const keyNode = childrenOf(nodeAt(publicKeyInfo(key)), 0x30)?.[1];
  return new Uint8Array(createHash('sha1').update(keyNode?.content.subarray(1) ?? '').digest());
}

export function nameOf({ name, country = 'VN' }: Identity): Uint8Array {
  const part = (kind: string, value: Uint8Array): Uint8Array => setOf(sequence(identifier(kind), value));
  return sequence(part('2.5.4.6', printable(country)), part('2.5.4.10', utf8('Tổ chức không có thật')), part('2.5.4.3', utf8(name)));
}

export function serialOf({ serial = 1 }: Identity): Uint8Array {
  return integer(serial);
}

interface CertificateParts {
  readonly identity: Identity;
  readonly key: SigningKey;
  readonly usage: 'issuer' | 'signer' | null;
  readonly by: Pick<Issuer, 'identity' | 'key'>;
}

function makeCertificate({ identity, key, usage, by }: CertificateParts): Uint8Array {
  const algorithm = signatureIdentifier(by.key);
  const signed = sequence(
    der(0xa0, integer(2)), serialOf(identity), algorithm, nameOf(by.identity), sequence(time(identity.notBefore), time(identity.notAfter)), nameOf(identity), publicKeyInfo(key),
    der(0xa3, sequence(
      extension('2.5.29.14', octets(keyIdentifier(key))),
      extension('2.5.29.35', sequence(der(0x80, keyIdentifier(by.key)))),
      // keyCertSign and cRLSign, or digitalSignature.
      ...(usage === null ? [] : [extension('2.5.29.15', usage === 'issuer' ? der(0x03, Uint8Array.of(1, 0x06)) : der(0x03, Uint8Array.of(7, 0x80)), true)]),
      ...(usage === 'issuer' ? [extension('2.5.29.19', sequence(der(0x01, Uint8Array.of(0xff)), integer(0)), true)] : []),
    )),
  );
  return sequence(signed, algorithm, bits(signWith(by.key, signed)));
}

function extension(kind: string, value: Uint8Array, critical = false): Uint8Array {
  return sequence(identifier(kind), ...(critical ? [der(0x01, Uint8Array.of(0xff))] : []), octets(value));
}
