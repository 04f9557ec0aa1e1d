/** One request to an SBI service on this machine: HTTP with verbs of its own. */
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';

export type CallFault = Extract<ScannerFault, 'scanner-absent' | 'scanner-timeout' | 'scanner-lost' | 'scanner-garbage' | 'scanner-cancelled'>;

export interface SbiRequest {
  readonly port: number;
  readonly verb: string;
  readonly path: string;
  /** Sent as JSON; null: no body. */
  readonly body: unknown;
  readonly signal: AbortSignal;
}

/** The answer's JSON, whatever its status: services tell their errors in the body. `deadline` in milliseconds covers the whole call. */
export async function callSbi(asked: SbiRequest, deadline: number, mostBytes: number): Promise<Result<unknown, CallFault>> {
  // Not AbortSignal.any: a search of 100 ports every two seconds would hang thousands of signals on one that lives for a whole shift.
  const given = new AbortController();
  const giveUp = (): void => given.abort();
  if (asked.signal.aborted) giveUp();
  asked.signal.addEventListener('abort', giveUp, { once: true });
  const late = setTimeout(giveUp, deadline);
  try {
    const result = await exchange({ ...asked, signal: given.signal }, mostBytes);
    if (result.ok || !given.signal.aborted) return result;
    return asked.signal.aborted ? fault('scanner-cancelled') : fault('scanner-timeout', `no answer within ${deadline} ms`);
  } finally {
    clearTimeout(late);
    asked.signal.removeEventListener('abort', giveUp);
  }
}

async function exchange(asked: SbiRequest, mostBytes: number): Promise<Result<unknown, CallFault>> {
  const answer = await openSbi(asked);
  if (!answer.ok) return answer;
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of answer.value as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > mostBytes) return fault('scanner-garbage', `an answer of more than ${mostBytes} bytes`);
      parts.push(part);
    }
  } catch (error) {
    return networkFault(error);
  } finally {
    answer.value.destroy();
  }
  return parse(Buffer.concat(parts));
}

function parse(body: Buffer): Result<unknown, CallFault> {
  try {
    return ok(JSON.parse(body.toString('utf8')));
  } catch {
    // What it said is not shown: it may be anything, a person's data too.
    return fault('scanner-garbage', `not JSON, ${body.length} bytes`);
  }
}

/** Sends the request and answers once the head of the response is there. The signal ends the response too. */
export function openSbi(asked: SbiRequest): Promise<Result<IncomingMessage, CallFault>> {
  return new Promise((resolve) => {
    // Services read neither chunked bodies nor header names in another case.
    const body = asked.body === null ? '' : JSON.stringify(asked.body);
    const outgoing = request({
      host: '127.0.0.1',
      port: asked.port,
      method: asked.verb,
      path: asked.path,
      agent: false,
      signal: asked.signal,
      headers: { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) },
    });
    outgoing.on('response', (response) => {
      // An answer that is cut after nobody listens any more must not end the process.
      response.on('error', () => undefined);
      resolve(ok(response));
    });
    outgoing.on('error', (error) => resolve(asked.signal.aborted ? fault('scanner-cancelled') : networkFault(error)));
    outgoing.end(body);
  });
}

export function networkFault(error: unknown): Extract<Result<never, CallFault>, { ok: false }> {
  const code = String((error as NodeJS.ErrnoException).code ?? 'unknown');
  if (code === 'ECONNREFUSED') return fault('scanner-absent', code);
  return code.startsWith('HPE_') ? fault('scanner-garbage', code) : fault('scanner-lost', code);
}
