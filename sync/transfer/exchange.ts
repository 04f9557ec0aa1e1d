/** One HTTPS request and its whole answer, with every wait bounded. */
import type { IncomingMessage } from 'node:http';
import { request, type Agent } from 'node:https';

import type { TransferFault } from '../core/faults.js';
import { fault, ok, type Result } from '../core/result.js';

/** Milliseconds. */
export interface Limits {
  /** TCP and TLS. Default 8,000. */
  readonly connect: number;
  /** Without a byte written, a byte read or a sign of life from headquarters. Default 15,000. */
  readonly stall: number;
  /** Of one exchange. Default 600,000: 8 MB at 128 kbit/s. */
  readonly overall: number;
}
export const defaultLimits: Limits = { connect: 8_000, stall: 15_000, overall: 600_000 };

export interface Exchange {
  readonly agent: Agent;
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Called with the count of each piece of the body that went to the system. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: Buffer;
  /** Milliseconds, where headquarters asks for it. */
  readonly retryAfter: number | null;
}

const largestAnswer = 2 ** 20;
const pieceSize = 64 * 1024;

/** Never throws for what the network does. */
export function exchange({ agent, url, method, headers, body, signal, limits, onBytes }: Exchange): Promise<Result<Answer, TransferFault>> {
  if (signal.aborted) return Promise.resolve(fault('cut', 'cancelled'));
  return new Promise((resolve) => {
    let answered = false;
    const outgoing = request(url, { agent, method, headers: { ...headers, 'content-length': String(body.length) } });
    const end = (result: Result<Answer, TransferFault>): void => {
      if (answered) return;
      answered = true;
      clearTimeout(stall);
      clearTimeout(overall);
      signal.removeEventListener('abort', cancel);
      // After a whole exchange this is a no-op; else the connection is not used again.
      if (!result.ok || !outgoing.writableFinished) outgoing.destroy();
      resolve(result);
    };
    const cancel = (): void => end(fault('cut', 'cancelled'));
    const stall = setTimeout(() => end(fault('timed-out', 'no progress')), Math.max(limits.stall, limits.connect));
    const overall = setTimeout(() => end(fault('timed-out', 'overall')), limits.overall);
    const progress = (): void => {
      if (!answered) stall.refresh();
    };
    signal.addEventListener('abort', cancel, { once: true });
    outgoing.on('error', (error) => {
      const { reusedSocket } = outgoing;
      end(fault(faultOfError(error, reusedSocket), 'code' in error ? String(error.code) : error.message));
    });
    // 102 Processing, sent while bytes arrive there: our own socket does not tell what the system has only buffered.
    outgoing.on('information', progress);
    outgoing.once('response', (incoming: IncomingMessage) => readAnswer(incoming, progress).then(end, () => end(fault('cut', 'answer'))));
    write(outgoing, body, 0, (count) => {
      progress();
      if (count > 0) onBytes?.(count);
    });
  });
}

function write(outgoing: ReturnType<typeof request>, body: Uint8Array, from: number, written: (count: number) => void): void {
  const piece = body.subarray(from, from + pieceSize);
  if (from + piece.length >= body.length) {
    outgoing.end(piece, () => written(piece.length));
    return;
  }
  outgoing.write(piece, (error) => {
    // The error itself comes as an event.
    if (error !== null && error !== undefined) return;
    written(piece.length);
    if (!outgoing.destroyed) write(outgoing, body, from + piece.length, written);
  });
}

async function readAnswer(incoming: IncomingMessage, progress: () => void): Promise<Result<Answer, TransferFault>> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Buffer>) {
    progress();
    size += piece.length;
    if (size > largestAnswer) return fault('answer-unreadable', 'too large');
    pieces.push(piece);
  }
  if (!incoming.complete) return fault('cut', 'answer');
  return ok({ status: incoming.statusCode ?? 0, body: Buffer.concat(pieces), retryAfter: retryAfterOf(incoming.headers['retry-after']) });
}

/** RFC 9110 10.2.3, in seconds; a date would need a clock that is right. */
function retryAfterOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null;
}

const offline = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ETIMEDOUT', 'CONNECT_TIMEOUT']);

function faultOfError(error: Error, connected: boolean): TransferFault {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'WRONG_CERTIFICATE') return 'wrong-certificate';
  // Something answered that does not speak TLS, or HTTP.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL') || code.startsWith('HPE_')) return 'answer-unreadable';
  return offline.has(code) && !(connected && code === 'ETIMEDOUT') ? 'offline' : 'cut';
}
