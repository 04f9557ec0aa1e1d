/** Takes headquarters' receipts from a stick: the list is verified as a whole, each receipt by the vault. */
import { join } from 'node:path';

import type { BatchFault } from '../core/faults.js';
import type { ReceiptList, Signed } from '../core/manifest.js';
import { fault, ok, type Result } from '../core/result.js';
import { nodeDisk, type Disk } from '../outbox/disk.js';
import type { Vault } from '../outbox/model.js';
import { publicKeyFromRaw, verify } from '../seal/sign.js';

export interface ReceiptsOptions {
  readonly vault: Pick<Vault, 'receive'>;
  /** A batch's folder, or the folder on the stick that holds some. */
  readonly folder: string;
  /** Raw Ed25519 public key of headquarters' receipts. */
  readonly receiptKey: Uint8Array;
  readonly disk?: Disk;
  /** Ends it between two receipts: those that were taken stay, as each is true by itself. The reason 'cancelled' is the officer's. */
  readonly signal?: AbortSignal;
  readonly onReceipts?: (done: number, total: number) => void;
}

/** 100,000 receipts. */
const largestList = 64 * 2 ** 20;

/** `received` counts the receipts that fit a dossier of this station, those known before too. */
export async function importReceipts(options: ReceiptsOptions): Promise<Result<{ readonly received: number }, BatchFault>> {
  const { vault, folder, receiptKey, disk = nodeDisk } = options;
  if ((await disk.size(folder)) < 0) return fault('folder-missing');
  const lists = await findLists(disk, folder);
  if (lists.length === 0) return fault('no-receipts');
  const read: (ReceiptList | null)[] = [];
  for (const file of lists) read.push(await readList(disk, file, receiptKey));
  const receipts = read.flatMap((list) => list?.receipts ?? []);
  let received = 0;
  let forged = read.filter((list) => list === null).length;
  for (const [done, receipt] of receipts.entries()) {
    if (options.signal?.aborted === true) return options.signal.reason === 'cancelled' ? fault('receipts-cancelled', undefined, { received }) : fault('locked');
    const taken = await vault.receive(receipt);
    if (taken.ok) received += 1;
    else if (taken.fault.code === 'receipt-forged') forged += 1;
    else if (taken.fault.code !== 'unknown-dossier') return fault(taken.fault.code, taken.fault.detail);
    options.onReceipts?.(done + 1, receipts.length);
  }
  // Said also where other receipts were good: those are taken, and somebody should know of the rest.
  if (forged > 0) return fault('receipts-forged', undefined, { received, forged });
  return received > 0 ? ok({ received }) : fault('other-station');
}

async function findLists(disk: Disk, folder: string): Promise<readonly string[]> {
  const names = await disk.list(folder);
  const batches = names.filter((name) => name.startsWith('tan-nha-') && !name.endsWith('.part')).map((name) => join(folder, name));
  const found: string[] = [];
  for (const place of [folder, ...batches]) {
    if ((await disk.size(join(place, 'receipts.json'))) >= 0) found.push(join(place, 'receipts.json'));
  }
  return found;
}

/** null where it is unreadable or not by headquarters: one foreign list does not keep the others from being taken. */
async function readList(disk: Disk, file: string, receiptKey: Uint8Array): Promise<ReceiptList | null> {
  if ((await disk.size(file)) > largestList) return null;
  try {
    const signed = JSON.parse(new TextDecoder().decode(await disk.read(file))) as Signed<ReceiptList> | null;
    if (signed === null || !verify('receipts', signed, publicKeyFromRaw(receiptKey)) || !Array.isArray(signed.value.receipts)) return null;
    return signed.value;
  } catch {
    // Not JSON, or not readable from the stick.
    return null;
  }
}
