/** SubjectPublicKeyInfo (RFC 5280 clause 4.1.2.7): RSA, also under the name of RSASSA-PSS, and elliptic curves by name or explicit parameters. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import type { Curve } from '../protocol/curves.js';
import { algorithmOf, ecPublicKey, rsaPss } from './algorithms.js';
import { curveOf } from './curves.js';
import { bitsOf, childrenOf, magnitudeOf, nodeAt } from './der.js';

export type PublicKey =
  | { readonly kind: 'rsa'; readonly bits: number; /** RSAPublicKey in DER. */ readonly bare: Uint8Array; readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  | { readonly kind: 'ec'; readonly curve: Curve; /** As in the certificate: 04 x y, or compressed. */ readonly point: Uint8Array };

export type PublicKeyFault = 'key-malformed' | 'key-unsupported';

/** Bytes of a modulus and of an exponent: more costs time and no issuer has it. */
const longestModulus = 2048;
const longestExponent = 8;

export function publicKeyOf(spki: Uint8Array): Result<PublicKey, PublicKeyFault> {
  const [algorithmNode, keyNode] = childrenOf(nodeAt(spki), 0x30) ?? [];
  const algorithm = algorithmOf(algorithmNode);
  const bits = bitsOf(keyNode);
  if (algorithm === null || bits === null) return fault('key-malformed', 'not a SubjectPublicKeyInfo');
  // 1.3.132.1.12: id-ecDH, which some issuers write for chip authentication keys.
  if (algorithm.identifier === ecPublicKey || algorithm.identifier === '1.3.132.1.12') {
    const curve = curveOf(algorithm.parameters);
    return curve === null ? fault('key-unsupported', 'a curve that is not known') : ok({ kind: 'ec', curve, point: bits });
  }
  if (algorithm.identifier !== '1.2.840.113549.1.1.1' && algorithm.identifier !== rsaPss) return fault('key-unsupported', algorithm.identifier);
  const [modulus, exponent] = (childrenOf(nodeAt(bits), 0x30) ?? []).map(magnitudeOf);
  if (!modulus || !exponent) return fault('key-malformed', 'not an RSA key');
  if (modulus.length > longestModulus || exponent.length > longestExponent) return fault('key-unsupported', `an RSA key of ${modulus.length} bytes`);
  return ok({ kind: 'rsa', bits: modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24, bare: bits, modulus, exponent });
}
