/** Messages on a byte stream between two processes: [u32 length][message]. Large ones are gathered without copying twice. */
import type { Duplex } from 'node:stream';

import { decode, encode } from './codec.js';

/** Bytes; far above a capture, and under what a length of 32 bits could ask for. */
const largest = 1024 * 1024 * 1024;

export function writeMessage(stream: Duplex, message: unknown): void {
  const bytes = encode(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  stream.cork();
  stream.write(length);
  stream.write(bytes);
  stream.uncork();
}

export function readMessages(stream: Duplex, take: (message: unknown) => void): void {
  const head = Buffer.alloc(4);
  let headFilled = 0;
  let body: Buffer | null = null;
  let bodyFilled = 0;
  stream.on('data', (chunk: Buffer) => {
    let at = 0;
    while (at < chunk.length) {
      if (body === null) {
        const copied = chunk.copy(head, headFilled, at);
        headFilled += copied;
        at += copied;
        if (headFilled < 4) return;
        const length = head.readUInt32BE();
        if (length > largest) {
          stream.destroy(Error('a message longer than any is'));
          return;
        }
        body = Buffer.allocUnsafeSlow(length);
        bodyFilled = 0;
      }
      const copied = chunk.copy(body, bodyFilled, at);
      bodyFilled += copied;
      at += copied;
      if (bodyFilled < body.length) return;
      const message = decode(body);
      body = null;
      headFilled = 0;
      take(message);
    }
  });
}
