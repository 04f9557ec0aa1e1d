/** Signed messages of invented issuers: EF.SOD with the hashes of data groups, and master lists of certificates. */
import { createHash } from 'node:crypto';

import { concat } from '../bytes.js';
import type { HashName } from './algorithms.js';
import { der, identifier, integer, octets, printable, sequence, setOf, time } from './der-write.js';
import { childrenOf, nodeAt } from './der.js';
import { keyIdentifier, nameOf, serialOf, type Issuer } from './make-certificates.js';
import { hashIdentifier, signatureIdentifier, signWith } from './make-keys.js';

export interface SignedOptions {
  /** `yyyy-mm-dd`; '' leaves the attribute out, as most issuers of cards do. */
  readonly signingTime?: string;
  /** How the signer is named; by issuer and serial when left out. */
  readonly namedBy?: 'serial' | 'key';
  /** Certificates that come along beside the signer's. */
  readonly others?: readonly Uint8Array[];
  /** BER as some issuers write it: the content in two pieces in a constructed string, in indefinite lengths. */
  readonly constructed?: boolean;
}

function digestOf(hash: HashName, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(hash).update(bytes).digest());
}

export function makeSignedMessage(signer: Issuer, contentType: string, content: Uint8Array, options: SignedOptions = {}): Uint8Array {
  const { hash } = signer.key;
  const attribute = (kind: string, value: Uint8Array): Uint8Array => sequence(identifier(kind), setOf(value));
  const attributes = setOf(
    attribute('1.2.840.113549.1.9.3', identifier(contentType)), attribute('1.2.840.113549.1.9.4', octets(digestOf(hash, content))),
    ...(options.signingTime ? [attribute('1.2.840.113549.1.9.5', time(options.signingTime))] : []),
  );
  const byKey = options.namedBy === 'key';
  const id = byKey ? der(0x80, keyIdentifier(signer.key)) : sequence(issuerName(signer), serialOf(signer.identity));
  const info = sequence(
    integer(byKey ? 3 : 1), id, hashIdentifier(hash), concat(Uint8Array.of(0xa0), attributes.subarray(1)), signatureIdentifier(signer.key), octets(signWith(signer.key, attributes)),
  );
  const half = content.length >> 1;
  const written = options.constructed === true
    ? indefinite(0xa0, indefinite(0x24, octets(content.subarray(0, half)), octets(content.subarray(half)))) : der(0xa0, octets(content));
  return sequence(identifier('1.2.840.113549.1.7.2'), der(0xa0, sequence(
    integer(3), setOf(hashIdentifier(hash)), sequence(identifier(contentType), written), der(0xa0, ...(options.others ?? []), signer.certificate), setOf(info),
  )));
}

function indefinite(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return concat(Uint8Array.of(tag, 0x80), ...parts, Uint8Array.of(0, 0));
}

/** As it stands in the signer's certificate: behind version, serial and algorithm. */
function issuerName(signer: Issuer): Uint8Array {
  const fields = childrenOf(childrenOf(nodeAt(signer.certificate), 0x30)?.[0], 0x30);
  return fields?.[3]?.whole ?? nameOf(signer.identity);
}

export interface SodOptions extends SignedOptions {
  readonly hash?: HashName;
  /** Version 1 tells the LDS version too. */
  readonly version?: 0 | 1;
  readonly contentType?: string;
}

/** A whole EF.SOD. */
export function makeSod(signer: Issuer, dataGroups: readonly { readonly number: number; readonly bytes: Uint8Array }[], options: SodOptions = {}): Uint8Array {
  const hash = options.hash ?? 'sha256';
  const version = options.version ?? 0;
  const content = sequence(
    integer(version), hashIdentifier(hash), sequence(...dataGroups.map(({ number, bytes }) => sequence(integer(number), octets(digestOf(hash, bytes))))),
    ...(version === 1 ? [sequence(printable('0108'), printable('140000'))] : []),
  );
  return der(0x77, makeSignedMessage(signer, options.contentType ?? '2.23.136.1.1.1', content, options));
}

/** CscaMasterList, signed. */
export function makeMasterList(signer: Issuer, certificates: readonly Uint8Array[], options: SignedOptions = {}): Uint8Array {
  return makeSignedMessage(signer, '2.23.136.1.1.2', sequence(integer(0), setOf(...certificates)), options);
}
