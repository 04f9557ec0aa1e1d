/** HTTP as SBI services speak it, on a raw socket: Node's own server refuses the verbs. One request a connection. */
import type { Socket } from 'node:net';

export interface WireRequest {
  readonly verb: string;
  readonly path: string;
  readonly body: string;
}

const HEAD_BYTES = 16 * 1024;
const BODY_BYTES = 1024 * 1024;

/** Null where the connection ends, or what comes is no request or too large. `isNarrow`: knows the length's header in two ways of writing alone. */
export function readRequest(socket: Socket, isNarrow: boolean): Promise<WireRequest | null> {
  return new Promise((resolve) => {
    let held = Buffer.alloc(0);
    const done = (request: WireRequest | null): void => {
      socket.off('data', take);
      resolve(request);
    };
    const take = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const request = requestIn(held, isNarrow ? /^(?:content-length|Content-Length):\s*(\d{1,8})\s*$/ : /^content-length:\s*(\d{1,8})\s*$/i);
      if (request !== 'more') done(request);
    };
    socket.on('data', take);
    socket.once('close', () => done(null));
  });
}

function requestIn(bytes: Buffer, lengthHeader: RegExp): WireRequest | null | 'more' {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return bytes.length > HEAD_BYTES ? null : 'more';
  const [start = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const [, verb, path] = /^([A-Z]{1,16}) (\/\S{0,200}) HTTP\/1\.[01]$/.exec(start) ?? [];
  if (verb === undefined || path === undefined) return null;
  const lengths = lines.map((line) => lengthHeader.exec(line)?.[1]).filter((one) => one !== undefined);
  const length = Number(lengths[0] ?? '0');
  if (length > BODY_BYTES) return null;
  const body = bytes.subarray(end + 4);
  return body.length < length ? 'more' : { verb, path, body: body.subarray(0, length).toString('utf8') };
}

/** An empty line behind the body, as some services send it; the length does not count it. */
export const AFTER_BODY = Buffer.from('\r\n\r\n', 'latin1');

/** The whole answer; a caller that cuts it sends a part of these bytes. */
export function jsonAnswer(value: unknown, status = '200 OK'): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

/** As services in the field do it: the boundary is announced with two dashes more than the parts have. */
export const STREAM_HEAD = Buffer.from(
  'HTTP/1.0 200 OK\r\nConnection: close\r\nCache-Control: no-cache\r\nContent-Type: multipart/x-mixed-replace; boundary=--BoundaryString\r\n\r\n',
  'latin1',
);

export function streamPart(jpeg: Uint8Array): Buffer {
  const head = `--BoundaryString\r\nContent-type: image/jpeg\r\nContent-Length: ${jpeg.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), jpeg, Buffer.from('\r\n\r\n', 'latin1')]);
}
