/** One life of a helper: from its greeting to its end, every request with its answer. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Fault, Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { FromHelper, HelperError, HelperEvent, ToHelper } from './contract.js';
import { CONTRACT } from './contract.js';
import type { HelperProgramOptions } from './program.js';
import { startProgram } from './program.js';
import type { SessionFolder } from './session-folder.js';
import { makeSessionFolder } from './session-folder.js';

/** Milliseconds. */
export interface HelperWaits {
  readonly hello: number;
  /** For an answer to list and ping. */
  readonly answer: number;
  readonly ping: number;
  readonly capture: number;
  /** After a deadline and after a cancel, for the answer that is owed. */
  readonly grace: number;
  /** From the end of its input to its exit. */
  readonly exit: number;
  /** Before the first restart; doubled with each further one. */
  readonly restart: number;
}

export const usualWaits: HelperWaits = { hello: 10_000, answer: 3000, ping: 3000, capture: 40_000, grace: 2000, exit: 2000, restart: 500 };

/** What ends a request. */
export type HelperAnswer = Exclude<FromHelper, { readonly type: 'hello' | 'frame' | 'event' }>;
export type HelperFrame = Extract<FromHelper, { readonly type: 'frame' }>;
type WithoutId<Message> = Message extends { readonly id: number } ? Omit<Message, 'id'> : never;
export type HelperRequest = Exclude<WithoutId<ToHelper>, { readonly type: 'cancel' }>;

export interface HelperSession {
  readonly folder: SessionFolder;
  readonly name: string;
  readonly version: string;
  /**
   * Ends with the helper's answer. After `limit` milliseconds (null: without end) what lasts is cancelled and the answer awaited for the time of grace,
   * then the helper is given up; what does not last is not waited for any longer. `signal` cancels, too, and ends `result` at once: `over` is the helper's answer.
   */
  ask(request: HelperRequest, limit: number | null, signal: AbortSignal, onFrame?: (frame: HelperFrame) => void): HelperCall;
  /** Ends the helper; never fails. */
  close(): Promise<void>;
}

export interface HelperCall {
  readonly result: Promise<Result<HelperAnswer, ScannerFault>>;
  readonly over: Promise<Result<HelperAnswer, ScannerFault>>;
}

export interface HelperSessionOptions extends Pick<HelperProgramOptions, 'command' | 'args' | 'onErrors'> {
  readonly waits: HelperWaits;
  readonly onEvent: (event: HelperEvent, device: string | null) => void;
  /** The helper is given up: it broke the contract, fell silent or ended. Once, never after close(). */
  readonly onEnd: (fault: Fault<ScannerFault>) => void;
}

interface Pending {
  readonly settle: (end: Result<HelperAnswer, ScannerFault>) => void;
  readonly onFrame: (frame: HelperFrame) => void;
}

