/** The day's batch on a stick: sealed dossiers as they lie in the vault, listed and signed; and the receipts that come back on it. */
import { randomBytes, type KeyObject } from 'node:crypto';
import { join } from 'node:path';

import type { BatchFault } from '../core/faults.js';
import type { BatchManifest, Provisioning } from '../core/manifest.js';
import { fault, ok, type Result } from '../core/result.js';
import type { RegistrationRequest } from '../core/wire.js';
import { codeOf, nodeDisk, type Disk } from '../outbox/disk.js';
import { saveFault } from '../outbox/files.js';
import type { Outgoing, Vault } from '../outbox/model.js';
import { partId } from '../seal/part.js';
import { rawPublicKey, sign } from '../seal/sign.js';
import { verifyBatch } from './stick-verify.js';

export { importReceipts, type ReceiptsOptions } from './stick-receipts.js';

export interface ExportOptions {
  readonly vault: Pick<Vault, 'sealedOn' | 'outgoing'>;
  /** `yyyy-mm-dd`. */
  readonly businessDay: string;
  /** On the stick; the batch is made as a folder in it. */
  readonly folder: string;
  readonly signingKey: KeyObject;
  /** The station's id. */
  readonly station: string;
  /** Given, the batch brings the station's registration with it, for a station that never has a network. */
  readonly provisioning?: Pick<Provisioning, 'code' | 'stationName'>;
  readonly clock: () => number;
  readonly disk?: Disk;
  /** Default: a new UUIDv7. */
  readonly batch?: string;
  /** Ends the export between two parts; nothing of it stays on the stick. The reason 'cancelled' is the officer's. */
  readonly signal?: AbortSignal;
  /** Told as parts are written and as they are read again: bytes that are both count whole. */
  readonly onBytes?: (done: number, total: number) => void;
}

export interface BatchReport {
  /** The batch's own folder. */
  readonly folder: string;
  readonly dossiers: number;
  readonly bytes: number;
  /** Dossiers that stayed behind, since a part of theirs is unreadable in the vault. */
  readonly skipped: readonly string[];
}

/** Room for folders and for what a file system rounds up, per file: 32 KiB, the cluster of a large FAT stick. */
const clusterBytes = 32 * 1024;

/** Answers after everything was written, synced, read again and verified, and the folder has its final name. */
export async function exportBatch(options: ExportOptions): Promise<Result<BatchReport, BatchFault>> {
  const { folder, businessDay, clock, disk = nodeDisk } = options;
  if ((await disk.size(folder)) < 0) return fault('folder-missing');
  const { whole, skipped } = await readable(disk, wanted(options.vault, businessDay));
  if (whole.length === 0) return skipped.length === 0 ? fault('nothing-to-export') : fault('verify-failed', 'no dossier is readable in the vault');
  const batch = options.batch ?? newBatchId(clock());
  const target = join(folder, `tan-nha-${businessDay}-${batch.slice(-8)}`);
  const unfinished = `${target}.part`;
  if ((await disk.list(target)).length > 0) return fault('folder-not-empty');
  const parts = new Map(whole.flatMap((one) => one.parts.map(({ part, file }) => [part.id, { id: part.id, size: part.size, file }] as const)));
  const bytes = [...parts.values()].reduce((sum, one) => sum + one.size, 0);
  const value: BatchManifest = {
    version: 1, batch, station: options.station, businessDay, exportedAt: new Date(clock()).toISOString(),
    dossiers: whole.map((one) => ({ dossier: one.row.id, revision: one.row.revision, manifest: one.hash })),
    parts: [...parts.values()].map(({ id, size }) => ({ id, size })),
  };
  try {
    const needed = bytes + (parts.size + 2 * whole.length + 8) * clusterBytes;
    const free = await disk.free(folder);
    if (free < needed) return fault('stick-full', undefined, { freeBytes: free, neededBytes: needed });
    await disk.remove(unfinished);
    const progress = progressOf(options, bytes);
    await writeBatch(disk, unfinished, options, value, whole, [...parts.values()], progress);
    const verified = await verifyBatch(disk, unfinished, value, options.signingKey, progress);
    if (!verified.ok) {
      await discard(disk, unfinished);
      return verified;
    }
    // An empty folder of that name is in the way on some file systems.
    await disk.remove(target);
    await disk.rename(unfinished, target);
    await disk.syncFolder(folder);
  } catch (error) {
    await discard(disk, unfinished);
    if (options.signal?.aborted === true) return fault(options.signal.reason === 'cancelled' ? 'export-cancelled' : 'locked');
    const { code, detail } = saveFault(error).fault;
    return fault(code === 'disk-full' ? 'stick-full' : codeOf(error) === 'ENOENT' ? 'folder-missing' : 'not-durable', detail);
  }
  return ok({ folder: target, dossiers: whole.length, bytes, skipped });
}

