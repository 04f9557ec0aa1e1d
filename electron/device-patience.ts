/** How long main waits for each call of the device process, and what it answers by itself when none comes. */
import type { DeviceCalls } from '../devices/calls.js';
import { fault, type Fault } from '../sync/core/result.js';

type Code<Name extends keyof DeviceCalls> = Extract<DeviceCalls[Name]['result'], { readonly ok: false }>['fault']['code'] | 'device-process-down';

interface Patience<Code> {
  /** Milliseconds: longer than all that the process itself grants for it, one after another. This is the net below those deadlines. */
  readonly longest: number;
  readonly late: Code;
  readonly cancelled: Code;
}

const scanner = { late: 'scanner-timeout', cancelled: 'scanner-cancelled' } as const;
const trust = { late: 'trust-timeout', cancelled: 'trust-cancelled' } as const;
const plain = { late: 'device-process-down', cancelled: 'device-process-down' } as const;

const patience: { readonly [Name in keyof DeviceCalls]: Patience<Code<Name>> } = {
  'scanner.preview': { ...scanner, longest: 15_000 },
  'scanner.step': { ...scanner, longest: 150_000 },
  'scanner.recut': { ...scanner, longest: 90_000 },
  'scanner.offers': { ...plain, longest: 15_000 },
  'scanner.choose': { ...scanner, longest: 15_000 },
  'scanner.reconnect': { ...scanner, longest: 45_000 },
  'prints.known': { ...plain, longest: 60_000 },
  'anchors.add': { ...plain, longest: 30_000 },
  'anchors.list': { ...plain, longest: 30_000 },
  'chip.read': { late: 'chip-timeout', cancelled: 'chip-cancelled', longest: 60_000 },
  'trust.add': { ...trust, longest: 180_000 },
  'trust.remove': { ...trust, longest: 90_000 },
  'trust.lists': { ...trust, longest: 90_000 },
  'chip.ended': { ...plain, longest: 15_000 },
  'photo.encode': { ...plain, longest: 60_000 },
  'thumbnail': { ...plain, longest: 60_000 },
  'devices.look': { ...plain, longest: 15_000 },
  'devices.wake': { ...plain, longest: 15_000 },
  'bench.bytes': { ...plain, longest: 60_000 },
};

/** Milliseconds from the officer's cancel until main no longer waits for the process to say so: its own net ends a capture within two seconds. */
const grace = 4000;

export interface Wait {
  readonly signal: AbortSignal | undefined;
  /** Tells the process that nobody waits any more. */
  readonly cancel: () => void;
  readonly answer: (result: { readonly ok: false; readonly fault: Fault }) => void;
}

/** Answers in the process's place, at the call's deadline or a grace time after the signal; not any more once the function that it gives was called. */
export function waitPatiently(name: keyof DeviceCalls, { signal, cancel, answer }: Wait): () => void {
  const { longest, late, cancelled } = patience[name];
  const answerLate = (): void => {
    cancel();
    answer(fault(late, `${name}: no answer from the device process in ${longest} ms`));
  };
  let timer = setTimeout(answerLate, longest);
  const abort = (): void => {
    cancel();
    clearTimeout(timer);
    timer = setTimeout(() => answer(fault(cancelled, `${name}: given up without a word from the device process`)), grace);
  };
  signal?.addEventListener('abort', abort, { once: true });
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  };
}

/** What a call is answered that was given up before it was made. */
export function givenUp(name: keyof DeviceCalls): { readonly ok: false; readonly fault: Fault } {
  return fault(patience[name].cancelled);
}
