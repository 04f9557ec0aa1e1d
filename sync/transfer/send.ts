/** Sends one revision: its manifest first, then the bytes that headquarters lacks, then the manifest again for the receipt. */
import type { TransferFault } from '../core/faults.js';
import { fault, ok, type Fault, type Result } from '../core/result.js';
import type { PartOffset } from '../core/wire.js';
import type { Outgoing, Vault } from '../outbox/model.js';
import { partId } from '../seal/part.js';
import type { HeadquartersClient } from './model.js';

/** Bytes of one request: large, since every request costs a round trip, and small enough that a cut loses little. */
const blockSize = 2 ** 20;

export interface SendOptions {
  readonly read: (file: string) => Promise<Uint8Array>;
  readonly signal: AbortSignal;
  /** A cut ended the last try after headquarters had taken the manifest: one offset query instead of the manifest. */
  readonly resume: boolean;
  readonly onContact: () => void;
  /** Bytes that headquarters has made durable. */
  readonly onDurable: (bytes: number) => void;
  /** Bytes handed to the connection. */
  readonly onBytes: (bytes: number) => void;
  readonly receive: Vault['receive'];
}

export type SendEnd =
  | { readonly kind: 'received' }
  /** The station's own disk refused to note it. */
  | { readonly kind: 'not-durable' }
  /** A part file is not what its name says. */
  | { readonly kind: 'unreadable'; readonly note: string }
  /** `accepted`: headquarters knows the manifest. */
  | { readonly kind: 'fault'; readonly fault: Fault<TransferFault>; readonly accepted: boolean };

export async function sendRevision(client: HeadquartersClient, one: Outgoing, options: SendOptions): Promise<SendEnd> {
  const { signal } = options;
  let missing: readonly PartOffset[];
  if (options.resume) {
    const asked = await client.offsets(one.parts.map(({ part }) => part.id), signal);
    if (!asked.ok) return { kind: 'fault', fault: asked.fault, accepted: true };
    missing = one.parts.flatMap(({ part }) => {
      const offset = asked.value[part.id] ?? 0;
      return offset < 0 ? [] : [{ id: part.id, offset }];
    });
  } else {
    const put = await client.putManifest(one.manifest, signal);
    if (!put.ok) return { kind: 'fault', fault: put.fault, accepted: false };
    if (put.value.kind === 'complete') return take(put.value.receipt, options);
    missing = put.value.missing;
  }
  options.onContact();
  for (const { id, offset } of missing) {
    const end = await sendPart(client, one, id, offset, options);
    if (end !== null) return end;
  }
  const put = await client.putManifest(one.manifest, signal);
  if (!put.ok) return { kind: 'fault', fault: put.fault, accepted: true };
  if (put.value.kind === 'complete') return take(put.value.receipt, options);
  return { kind: 'fault', fault: fault('headquarters-failed', 'still incomplete').fault, accepted: false };
}

async function sendPart(client: HeadquartersClient, one: Outgoing, id: string, from: number, options: SendOptions): Promise<SendEnd | null> {
  const named = one.parts.find(({ part }) => part.id === id);
  if (named === undefined) return { kind: 'fault', fault: fault('answer-unreadable', 'a part that the manifest does not name').fault, accepted: false };
  const { part, file } = named;
  const bytes = await readPart(file, id, options.read);
  if (bytes === null) return { kind: 'unreadable', note: `part-unreadable ${part.role}` };
  let offset = Math.min(from, part.size);
  let idle = 0;
  while (offset < part.size) {
    const block = bytes.subarray(offset, offset + blockSize);
    const sent = await client.patchPart(id, offset, part.size, block, options.signal, options.onBytes);
    const next = sent.ok ? checkedOffset(sent.value.offset, part.size) : sent;
    if (!next.ok) return { kind: 'fault', fault: next.fault, accepted: true };
    options.onContact();
    // Another offset than the expected one is headquarters' word: it may have lost bytes, or hold more.
    idle = next.value > offset ? 0 : idle + 1;
    if (idle === 3) return { kind: 'fault', fault: fault('answer-unreadable', 'the offset does not grow').fault, accepted: false };
    if (next.value > offset) options.onDurable(next.value - offset);
    offset = next.value;
  }
  return null;
}

async function take(receipt: Parameters<Vault['receive']>[0], options: SendOptions): Promise<SendEnd> {
  options.onContact();
  const received = await options.receive(receipt);
  if (received.ok) return { kind: 'received' };
  if (received.fault.code === 'not-durable' || received.fault.code === 'locked') return { kind: 'not-durable' };
  return { kind: 'fault', fault: fault('receipt-forged', received.fault.detail).fault, accepted: false };
}

/** null where the file is missing or its bytes are others. */
async function readPart(file: string, id: string, read: SendOptions['read']): Promise<Uint8Array | null> {
  try {
    const bytes = await read(file);
    return partId(bytes) === id ? bytes : null;
  } catch {
    // The caller sets the revision aside, with the part's name.
    return null;
  }
}

function checkedOffset(offset: number, size: number): Result<number, 'answer-unreadable'> {
  return Number.isSafeInteger(offset) && offset >= 0 && offset <= size ? ok(offset) : fault('answer-unreadable', 'offset');
}
