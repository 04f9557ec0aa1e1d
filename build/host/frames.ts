/**
 * Messages on a byte stream between two processes of one machine: [u32 length][message]. A large one goes by shared memory:
 * [u32 shared][u32 process][u32 descriptor][u32 length], answered by [u32 taken or refused][u32 descriptor]; refused, it comes by the stream.
 */
import { closeSync } from 'node:fs';
import type { Duplex } from 'node:stream';

import { decode, encode } from './codec.js';
import { share, takeShared } from './shared-bytes.js';

/** Bytes; far above a capture, and under what a length of 32 bits could ask for. */
const largest = 1024 * 1024 * 1024;
/** Bytes; a socket takes about as many at once, and each more waits for the other side to wake. */
const sharedFrom = 128 * 1024;
const [shared, taken, refused] = [0xffff_ffff, 0xffff_fffe, 0xffff_fffd];

/** Reads what comes and hands each message over; answers how one is sent. */
export function openFrames(stream: Duplex, take: (message: unknown) => void): (message: unknown) => void {
  /** By descriptor, until the other side has them. */
  const lent = new Map<number, Uint8Array>();
  let sharing = true;

  function send(message: unknown): void {
    const bytes = encode(message);
    const descriptor = sharing && bytes.length >= sharedFrom ? share(bytes) : null;
    if (descriptor === null) return write([bytes.length], bytes);
    lent.set(descriptor, bytes);
    write([shared, process.pid, descriptor, bytes.length]);
  }

  function write(words: readonly number[], bytes?: Uint8Array): void {
    const head = Buffer.alloc(4 * words.length);
    words.forEach((word, index) => head.writeUInt32BE(word, 4 * index));
    stream.cork();
    stream.write(head);
    if (bytes !== undefined) stream.write(bytes);
    stream.uncork();
  }

  function answered(word: number, descriptor: number): void {
    const bytes = lent.get(descriptor);
    if (bytes === undefined) return;
    lent.delete(descriptor);
    closeSync(descriptor);
    if (word === taken) return;
    sharing = false;
    write([bytes.length], bytes);
  }

  function fetch([pid = 0, descriptor = 0, length = 0]: readonly number[]): void {
    const bytes = length > largest ? null : takeShared(pid, descriptor, length);
    write([bytes === null ? refused : taken, descriptor]);
    if (bytes !== null) take(decode(bytes));
  }

  stream.on('close', () => {
    for (const descriptor of lent.keys()) closeSync(descriptor);
    lent.clear();
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
        if (word === shared) expect('shared', 12);
        else if (word === taken || word === refused) expect('answer', 4);
        else if (word > largest) return void stream.destroy(Error('a message longer than any is'));
        else expect('body', word);
        continue;
      }
      const before = state;
      expect('length', 4);
      if (before === 'body') take(decode(whole));
      else if (before === 'answer') answered(word, whole.readUInt32BE());
      else fetch([whole.readUInt32BE(0), whole.readUInt32BE(4), whole.readUInt32BE(8)]);
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
