/** Signatures of certificates and security objects: RSA (PKCS #1 v1.5 and PSS) by node, and NIST curves by node, other curves by noble, for BoringSSL has neither brainpool nor explicit parameters. */
import { constants, createHash, createPublicKey, verify } from 'node:crypto';

import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat } from '../bytes.js';
import { schemeOf, type AlgorithmIdentifier, type HashName, type SignatureScheme } from './algorithms.js';
import { ecdsaOn } from './curves.js';
import { childrenOf, magnitudeOf, nodeAt } from './der.js';
import { verifyNatively } from './native-curves.js';
import { verifyPss } from './pss.js';
import { publicKeyOf, type PublicKey } from './public-key.js';

export type SignatureFault = 'signature-wrong' | 'algorithm-unsupported' | 'key-unreadable';

export interface SignatureCheck {
  readonly algorithm: AlgorithmIdentifier;
  /** The hash that the message names, for algorithms that name none. */
  readonly digest: HashName | null;
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

type Checked = Result<{ readonly algorithm: string }, SignatureFault>;

/** The last ones judged: a card is judged once without its photo while that comes in, and then again with it. */
const judged = new Map<string, Checked>();
const mostJudged = 32;

/** `ok` tells what was used, for the detail of a fact. */
export function checkSignature(check: SignatureCheck): Checked {
  const print = printOf(check);
  const known = judged.get(print) ?? judge(check);
  judged.delete(print);
  judged.set(print, known);
  const [oldest] = judged.keys();
  if (judged.size > mostJudged && oldest !== undefined) judged.delete(oldest);
  return known;
}

/** SHA-256 over all that counts, each with its length before it. */
function printOf({ algorithm, digest, publicKey, message, signature }: SignatureCheck): string {
  const hash = createHash('sha256');
  for (const part of [Buffer.from(`${algorithm.identifier} ${digest ?? ''}`), algorithm.parameters ?? new Uint8Array(), publicKey, message, signature]) hash.update(`${part.length} `).update(part);
  return hash.digest('hex');
}

function judge(check: SignatureCheck): Checked {
  const scheme = schemeOf(check.algorithm, check.digest);
  if (scheme === null) return fault('algorithm-unsupported', check.algorithm.identifier);
  const key = publicKeyOf(check.publicKey);
  if (!key.ok) return key.fault.code === 'key-malformed' ? fault('key-unreadable', key.fault.detail) : fault('algorithm-unsupported', key.fault.detail);
  if ((scheme.kind === 'ecdsa') !== (key.value.kind === 'ec')) return fault('signature-wrong', 'the key is of another kind than the signature');
  const right = scheme.kind === 'ecdsa' ? checkEcdsa(scheme, key.value, check) : checkRsa(scheme, key.value, check);
  if (!right.ok) return right;
  return right.value ? ok({ algorithm: nameOf(scheme, key.value) }) : fault('signature-wrong');
}

function nameOf(scheme: SignatureScheme, key: PublicKey): string {
  return [key.kind === 'ec' ? key.curve.name : `RSA-${key.bits}`, scheme.kind === 'rsa-pss' ? 'PSS' : '', scheme.hash].filter(Boolean).join(' ');
}

function checkEcdsa(scheme: SignatureScheme, key: PublicKey, { message, signature }: SignatureCheck): Result<boolean, SignatureFault> {
  if (key.kind !== 'ec' || scheme.kind !== 'ecdsa') return ok(false);
  const curve = ecdsaOn(key.curve);
  const compact = scheme.plain ? signature : compactOf(signature, curve.Point.Fn.BYTES);
  if (compact === null || compact.length !== 2 * curve.Point.Fn.BYTES) return ok(false);
  try {
    const native = verifyNatively(key.curve, key.point, scheme.hash, message, compact);
    if (native !== null) return ok(native);
    const digest = createHash(scheme.hash).update(message).digest();
    return ok(curve.verify(compact, new Uint8Array(digest), key.point, { prehash: false, lowS: false }));
  } catch (mistake) {
    // Both throw for a point that is not on the curve and for r or s out of range.
    return fault('signature-wrong', mistake instanceof Error ? mistake.message : 'not a signature');
  }
}

/** SEQUENCE { r, s } as r and s side by side, each as long as the order. */
function compactOf(signature: Uint8Array, size: number): Uint8Array | null {
  const [r, s] = (childrenOf(nodeAt(signature), 0x30) ?? []).map(magnitudeOf);
  if (!r || !s || r.length > size || s.length > size) return null;
  return concat(new Uint8Array(size - r.length), r, new Uint8Array(size - s.length), s);
}

function checkRsa(scheme: SignatureScheme, key: PublicKey, { message, signature }: SignatureCheck): Result<boolean, SignatureFault> {
  if (key.kind !== 'rsa' || scheme.kind === 'ecdsa') return ok(false);
  try {
    // Out of the bare RSAPublicKey: whether its SPKI said rsaEncryption or id-RSASSA-PSS no longer matters, which node would otherwise hold the key to.
    const object = createPublicKey({ key: Buffer.from(key.bare), format: 'der', type: 'pkcs1' });
    if (scheme.kind === 'rsa') return ok(verify(scheme.hash, message, { key: object, padding: constants.RSA_PKCS1_PADDING }, signature));
    if (scheme.maskHash !== scheme.hash) return ok(verifyPss(scheme, object, key.bits, message, signature));
    const saltLength = scheme.saltLength < 0 ? constants.RSA_PSS_SALTLEN_AUTO : scheme.saltLength;
    return ok(verify(scheme.hash, message, { key: object, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }, signature));
  } catch (mistake) {
    return fault('key-unreadable', mistake instanceof Error ? mistake.message : 'not a key');
  }
}
