/** Parts on their way in: bytes are appended at an offset, kept over a cut, and become an object when whole and right. */
import { createHash } from 'node:crypto';
import { open, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';

import { fault, ok } from '../core/result.js';
import type { PartOffset } from '../core/wire.js';
import { isError } from './durable.js';
import { hashOfFile, type Objects } from './objects.js';
import type { Answered } from './refused.js';

export interface Piece {
  readonly id: string;
  readonly offset: number;
  /** Of the whole part. */
  readonly size: number;
  /** Throws when the connection is cut. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Signed SHA-256 of the body, hex. */
  readonly bodyHash: string;
  readonly onBytes: (count: number) => void;
  /** Ends the body: a newer writer of the same part has come, most likely the same station over a new connection. */
  readonly cut: () => void;
}

export interface Incoming {
  /** Answers the offset after it. Throws what `body` throws: what came before the cut is kept. */
  readonly append: (piece: Piece) => Promise<Answered<PartOffset>>;
  /** Bytes held of an unfinished part. */
  readonly held: (id: string) => Promise<number>;
  /** Makes the part an object when all its bytes are there, as after a kill between the last byte and the rename. */
  readonly finish: (id: string, size: number) => Promise<boolean>;
}

interface Writer {
  stopped: boolean;
  readonly cut: () => void;
  readonly ended: Promise<void>;
}

export function openIncoming(folder: string, objects: Objects): Incoming {
  const writers = new Map<string, Writer>();
  const place = (id: string): string => join(folder, id);

  const held = async (id: string): Promise<number> => {
    try {
      return (await stat(place(id))).size;
    } catch (error) {
      if (isError(error, 'ENOENT')) return 0;
      throw error;
    }
  };

  const finish = async (id: string, size: number): Promise<boolean> => {
    if ((await held(id)) < size) return false;
    return complete(id);
  };

  const complete = async (id: string): Promise<boolean> => {
    const handle = await open(place(id), 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await hashOfFile(place(id))) === id) {
      await objects.take(id, place(id));
      return true;
    }
    await rm(place(id), { force: true });
    return false;
  };

  const write = async (piece: Piece, writer: Writer): Promise<Answered<PartOffset>> => {
    const { id, offset, size } = piece;
    const whole = await objects.size(id);
    if (whole !== null) {
      await rm(place(id), { force: true });
      return ok({ id, offset: whole });
    }
    if ((await held(id)) > size) await rm(place(id));
    const before = await held(id);
    if (before !== offset || writer.stopped) return fault('wrong-offset', undefined, { offset: before });
    const handle = await open(place(id), 'a', 0o600);
    const hash = createHash('sha256');
    let length = offset;
    let excess = false;
    try {
      for await (const chunk of piece.body) {
        if (writer.stopped) break;
        if (length + chunk.length > size) {
          excess = true;
          break;
        }
        hash.update(chunk);
        await handle.writeFile(chunk);
        length += chunk.length;
        piece.onBytes(chunk.length);
      }
    } catch (error) {
      if (!writer.stopped) throw error;
    } finally {
      await handle.sync();
      await handle.close();
    }
    if (writer.stopped) return fault('wrong-offset', undefined, { offset: length });
    if (excess || hash.digest('hex') !== piece.bodyHash) {
      await truncate(place(id), offset);
      return excess ? fault('malformed', 'more bytes than the size') : fault('signature-refused', 'the body is not the one signed');
    }
    if (length < size) return ok({ id, offset: length });
    return (await complete(id)) ? ok({ id, offset: size }) : fault('hash-mismatch', undefined, { offset: 0 });
  };

  const append = async (piece: Piece): Promise<Answered<PartOffset>> => {
    const older = writers.get(piece.id);
    let end = (): void => undefined;
    const writer: Writer = { stopped: false, cut: piece.cut, ended: new Promise((resolve) => { end = resolve; }) };
    writers.set(piece.id, writer);
    if (older !== undefined) {
      older.stopped = true;
      older.cut();
    }
    try {
      await older?.ended;
      return await write(piece, writer);
    } finally {
      end();
      if (writers.get(piece.id) === writer) writers.delete(piece.id);
    }
  };

  return { append, held, finish: async (id, size) => !writers.has(id) && finish(id, size) };
}
