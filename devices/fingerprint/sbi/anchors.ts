/** Who vouches for scanners: certificates that somebody put into a folder, and the way from a device's certificate to one of them. */
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AnchorFolder {
  readonly anchors: readonly X509Certificate[];
  /** Names of files that hold no certificate: told, never a reason to stop. */
  readonly refused: readonly string[];
}

/** Certificates of a folder's files (.pem, .crt, .cer, .der; of PEM all that a file holds). A folder that is not there is an empty one. */
export function readAnchors(folder: string): AnchorFolder {
  const anchors: X509Certificate[] = [];
  const refused: string[] = [];
  for (const name of namesIn(folder)) {
    const found = certificatesIn(readFileSync(join(folder, name)));
    if (found.length === 0) refused.push(name);
    anchors.push(...found);
  }
  return { anchors, refused };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /\.(pem|crt|cer|der)$/i.test(name)).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function certificatesIn(bytes: Buffer): readonly X509Certificate[] {
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [bytes];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    // Something else under that name: the caller tells it.
    return [];
  }
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
