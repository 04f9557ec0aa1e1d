/** Looks at the files of every revision at start: reads what is readable without keys, sets aside what is broken. */
import { join } from 'node:path';

import type { Receipt, Signed } from '../core/manifest.js';
import type { Disk } from './disk.js';
import { unfinished } from './files.js';
import { readFrames } from './frames.js';
import type { Quarantine } from './quarantine.js';
import { revisionPath, type Sealed } from './revisions.js';
import { partName, readManifest, readReceipt } from './sealed-files.js';

export interface FoundRevision {
  readonly id: string;
  readonly revision: number;
  readonly key: boolean;
  readonly journal: boolean;
  readonly sealed: Sealed | null;
  /** A manifest file that is none: it is set aside only after that is written down. */
  readonly brokenManifest: Uint8Array | null;
  readonly receipt: Signed<Receipt> | null;
  /** Names of the part files in its folder. */
  readonly parts: readonly string[];
}

const dossierName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function scan(disk: Disk, root: string, quarantine: Quarantine): Promise<readonly FoundRevision[]> {
  const ids = (await disk.list(join(root, 'dossiers'))).filter((name) => dossierName.test(name));
  const found: FoundRevision[][] = [];
  // Sixteen at a time: enough to keep a disk busy, few enough for its file handles.
  for (let at = 0; at < ids.length; at += 16) {
    found.push(...await Promise.all(ids.slice(at, at + 16).map((id) => scanDossier(disk, root, quarantine, id))));
  }
  return found.flat();
}

async function scanDossier(disk: Disk, root: string, quarantine: Quarantine, id: string): Promise<FoundRevision[]> {
  const names = (await disk.list(join(root, 'dossiers', id))).filter((name) => /^[1-9]\d{0,5}$/.test(name));
  const found: FoundRevision[] = [];
  for (const revision of names.map(Number).sort((a, b) => a - b)) {
    found.push(await scanRevision(disk, root, quarantine, id, revision));
  }
  return found;
}

async function scanRevision(disk: Disk, root: string, quarantine: Quarantine, id: string, revision: number): Promise<FoundRevision> {
  const path = revisionPath(id, revision);
  const at = (name: string): string => join(root, ...path, name);
  const names = await disk.list(join(root, ...path));
  for (const name of names.filter((one) => one.endsWith(unfinished))) await disk.remove(at(name));
  if (names.includes('journal')) {
    const bytes = await disk.read(at('journal'));
    const { good } = readFrames(bytes);
    if (good < bytes.length) await quarantine.tail([...path, 'journal'], bytes, good);
  }
  const manifest = names.includes('manifest.json') ? await disk.read(at('manifest.json')) : null;
  const sealed = manifest === null ? null : readManifest(manifest, id, revision);
  const receiptBytes = names.includes('receipt.json') ? await disk.read(at('receipt.json')) : null;
  const receipt = receiptBytes === null ? null : readReceipt(receiptBytes, id, revision);
  if (receiptBytes !== null && receipt === null) await quarantine.whole([...path, 'receipt.json'], receiptBytes);
  return {
    id, revision, key: names.includes('key'), journal: names.includes('journal'), sealed,
    brokenManifest: sealed === null ? manifest : null, receipt,
    parts: names.filter((name) => partName.test(name)),
  };
}
