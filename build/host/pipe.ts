/** The Chrome DevTools Protocol over a pair of pipes: no debugging port is opened. */
import type { Readable, Writable } from 'node:stream';

export type Params = Record<string, unknown>;
export type Listener = (params: Params, session: string | undefined) => void;

export interface Protocol {
  /** Rejects with the method's name and Chromium's message, or when the browser has gone. */
  send(method: string, params?: Params, session?: string): Promise<Params>;
  /** Listens to one event; answers a function that ends it. */
  on(event: string, listener: Listener): () => void;
}

interface Message { id?: number; method?: string; params?: Params; result?: Params; error?: { message: string }; sessionId?: string }
interface Waiting { readonly method: string; readonly resolve: (result: Params) => void; readonly reject: (reason: Error) => void }

export function protocolOver(input: Writable, output: Readable): Protocol {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<Listener>>();
  let next = 1;
  let open = true;
  let rest: Buffer[] = [];

  output.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, start)) {
      const text = Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      rest = [];
      start = end + 1;
      take(JSON.parse(text) as Message);
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  });

  function take(message: Message): void {
    if (message.id === undefined) {
      for (const listener of listeners.get(message.method ?? '') ?? []) listener(message.params ?? {}, message.sessionId);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error === undefined) call?.resolve(message.result ?? {});
    else call?.reject(Error(`${call.method}: ${message.error.message}`));
  }

  function end(): void {
    if (!open) return;
    open = false;
    for (const call of waiting.values()) call.reject(Error(`${call.method}: the browser has ended`));
    waiting.clear();
  }
  output.on('close', end);
  // A pipe that breaks is a browser that is going: its process's end tells the rest.
  output.on('error', end);
  input.on('error', end);

  return {
    send: (method, params = {}, session) => new Promise((resolve, reject) => {
      if (!open) return reject(Error(`${method}: the browser has ended`));
      const id = next++;
      waiting.set(id, { method, resolve, reject });
      input.write(`${JSON.stringify({ id, method, params, ...(session === undefined ? {} : { sessionId: session }) })}\0`);
    }),
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