/** Called with the bytes of each part that was written, and again once it was read back; throws where the export was called off. */
function progressOf({ signal, onBytes }: ExportOptions, total: number): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    signal?.throwIfAborted();
    done += bytes / 2;
    onBytes?.(Math.round(done), total);
  };
}

/** The day's revisions, and earlier ones of the same dossiers that headquarters has not confirmed: they hold the keys of parts that were kept. */
function wanted(vault: ExportOptions['vault'], businessDay: string): readonly Outgoing[] {
  const day = vault.sealedOn(businessDay);
  const newestOf = new Map<string, number>();
  for (const { row } of day) newestOf.set(row.id, Math.max(row.revision, newestOf.get(row.id) ?? 0));
  const there = new Set(day.map((one) => one.hash));
  const earlier = vault.outgoing().filter((one) => !there.has(one.hash) && one.row.revision < (newestOf.get(one.row.id) ?? 0));
  return [...day, ...earlier].sort((a, b) => a.manifest.value.counter - b.manifest.value.counter);
}

async function readable(disk: Disk, all: readonly Outgoing[]): Promise<{ readonly whole: readonly Outgoing[]; readonly skipped: readonly string[] }> {
  const whole: Outgoing[] = [];
  const skipped: string[] = [];
  for (const one of all) {
    const sizes = await Promise.all(one.parts.map(async ({ part, file }) => (await disk.size(file)) === part.size));
    if (sizes.every(Boolean)) whole.push(one);
    else skipped.push(one.row.id);
  }
  return { whole, skipped };
}

async function writeBatch(
  disk: Disk, folder: string, options: ExportOptions, value: BatchManifest, all: readonly Outgoing[], parts: readonly { readonly id: string; readonly file: string }[],
  progress: (bytes: number) => void,
): Promise<void> {
  const { signingKey, provisioning } = options;
  await disk.makeFolder(join(folder, 'manifests'));
  await disk.makeFolder(join(folder, 'parts'));
  for (const one of all) await disk.write(join(folder, 'manifests', `${one.hash}.json`), json(one.manifest));
  // Some at a time: a stick is slow for each file, and does several at once hardly slower.
  for (let at = 0; at < parts.length; at += 4) {
    await Promise.all(parts.slice(at, at + 4).map(async ({ id, file }) => {
      const bytes = await disk.read(file);
      if (partId(bytes) !== id) throw Error('a part changed in the vault');
      await disk.write(join(folder, 'parts', id), bytes);
      progress(bytes.length);
    }));
  }
  if (provisioning !== undefined) {
    const publicKey = Buffer.from(rawPublicKey(signingKey)).toString('base64url');
    const request: RegistrationRequest = { code: provisioning.code, name: provisioning.stationName, publicKey };
    await disk.write(join(folder, 'station.json'), json(sign('request', request, signingKey)));
  }
  await disk.write(join(folder, 'batch.json'), json(sign('batch', value, signingKey)));
  for (const name of ['manifests', 'parts', '']) await disk.syncFolder(join(folder, name));
}

async function discard(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.remove(folder);
  } catch {
    // The stick may be pulled: what is left on it carries `.part` in its name and is no batch.
    return;
  }
}

/** UUIDv7 (RFC 9562, 5.7). */
function newBatchId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
