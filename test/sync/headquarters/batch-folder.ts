/** Writes a stick's folder as a station's export does. */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { BatchManifest } from '../../../sync/core/manifest.js';
import { sign } from '../../../sync/seal/sign.js';
import type { Enrolled, SealedDossier } from './enrolled.js';

/** `code`: the station registers by the stick. Parts are those that each revision brings itself. */
export async function writeBatch(folder: string, station: Enrolled, dossiers: readonly SealedDossier[], code?: string): Promise<BatchManifest> {
  const batch: BatchManifest = {
    version: 1, batch: randomUUID(), station: station.id, businessDay: '2026-11-20', exportedAt: '2026-11-20T16:00:00.000Z',
    dossiers: dossiers.map(({ manifest, hash }) => ({ dossier: manifest.value.dossier, revision: manifest.value.revision, manifest: hash })),
    parts: dossiers.flatMap(({ sealed }) => [...sealed].map(([id, bytes]) => ({ id, size: bytes.length }))),
  };
  await mkdir(join(folder, 'manifests'), { recursive: true });
  await mkdir(join(folder, 'parts'), { recursive: true });
  for (const { manifest, hash, sealed } of dossiers) {
    await writeFile(join(folder, 'manifests', `${hash}.json`), JSON.stringify(manifest));
    for (const [id, bytes] of sealed) await writeFile(join(folder, 'parts', id), bytes);
  }
  await writeFile(join(folder, 'batch.json'), JSON.stringify(sign('batch', batch, station.signingKey)));
  if (code !== undefined) await writeFile(join(folder, 'station.json'), JSON.stringify(sign('request', { code, name: 'x', publicKey: station.publicKey }, station.signingKey)));
  return batch;
}