/** Answers when the helper has greeted; `scanner-absent` where there is no such command. */
export async function openHelper(options: HelperSessionOptions, signal: AbortSignal): Promise<Result<HelperSession, ScannerFault>> {
  const { waits, onEvent } = options;
  if (signal.aborted) return fault('scanner-cancelled');
  if (options.command === '') return fault('scanner-absent', 'no command');
  const folder = await makeSessionFolder();
  const pending = new Map<number, Pending>();
  let last = 0;
  let ended: Fault<ScannerFault> | null = null;
  let greeted: (end: Result<Extract<FromHelper, { type: 'hello' }>, ScannerFault>) => void = () => undefined;
  let isGreeted = false;
  let closing: Promise<void> | null = null;

  const finish = (patience: number): Promise<void> => (closing ??= program.end(patience).then(folder.remove));
  /** A folder that cannot be removed is removed by the next one's maker. */
  const finishQuietly = (): Promise<void> => finish(0).catch(() => undefined);
  const giveUp = (code: ScannerFault, words: string): void => {
    if (ended) return;
    ended = fault(code, words).fault;
    const end = { ok: false, fault: ended } as const;
    for (const { settle } of pending.values()) settle(end);
    greeted(end);
    void finishQuietly();
    if (isGreeted) options.onEnd(ended);
  };

  const onMessage = (message: FromHelper): void => {
    if (ended) return;
    if (message.type === 'hello') {
      if (isGreeted) return giveUp('scanner-garbage', 'the helper greets twice');
      if (message.contract !== CONTRACT) return giveUp('scanner-garbage', `the helper speaks version ${message.contract} of the contract`);
      isGreeted = true;
      return greeted(ok(message));
    }
    if (!isGreeted) return giveUp('scanner-garbage', 'the helper speaks before it greets');
    if (message.type === 'event') return onEvent(message.event, message.device);
    const asked = pending.get(message.id);
    if (!asked) return giveUp('scanner-garbage', `the helper answers what nobody asked (${message.type} ${message.id})`);
    if (message.type === 'frame') return asked.onFrame(message);
    asked.settle(ok(message));
  };
  const program = startProgram({
    command: options.command, args: options.args, onMessage, ...(options.onErrors ? { onErrors: options.onErrors } : {}),
    onViolation: (words) => giveUp('scanner-garbage', words),
    onExit: (words, isMissing) => giveUp(isMissing ? 'scanner-absent' : 'scanner-lost', words),
  });

  const ask: HelperSession['ask'] = (request, limit, given, onFrame = () => undefined) => {
    if (ended) return done({ ok: false, fault: ended });
    if (given.aborted) return done(fault('scanner-cancelled'));
    const id = ++last;
    let timer: NodeJS.Timeout | null = null;
    let isCancelled = false;
    const over = new Promise<Result<HelperAnswer, ScannerFault>>((resolve) => {
      const settle = (end: Result<HelperAnswer, ScannerFault>): void => {
        pending.delete(id);
        if (timer) clearTimeout(timer);
        resolve(end);
      };
      pending.set(id, { settle, onFrame: (frame) => (isCancelled ? undefined : onFrame(frame)) });
    });
    const silent = (): void => giveUp('scanner-timeout', `the helper does not answer (${request.type})`);
    const cancel = (): void => {
      if (isCancelled || !pending.has(id)) return;
      isCancelled = true;
      if (timer) clearTimeout(timer);
      program.send({ type: 'cancel', id });
      timer = setTimeout(silent, waits.grace);
    };
    const lasts = request.type === 'preview' || request.type === 'capture';
    if (limit !== null) timer = setTimeout(lasts ? cancel : silent, limit);
    program.send({ ...request, id } as ToHelper);
    const result = new Promise<Result<HelperAnswer, ScannerFault>>((resolve) => {
      const abort = (): void => {
        if (lasts) cancel();
        resolve(fault('scanner-cancelled'));
      };
      given.addEventListener('abort', abort, { once: true });
      void over.then((end) => {
        given.removeEventListener('abort', abort);
        resolve(end);
      });
    });
    return { result, over };
  };

  const impatient = setTimeout(() => giveUp('scanner-timeout', 'the helper does not greet'), waits.hello);
  const abort = (): void => giveUp('scanner-cancelled', 'given up');
  signal.addEventListener('abort', abort, { once: true });
  const hello = await new Promise<Parameters<typeof greeted>[0]>((resolve) => {
    greeted = resolve;
    if (ended) resolve({ ok: false, fault: ended });
    program.send({ type: 'hello', contract: CONTRACT, folder: folder.path });
  });
  clearTimeout(impatient);
  signal.removeEventListener('abort', abort);
  if (!hello.ok) {
    await finishQuietly();
    return hello;
  }
  return ok({
    folder, name: hello.value.name, version: hello.value.version, ask,
    close: async () => {
      if (!ended) {
        ended = fault('scanner-cancelled', 'the helper was ended').fault;
        for (const { settle } of pending.values()) settle({ ok: false, fault: ended });
        program.send({ type: 'bye' });
      }
      await finish(waits.exit).catch(() => undefined);
    },
  });
}

function done(end: Result<HelperAnswer, ScannerFault>): HelperCall {
  return { result: Promise.resolve(end), over: Promise.resolve(end) };
}

const faultOf: Readonly<Record<HelperError, ScannerFault>> = {
  'absent': 'scanner-absent', 'not-ready': 'scanner-not-ready', 'busy': 'scanner-busy', 'timeout': 'scanner-timeout', 'lost': 'scanner-lost',
  'overheated': 'scanner-overheated', 'unlicensed': 'scanner-refused', 'refused': 'scanner-refused', 'cancelled': 'scanner-cancelled',
  'not-understood': 'scanner-refused', 'failed': 'scanner-refused',
};

/** A helper's error as the station's fault; its words are for the log. */
export function helperFault(code: HelperError, words: string): Result<never, ScannerFault> {
  const told = faultOf[code];
  return code === 'timeout' ? fault(told, words, { fingers: 0 }) : fault(told, `${code}: ${words}`);
}
