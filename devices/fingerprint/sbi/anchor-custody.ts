/** The certificates that vouch for scanners, kept as files of one folder: read at the start, imported by the supervisor, used at once. */
import { createHash, type X509Certificate } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { AnchorFault } from '../../../sync/core/faults.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import type { AnchorImport, AnchorRefusal, ScannerAnchor, ScannerAnchors } from '../../../sync/core/scanner-anchors.js';
import { keepFault, syncFolder, writeDurably } from '../../durable-files.js';
import { certificatesIn, largestAnchorFile, readAnchors } from './anchors.js';

export interface AnchorCustody {
  /** Those that count; another array after each import that added one. */
  readonly anchors: () => readonly X509Certificate[];
  readonly list: () => ScannerAnchors;
  /** Durable when it answers. Of a file with several certificates those are taken that can vouch; a file without any changes nothing. */
  readonly add: (bytes: Uint8Array) => Promise<Result<AnchorImport, AnchorFault>>;
}

/** Without a folder nobody vouches for a scanner, and nothing can be imported. `clock`: milliseconds since 1970. */
export function anchorCustody(folder: string | undefined, clock: () => number = Date.now): AnchorCustody {
  const { anchors: found, refused: unreadable } = folder === undefined ? { anchors: [], refused: [] } : readAnchors(folder);
  const held = new Map(found.map((one) => [fingerprintOf(one), one]));
  let anchors: readonly X509Certificate[] = [...held.values()];
  /** One import at a time. */
  let adding: Promise<unknown> = Promise.resolve();

  async function take(bytes: Uint8Array): Promise<Result<AnchorImport, AnchorFault>> {
    if (bytes.length > largestAnchorFile) return fault('anchor-too-large', `${bytes.length} bytes`);
    const now = clock();
    const certificates = [...new Map(certificatesIn(bytes).map((one) => [fingerprintOf(one), one]))];
    const refused = certificates.flatMap(([, one]) => {
      const reason = refusalOf(one, now);
      return reason === null ? [] : [{ name: nameOf(one), reason }];
    });
    const good = certificates.filter(([, one]) => refusalOf(one, now) === null);
    if (good.length === 0) return fault(refused[0]?.reason ?? 'anchor-none', refused.map((one) => one.name).join(', '));
    const fresh = good.filter(([fingerprint]) => !held.has(fingerprint));
    if (folder === undefined) return fault('not-durable', 'no folder for certificates');
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const [fingerprint, one] of fresh) await writeDurably(join(folder, `${fingerprint}.der`), one.raw);
      await syncFolder(folder);
    } catch (error) {
      return { ok: false, fault: keepFault(error) };
    }
    for (const [fingerprint, one] of fresh) held.set(fingerprint, one);
    if (fresh.length > 0) anchors = [...held.values()];
    const told = (some: typeof good): readonly ScannerAnchor[] => some.map(([, one]) => reportOf(one, now));
    return ok({ added: told(fresh), known: told(good.filter((one) => !fresh.includes(one))), refused });
  }

  return {
    anchors: () => anchors,
    list: () => {
      const now = clock();
      return { anchors: anchors.map((one) => reportOf(one, now)).sort((a, b) => (`${a.name} ${a.fingerprint}` < `${b.name} ${b.fingerprint}` ? -1 : 1)), unreadable };
    },
    add: (bytes) => {
      const next = adding.then(() => take(bytes));
      adding = next.catch(() => undefined);
      return next;
    },
  };
}

/** Basic constraints say who may sign for others (RFC 5280, 4.2.1.9). */
function refusalOf(certificate: X509Certificate, now: number): AnchorRefusal | null {
  if (!certificate.ca) return 'anchor-not-issuer';
  const { state } = reportOf(certificate, now);
  return state === 'valid' ? null : state === 'expired' ? 'anchor-expired' : 'anchor-not-yet-valid';
}

function reportOf(certificate: X509Certificate, now: number): ScannerAnchor {
  const [validFrom, validUntil] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
  const state = now > validUntil ? 'expired' : now >= validFrom ? 'valid' : 'not-yet-valid';
  return { fingerprint: fingerprintOf(certificate), name: nameOf(certificate), validFrom, validUntil, state };
}

function nameOf({ subject }: X509Certificate): string {
  // Without a subject it is undefined, whatever its type says.
  const lines = ((subject as string | undefined) ?? '').split('\n');
  const name = lines.find((line) => line.startsWith('CN='))?.slice(3) ?? lines.join(', ');
  // Written with the escapes of RFC 2253.
  return name.replaceAll(/\\([,+"\\<>;=# ])/g, '$1').slice(0, 200);
}

function fingerprintOf({ raw }: X509Certificate): string {
  return createHash('sha256').update(raw).digest('hex');
}
