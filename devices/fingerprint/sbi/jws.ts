/** Signed values of SBI: JWS compact form, RS256, the signer's certificate in `x5c`. */
import { verify, X509Certificate } from 'node:crypto';

import { z } from 'zod';

const header = z.object({ alg: z.literal('RS256'), x5c: z.array(z.string()).min(1) });

/** Base64url without padding, or with it; null where it is something else. */
export function fromBase64Url(text: string): Uint8Array | null {
  return /^[A-Za-z0-9_-]*={0,2}$/.test(text) ? new Uint8Array(Buffer.from(text, 'base64url')) : null;
}

export function toBase64Url(bytes: Uint8Array | string): string {
  return Buffer.from(bytes as Uint8Array).toString('base64url');
}

/**
 * The payload, parsed, when the signature is right; null otherwise.
 * It proves that the bytes are those that the device signed, not which device it was: the certificate is the device's own claim.
 */
export function openJws(text: string): unknown {
  const [head, payload, signature, ...more] = text.split('.');
  if (!head || !payload || !signature || more.length > 0) return null;
  const parsed = header.safeParse(jsonOf(head));
  const signed = fromBase64Url(signature);
  if (!parsed.success || !signed) return null;
  try {
    const certificate = new X509Certificate(Buffer.from(parsed.data.x5c[0] ?? '', 'base64'));
    if (certificate.publicKey.asymmetricKeyType !== 'rsa') return null;
    return verify('sha256', Buffer.from(`${head}.${payload}`), certificate.publicKey, signed) ? jsonOf(payload) : null;
  } catch {
    // No certificate, or none that can be read: unsigned for all that is known.
    return null;
  }
}

/** A JSON value in base64url, unsigned, or the payload of a JWS whose signature is not looked at; null where there is none. */
export function peekJson(text: string): unknown {
  return jsonOf(text.split('.')[text.includes('.') ? 1 : 0] ?? '');
}

function jsonOf(base64url: string): unknown {
  const bytes = fromBase64Url(base64url);
  if (!bytes) return null;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not JSON: the caller's schema refuses null.
    return null;
  }
}
