/** Signed values of SBI: JWS compact form, RS256, the signer's certificate and those above it in `x5c`. */
import { X509Certificate } from 'node:crypto';

import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';

import { leadsToAnchor } from './anchors.js';

const header = z.object({ alg: z.literal('RS256'), x5c: z.array(z.string().max(16_384)).min(1).max(8) });

export interface Signed {
  readonly payload: unknown;
  /** `signed`: an anchor vouches for the signer; `unknown`: it is the device's own claim, and proves only that the bytes are those it signed. */
  readonly trust: 'signed' | 'unknown';
}

/** Base64url without padding, or with it; null where it is something else. */
export function fromBase64Url(text: string): Uint8Array | null {
  return /^[A-Za-z0-9_-]*={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64url')) : null;
}

export function toBase64Url(bytes: Uint8Array | string): string {
  return Buffer.from(bytes as Uint8Array).toString('base64url');
}

/** The payload, parsed, when the signature is right; null otherwise. `now` in milliseconds, for the certificates' dates. */
export async function openJws(text: string, anchors: readonly X509Certificate[], now: number): Promise<Signed | null> {
  try {
    const parsed = header.safeParse(decodeProtectedHeader(text));
    if (!parsed.success) return null;
    const chain = parsed.data.x5c.map((one) => new X509Certificate(Buffer.from(one, 'base64')));
    const signer = chain[0];
    if (signer === undefined || signer.publicKey.asymmetricKeyType !== 'rsa') return null;
    const { payload } = await compactVerify(text, signer.publicKey, { algorithms: ['RS256'] });
    return { payload: jsonOf(payload), trust: leadsToAnchor(chain, anchors, now) ? 'signed' : 'unknown' };
  } catch {
    // No JWS, no certificate, or a wrong signature: unsigned for all that is known.
    return null;
  }
}

/** A JSON value in base64url, unsigned, or the payload of a JWS whose signature is not looked at; null where there is none. */
export function peekJson(text: string): unknown {
  const bytes = fromBase64Url(text.split('.')[text.includes('.') ? 1 : 0] ?? '');
  return bytes && jsonOf(bytes);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not JSON: the caller's schema refuses null.
    return null;
  }
}
