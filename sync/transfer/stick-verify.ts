/** Reads a written batch again and compares it with what was to be written, as headquarters will. */
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';

import type { BatchManifest, Manifest, Signed } from '../core/manifest.js';
import { fault, ok, type Result } from '../core/result.js';
import type { Disk } from '../outbox/disk.js';
import { partId } from '../seal/part.js';
import { hashOf, publicKeyFromRaw, rawPublicKey, verify } from '../seal/sign.js';

/** The system may answer from its memory what the stick itself would not: headquarters verifies all of it again. `progress` is told of each part. */
export async function verifyBatch(
  disk: Disk, folder: string, written: BatchManifest, signingKey: KeyObject, progress: (bytes: number) => void,
): Promise<Result<null, 'verify-failed'>> {
  const publicKey = publicKeyFromRaw(rawPublicKey(signingKey));
  const batch = parse<BatchManifest>(await disk.read(join(folder, 'batch.json')));
  if (batch === null || hashOf(batch.value) !== hashOf(written) || !verify('batch', batch, publicKey)) return fault('verify-failed', 'batch.json');
  for (const { manifest } of written.dossiers) {
    const signed = parse<Manifest>(await disk.read(join(folder, 'manifests', `${manifest}.json`)));
    if (signed === null || hashOf(signed.value) !== manifest || !verify('manifest', signed, publicKey)) return fault('verify-failed', `manifest ${manifest}`);
  }
  for (const { id, size } of written.parts) {
    const bytes = await disk.read(join(folder, 'parts', id));
    if (bytes.length !== size || partId(bytes) !== id) return fault('verify-failed', `part ${id}`);
    progress(size);
  }
  return ok(null);
}

function parse<Value>(bytes: Uint8Array): Signed<Value> | null {
  try {
    const signed = JSON.parse(new TextDecoder().decode(bytes)) as Signed<Value> | null;
    return typeof signed?.value === 'object' ? signed : null;
  } catch {
    // Not what was written.
    return null;
  }
}
