/** One PATCH of part bytes: who sends is known before a byte is taken, the bytes themselves are known by their hash at the end. */
import { Readable } from 'node:stream';

import { fault } from '../core/result.js';
import type { PartOffset } from '../core/wire.js';
import { authenticate, type RequestHead } from './authenticate.js';
import type { Headquarters } from './model.js';
import type { Answered } from './refused.js';
import { largestPart } from './schema.js';

/** Milliseconds without a byte after which the connection is given up. */
const stallLimit = 30_000;
/** Milliseconds between two signs of life. */
const aliveEvery = 2_000;

export interface Patch {
  readonly head: RequestHead;
  readonly id: string;
  /** As in the query. */
  readonly offset: string;
  readonly size: string;
  /** Undefined: no bytes. */
  readonly body: Readable | undefined;
  readonly alive: () => void;
}

export async function patchPart(hq: Headquarters, patch: Patch): Promise<Answered<PartOffset> | 'cut'> {
  const { id, head } = patch;
  const [offset, size, length] = [patch.offset, patch.size, String(head.headers['content-length'] ?? '')].map((text) => (/^\d{1,10}$/.test(text) ? Number(text) : -1)) as [number, number, number];
  const whole = offset === 0 && length === size;
  const declared = head.headers['x-body'] ?? (whole ? id : undefined);
  if (!/^[0-9a-f]{64}$/.test(id) || size < 1 || size > largestPart || length < 0 || offset < 0 || offset + length > size) return fault('malformed', 'offset and size');
  if (typeof declared !== 'string') return fault('signature-refused', 'x-body is missing');
  const station = await authenticate(hq, head, declared);
  if (!station.ok) return station;
  const cut = (): void => { patch.body?.destroy(); };
  const stall = setTimeout(cut, stallLimit);
  let told = Date.now();
  const onBytes = (): void => {
    stall.refresh();
    if (Date.now() - told < aliveEvery) return;
    told = Date.now();
    patch.alive();
  };
  try {
    return await hq.incoming.append({ id, offset, size, body: wholeBody(patch.body, length), bodyHash: declared, onBytes, cut });
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    hq.log({ event: 'cut', part: id });
    return 'cut';
  } finally {
    clearTimeout(stall);
  }
}

class Cut extends Error {}

/** Throws Cut where the body ends before its length: what failed is the connection, not the disk. */
async function* wholeBody(body: Readable | undefined, length: number): AsyncGenerator<Uint8Array> {
  const chunks = (body ?? Readable.from([]))[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  let taken = 0;
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      throw new Cut('cut', { cause: error });
    });
    if (next.done === true) break;
    taken += next.value.length;
    yield next.value;
  }
  if (taken < length) throw new Cut('cut');
}
