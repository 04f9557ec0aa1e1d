/** Who vouches for scanners: certificates in a folder, and the way from a device's certificate to one of them. */
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface AnchorFolder {
  readonly anchors: readonly X509Certificate[];
  /** Names of files that hold no certificate, or the folder's own: told, never a reason to stop. */
  readonly refused: readonly string[];
}

/** Bytes of a file of certificates; a certificate takes one or two thousand. */
export const largestAnchorFile = 1024 ** 2;

/** Certificates of a folder's files (.pem, .crt, .cer, .der; of PEM all that a file holds). A folder that is not there is an empty one. */
export function readAnchors(folder: string): AnchorFolder {
  const anchors: X509Certificate[] = [];
  const refused: string[] = [];
  const names = namesIn(folder);
  if (names === null) return { anchors, refused: [basename(folder)] };
  for (const name of names) {
    const found = certificatesOf(join(folder, name));
    if (found.length === 0) refused.push(name);
    anchors.push(...found);
  }
  return { anchors, refused };
}

/** Null where it is there and cannot be read. */
function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).sort();
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? [] : null;
  }
}

function certificatesOf(file: string): readonly X509Certificate[] {
  try {
    const about = statSync(file);
    return about.isFile() && about.size <= largestAnchorFile ? certificatesIn(readFileSync(file)) : [];
  } catch {
    // What cannot be read vouches for nobody: the caller tells it.
    return [];
  }
}

/** One in DER, or all that are whole in PEM; empty for anything else. */
export function certificatesIn(bytes: Uint8Array): readonly X509Certificate[] {
  const blocks = Buffer.from(bytes).toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [bytes];
  return blocks.flatMap((block) => {
    try {
      const certificate = new X509Certificate(block);
      // A key that is not understood cannot vouch for anything.
      return certificate.publicKey.asymmetricKeyType === undefined ? [] : [certificate];
    } catch {
      // Something else under that name.
      return [];
    }
  });
}

/**
 * Whether a chain, the device's own certificate first, leads to an anchor: each signed by the next one, which may sign, and all valid now.
 * The anchor itself may be in the chain or not.
 */
export function leadsToAnchor(chain: readonly X509Certificate[], anchors: readonly X509Certificate[], now: number): boolean {
  for (const [index, one] of chain.entries()) {
    if (!isValid(one, now)) return false;
    if (anchors.some((anchor) => isValid(anchor, now) && (anchor.raw.equals(one.raw) || isIssuedBy(one, anchor)))) return true;
    const next = chain[index + 1];
    if (next === undefined || !isIssuedBy(one, next)) return false;
  }
  return false;
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

function isValid(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && now <= Date.parse(certificate.validTo);
}
