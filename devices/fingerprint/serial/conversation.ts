/** Question and answer with a module over a line: packets out of bytes, waits with an end, and silence before a new question after a broken one. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Fault, Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { openSerialLine } from '../../ports/serial.js';
import { confirmations } from './commands.js';
import type { Packet } from './protocol.js';
import { encodePacket, framer, packetKinds } from './protocol.js';

export interface Conversation {
  readonly path: string;
  /** The payload of the acknowledgement; asked again once where it or the question was damaged. No answer in time: `scanner-timeout`. */
  ask(payload: Uint8Array, wait: number, signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>>;
  /** The next packet; null when none came within so many milliseconds. */
  next(wait: number, signal: AbortSignal): Promise<Result<Packet | null, ScannerFault>>;
  /** Packets seen to be damaged so far. */
  damaged(): number;
  /** Number of bytes that came so far, in packets or not. */
  received(): number;
  /** More than an acknowledgement is on its way: the next question waits for silence, unless all has come before. */
  expectMore(): void;
  allCame(): void;
  setBaud(baud: number): Promise<Result<null, ScannerFault>>;
  close(): Promise<void>;
}

export interface ConversationOptions {
  readonly path: string;
  readonly baud: number;
  /** The line ended by itself; every call from then on is `scanner-lost`. */
  readonly onEnd: () => void;
}

/** Milliseconds without a byte after which a module has said all, and how long that is waited for: the longest upload at 9600. */
const QUIET = 60;
const NEVER_QUIET = 45_000;
/** Packets kept for who asks for them; more than an upload has. */
const MOST_WAITING = 4096;

export async function openConversation({ path, baud, onEnd }: ConversationOptions): Promise<Result<Conversation, ScannerFault>> {
  let packets = framer();
  let damagedBefore = 0;
  let received = 0;
  let inbox: Packet[] = [];
  let ended: Fault<ScannerFault> | null = null;
  let isUnfinished = false;
  let wake = (): void => undefined;

  const end = (told: Fault<ScannerFault>): void => {
    if (ended) return;
    ended = told;
    wake();
    onEnd();
  };
  const line = await openSerialLine({
    path, baud,
    onData: (bytes) => {
      received += bytes.length;
      const whole = packets.push(bytes);
      if (inbox.length < MOST_WAITING) inbox.push(...whole);
      wake();
    },
    onEnd: end,
  });
  if (!line.ok) return line;

  const forget = (): void => {
    inbox = [];
    damagedBefore += packets.damaged();
    packets = framer();
  };

  /** Until something comes, the line ends, the signal or the time. */
  const news = (wait: number, signal: AbortSignal): Promise<void> => new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      wake = () => undefined;
      resolve();
    };
    const timer = setTimeout(done, wait);
    signal.addEventListener('abort', done);
    wake = done;
    if (signal.aborted) done();
  });

  const next = async (wait: number, signal: AbortSignal): Promise<Result<Packet | null, ScannerFault>> => {
    const until = performance.now() + wait;
    for (;;) {
      const packet = inbox.shift();
      if (packet) return ok(packet);
      if (ended) return { ok: false, fault: ended };
      if (signal.aborted) return fault('scanner-cancelled');
      const left = until - performance.now();
      if (left > 0) await news(left, signal);
      else {
        inbox.push(...packets.flush());
        if (inbox.length === 0) return ok(null);
      }
    }
  };

  const settle = async (signal: AbortSignal): Promise<Result<null, ScannerFault>> => {
    const until = performance.now() + NEVER_QUIET;
    while (isUnfinished) {
      const before = received;
      await news(QUIET, signal);
      if (ended) return { ok: false, fault: ended };
      if (signal.aborted) return fault('scanner-cancelled');
      if (received === before) isUnfinished = false;
      else if (performance.now() > until) return fault('scanner-garbage', 'the module is never silent');
    }
    forget();
    return ok(null);
  };

  const askOnce = async (payload: Uint8Array, wait: number, signal: AbortSignal): Promise<Result<Uint8Array | null, ScannerFault>> => {
    const settled = await settle(signal);
    if (!settled.ok) return settled;
    isUnfinished = true;
    // Not waited for: a line that nobody reads takes no bytes and never says so.
    void line.value.write(encodePacket(packetKinds.command, payload)).then((written) => {
      if (!written.ok) end(written.fault);
    });
    const until = performance.now() + wait;
    const before = damaged();
    for (;;) {
      const answer = await next(until - performance.now(), signal);
      if (!answer.ok) return answer;
      if (answer.value?.kind === packetKinds.acknowledgement) {
        isUnfinished = false;
        return ok(answer.value.payload);
      }
      if (damaged() > before) return ok(null);
      if (answer.value === null) return fault('scanner-timeout', 'the module does not answer');
    }
  };

  const ask = async (payload: Uint8Array, wait: number, signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>> => {
    for (let left = 1; ; left--) {
      const answer = await askOnce(payload, wait, signal);
      if (!answer.ok) return answer;
      if (answer.value !== null && (answer.value[0] !== confirmations.packetDamaged || left === 0)) return ok(answer.value);
      if (left === 0) return fault('scanner-garbage', 'the answer was damaged twice');
    }
  };

  const damaged = (): number => damagedBefore + packets.damaged();
  return ok({
    path, ask, next, damaged,
    received: () => received,
    expectMore: () => void (isUnfinished = true),
    allCame: () => void (isUnfinished = false),
    setBaud: async (rate) => {
      const set = await line.value.setBaud(rate);
      forget();
      return set;
    },
    close: async () => {
      ended ??= fault('scanner-lost', 'the line is closed').fault;
      wake();
      await line.value.close();
    },
  });
}
