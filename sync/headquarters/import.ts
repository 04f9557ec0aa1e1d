/**
 * Takes in the folder that a station exported (a stick), by the same code as the network; again and again if need be.
 *
 *   batch.json             Signed<BatchManifest>, by the station's key
 *   manifests/<hash>.json  Signed<Manifest>
 *   parts/<id>             sealed parts
 *   station.json           optional: RegistrationRequest signed (kind request) with its own key, for a station without a network
 *   receipts.json          written at the end: Signed<ReceiptList>
 */
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { BatchManifest, Receipt, ReceiptList, Signed } from '../core/manifest.js';
import { fault, ok, type Result } from '../core/result.js';
import { hashOf, publicKeyFromRaw, sign, stationId, verify } from '../seal/sign.js';
import { isError, writeDurably } from './durable.js';
import type { Headquarters } from './model.js';
import { receive, receiptOf } from './receive.js';
import type { Answered } from './refused.js';
import { findStation, register } from './register.js';
import { parseJson, signedBatchShape, signedManifestShape, signedRegistrationShape } from './schema.js';

export type BatchRefusal = 'no-batch' | 'batch-malformed' | 'station-unknown' | 'station-refused' | 'signature-refused' | 'code-unknown' | 'code-used';

export interface ImportedBatch {
  readonly batch: string;
  readonly station: string;
  readonly received: number;
  /** Received before, by network or by stick. */
  readonly again: number;
  /** Of what was not taken in; the rest of the batch was. */
  readonly refused: readonly { readonly dossier: string; readonly revision: number; readonly reason: string }[];
}

/** A batch.json lists at most a million parts of about 90 bytes. */
const largestBatchFile = 128 * 2 ** 20;
const largestManifestFile = 256 * 1024;

export async function importBatch(hq: Headquarters, folder: string): Promise<Result<ImportedBatch, BatchRefusal>> {
  const bytes = await readPlain(join(folder, 'batch.json'), largestBatchFile);
  if (bytes === null) return fault('no-batch', folder);
  const signed = parseJson(signedBatchShape, bytes);
  if (signed === undefined) return fault('batch-malformed');
  const station = await stationOf(hq, folder, signed);
  if (!station.ok) return station;
  const batch = signed.value;
  const sizes = new Map(batch.parts.map((one) => [one.id, one.size]));
  const outcome = { received: 0, again: 0, refused: [] as ImportedBatch['refused'][number][] };
  const receipts: Signed<Receipt>[] = [];
  for (const listed of await inOrder(folder, batch)) {
    const { dossier, revision } = listed;
    const taken = await takeOne(hq, folder, batch.station, sizes, listed);
    if (!taken.ok) outcome.refused.push({ dossier, revision, reason: [taken.fault.code, taken.fault.detail].filter(Boolean).join(': ') });
    else if (taken.value.again) outcome.again += 1;
    else outcome.received += 1;
    const receipt = taken.ok ? taken.value.receipt : await receiptOf(hq, listed.manifest);
    if (receipt !== null) receipts.push(receipt);
  }
  const list: ReceiptList = { version: 1, batch: batch.batch, receipts };
  await writeDurably(join(folder, 'receipts.json'), JSON.stringify(sign('receipts', list, hq.keys.receiptKey)), 0o644);
  hq.log({ event: 'batch', batch: batch.batch, station: batch.station, received: outcome.received, again: outcome.again, refused: outcome.refused.length });
  return ok({ batch: batch.batch, station: batch.station, ...outcome });
}

/** The registered station of the batch; one that brings its own registration and a good code is registered first. */
async function stationOf(hq: Headquarters, folder: string, signed: Signed<BatchManifest>): Promise<Result<null, BatchRefusal>> {
  let station = await findStation(hq, signed.value.station);
  if (!station.ok && station.fault.code === 'station-unknown') {
    const bytes = await readPlain(join(folder, 'station.json'), largestManifestFile);
    const request = bytes === null ? undefined : parseJson(signedRegistrationShape, bytes);
    const raw = Buffer.from(request?.value.publicKey ?? '', 'base64url');
    if (request !== undefined && raw.length === 32 && stationId(raw) === signed.value.station && verify('request', request, publicKeyFromRaw(raw))) {
      const registered = await register(hq, request.value);
      if (!registered.ok) return fault(registered.fault.code as 'code-unknown' | 'code-used');
      station = await findStation(hq, signed.value.station);
    }
  }
  if (!station.ok) return fault(station.fault.code as 'station-unknown' | 'station-refused');
  return verify('batch', signed, publicKeyFromRaw(station.value.publicKey)) ? ok(null) : fault('signature-refused', 'batch');
}

type Listed = BatchManifest['dossiers'][number];

/** By the station's counter: a revision comes after the one it corrects. What cannot be read comes last, and is refused there. */
async function inOrder(folder: string, batch: BatchManifest): Promise<readonly Listed[]> {
  const counted: { readonly listed: Listed; readonly counter: number }[] = [];
  for (const listed of batch.dossiers) {
    const bytes = await readPlain(join(folder, 'manifests', `${listed.manifest}.json`), largestManifestFile);
    const counter = bytes === null ? undefined : parseJson(signedManifestShape, bytes)?.value.counter;
    counted.push({ listed, counter: counter ?? Infinity });
  }
  return counted.sort((a, b) => (a.counter < b.counter ? -1 : a.counter > b.counter ? 1 : 0)).map((one) => one.listed);
}

async function takeOne(hq: Headquarters, folder: string, station: string, sizes: ReadonlyMap<string, number>, listed: Listed): Promise<Answered<{ readonly receipt: Signed<Receipt>; readonly again: boolean }>> {
  const bytes = await readPlain(join(folder, 'manifests', `${listed.manifest}.json`), largestManifestFile);
  if (bytes === null) return fault('dossier-refused', 'its manifest is missing');
  const manifest = parseJson(signedManifestShape, bytes);
  if (manifest === undefined) return fault('malformed', 'manifest');
  const { value } = manifest;
  if (hashOf(value) !== listed.manifest || value.dossier !== listed.dossier || value.revision !== listed.revision) return fault('malformed', 'another manifest than listed');
  if (value.station !== station) return fault('signature-refused', 'another station\'s manifest');
  // Announced before its parts are copied: nothing is stored for a manifest that is refused.
  const first = await receive(hq, manifest, 'stick');
  if (!first.ok) return first;
  if (first.value.kind === 'complete') return ok(first.value);
  for (const { id } of first.value.missing) {
    const size = sizes.get(id);
    const file = join(folder, 'parts', id);
    if (size === undefined || (await plainSize(file)) !== size) return fault('dossier-refused', 'a part is missing');
    if (!(await hq.sealed.copy(id, file, size))) return fault('hash-mismatch', 'a part is damaged');
  }
  const taken = await receive(hq, manifest, 'stick');
  if (!taken.ok) return taken;
  return taken.value.kind === 'complete' ? ok(taken.value) : fault('dossier-refused', 'a part is missing');
}

/** Null where there is no regular file: a link on a stick could lead anywhere. */
async function plainSize(file: string): Promise<number | null> {
  try {
    const state = await lstat(file);
    return state.isFile() ? state.size : null;
  } catch (error) {
    if (isError(error, 'ENOENT', 'ENOTDIR')) return null;
    throw error;
  }
}

async function readPlain(file: string, largest: number): Promise<Uint8Array | null> {
  const size = await plainSize(file);
  return size === null || size > largest ? null : readFile(file);
}
