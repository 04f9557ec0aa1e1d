/**
 * Messages on a byte stream between two processes of one machine: [u32 length][message]. A large one goes by shared memory:
 * [u32 shared][u32 process][u32 descriptor], answered by [u32 taken or refused][u32 descriptor]; refused, it comes by the stream.
 */
import { closeSync } from 'node:fs';
import type { Duplex } from 'node:stream';

import { decode, decodeFrom, encodeParts } from './codec.js';
import { fillShared, openShared, readShared } from './shared-bytes.js';

/** Bytes; far above a capture, and under what a length of 32 bits could ask for. */
const largest = 1024 * 1024 * 1024;
/** Bytes; a socket takes about as many at once, and each more waits for the other side to wake. */
const sharedFrom = 128 * 1024;
const [shared, taken, refused] = [0xffff_ffff, 0xffff_fffe, 0xffff_fffd];

/** Reads what comes and hands each message over; answers how one is sent. */
export function openFrames(stream: Duplex, take: (message: unknown) => void): (message: unknown) => void {
  /** By descriptor, until the other side has them. */
  const lent = new Map<number, readonly Uint8Array[]>();
  /** One that is not lent, for the next message. */
  let spare: number | null = null;
  let sharing = true;

  function send(message: unknown): void {
    const parts = encodeParts(message);
    const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
    const descriptor = sharing && length >= sharedFrom ? lend(parts) : null;
    if (descriptor === null) write([length], parts);
    else write([shared, process.pid, descriptor]);
  }

  function lend(parts: readonly Uint8Array[]): number | null {
    const descriptor = spare ?? openShared();
    spare = null;
    if (descriptor === null) return null;
    if (fillShared(descriptor, parts)) {
      lent.set(descriptor, parts);
      return descriptor;
    }
    closeSync(descriptor);
    return null;
  }

  function write(words: readonly number[], parts: readonly Uint8Array[] = []): void {
    const head = Buffer.alloc(4 * words.length);
    words.forEach((word, index) => head.writeUInt32BE(word, 4 * index));
    stream.cork();
    stream.write(head);
    // A stream keeps what it has not sent yet: a copy, for the sender may go on with its own.
    for (const part of parts) stream.write(Buffer.from(part));
    stream.uncork();
  }

  function answered(word: number, descriptor: number): void {
    const parts = lent.get(descriptor);
    if (parts === undefined) return;
    lent.delete(descriptor);
    if (word === taken && spare === null) spare = descriptor;
    else closeSync(descriptor);
    if (word === taken) return;
    sharing = false;
    write([parts.reduce((sum, part) => sum + part.byteLength, 0)], parts);
  }

  function fetch(pid: number, descriptor: number): void {
    const read = readShared(pid, descriptor, decodeFrom);
    write([read === null ? refused : taken, descriptor]);
    if (read !== null) take(read.value);
  }

  stream.on('close', () => {
    for (const descriptor of lent.keys()) closeSync(descriptor);
    if (spare !== null) closeSync(spare);
    lent.clear();
    spare = null;
    sharing = false;
  });

  let gathered = gather(4);
  let state: 'length' | 'shared' | 'answer' | 'body' = 'length';
  let word = 0;
  const expect = (next: typeof state, size: number): void => {
    state = next;
    gathered = gather(size);
  };
  stream.on('data', (chunk: Buffer) => {
    for (let at = 0; at < chunk.length;) {
      at += gathered.add(chunk, at);
      const whole = gathered.whole();
      if (whole === null) return;
      if (state === 'length') {
        word = whole.readUInt32BE();
        if (word === shared) expect('shared', 8);
        else if (word === taken || word === refused) expect('answer', 4);
        else if (word > largest) return void stream.destroy(Error('a message longer than any is'));
        else expect('body', word);
        continue;
      }
      const before = state;
      expect('length', 4);
      if (before === 'body') take(decode(whole));
      else if (before === 'answer') answered(word, whole.readUInt32BE());
      else fetch(whole.readUInt32BE(0), whole.readUInt32BE(4));
    }
  });
  return send;
}

/** So many bytes, from chunks as they come, each copied once. */
function gather(size: number): { readonly add: (chunk: Buffer, at: number) => number; readonly whole: () => Buffer | null } {
  const bytes = Buffer.allocUnsafeSlow(size);
  let filled = 0;
  return {
    add(chunk, at) {
      const copied = chunk.copy(bytes, filled, at);
      filled += copied;
      return copied;
    },
    whole: () => (filled === size ? bytes : null),
  };
}
