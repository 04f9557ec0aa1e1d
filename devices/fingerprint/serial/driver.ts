/** A serial module (R30x, AS608, R503) as a scanner: one small grey picture of one finger, for demonstration and verification, never for registration. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { FingerScanner, RawCapture } from '../model.js';
import { pause } from '../pause.js';
import { resample } from '../../image/resample.js';
import type { SystemParameters } from './commands.js';
import { confirmations, refusal, takeImage, verifyPassword } from './commands.js';
import { openConversation } from './conversation.js';
import { greet } from './greet.js';
import type { ModulePicture } from './picture.js';
import { loadPicture } from './upload.js';
import type { SerialWaits } from './waits.js';
import { usualWaits } from './waits.js';

export interface SerialScannerOptions {
  readonly path: string;
  /** Of the USB adapter, '' where it has none. */
  readonly serial?: string;
  /** The module's own: 0 from the factory. */
  readonly password?: number;
  /** The rate that is tried first. */
  readonly baud?: number;
  readonly waits?: Partial<SerialWaits>;
  /** The module does not answer any more, or its line ended: once, never after close(). */
  readonly onGone: () => void;
}

export interface SerialScanner extends FingerScanner {
  /** Closes it as something that went away: what runs ends with `scanner-lost`. */
  lose(): Promise<void>;
}

/** Questions in a row without an answer after which a module is gone. */
const MISSED = 2;

/** Answers when the module has answered; no scanner without its rate and its password. */
export async function openSerialScanner(options: SerialScannerOptions, signal: AbortSignal): Promise<Result<SerialScanner, ScannerFault>> {
  const { path, password = 0, baud = 57_600 } = options;
  const waits = { ...usualWaits, ...options.waits };
  const ended = new AbortController();
  let isClosed = false;
  const leave = (): void => {
    if (ended.signal.aborted) return;
    ended.abort();
    options.onGone();
  };
  if (signal.aborted) return fault('scanner-cancelled');
  const opened = await openConversation({ path, baud, onEnd: leave });
  if (!opened.ok) return opened;
  const talk = opened.value;
  const greeting = await greet(talk, password, baud, waits, signal);
  if (!greeting.ok) {
    ended.abort();
    await talk.close();
    return greeting;
  }

  let isCapturing = false;
  let interrupt = new AbortController();
  let last: Promise<unknown> = Promise.resolve();
  /** One after another: a module hears one question at a time. */
  const alone = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  /** Why something ended that nobody gave up. */
  const gone = (): Result<never, ScannerFault> => (isClosed ? fault('scanner-cancelled') : fault('scanner-lost', 'the module went away'));

  /** Whether a finger lies there; its picture is then in the module. */
  const look = async (given: AbortSignal): Promise<Result<boolean, ScannerFault>> => {
    const taken = await talk.ask(takeImage, waits.answer, given);
    if (!taken.ok) return taken;
    const [confirmation] = taken.value;
    if (confirmation === confirmations.noFinger || confirmation === confirmations.imageFailed) return ok(false);
    return confirmation === confirmations.ok ? ok(true) : refusal(confirmation);
  };

  /** A picture lasts seconds: one for each time that a finger is laid on, then the line is free again. */
  const preview: FingerScanner['preview'] = async (_step, onFrame, given) => {
    const both = AbortSignal.any([given, ended.signal]);
    let isKnown = false;
    while (!both.aborted) {
      const round = AbortSignal.any([both, interrupt.signal]);
      while (!round.aborted) {
        if (isCapturing) break;
        const seen = await alone(async () => {
          const there = await look(round);
          return there.ok && there.value && !isKnown ? loadPicture(talk, waits, round) : there;
        });
        if (!seen.ok && seen.fault.code !== 'scanner-cancelled') return ended.signal.aborted && !given.aborted ? gone() : seen;
        if (seen.ok && typeof seen.value === 'object' && !round.aborted) onFrame({ image: seen.value.image, jpeg: null });
        if (seen.ok) isKnown = seen.value !== false;
        await pause(waits.look, round);
      }
      await pause(waits.look, both);
    }
    return given.aborted || isClosed ? ok(null) : gone();
  };

  const untilThere = async (given: AbortSignal, onThere: () => void): Promise<Result<ModulePicture, ScannerFault>> => {
    for (;;) {
      const there = await look(given);
      if (!there.ok) return there;
      if (there.value) {
        onThere();
        return loadPicture(talk, waits, given);
      }
      await pause(waits.look, given);
    }
  };

  const capture: FingerScanner['capture'] = async (request, given) => {
    if (given.aborted) return fault('scanner-cancelled');
    if (ended.signal.aborted) return gone();
    if (isCapturing) return fault('scanner-busy');
    isCapturing = true;
    interrupt.abort();
    interrupt = new AbortController();
    const deadline = AbortSignal.timeout(waits.capture);
    try {
      const all = AbortSignal.any([given, ended.signal, deadline]);
      let isThere = false;
      const found = await alone(() => untilThere(all, () => (isThere = true)));
      if (found.ok) return ok(captured(found.value, request.asked));
      if (given.aborted) return fault('scanner-cancelled');
      if (ended.signal.aborted) return gone();
      if (!deadline.aborted) return found;
      return isThere ? fault('scanner-timeout', 'the picture did not come in time') : fault('scanner-timeout', 'no finger was laid on in time', { fingers: 0 });
    } finally {
      isCapturing = false;
    }
  };

  /** A line whose other end went may stay open without a word: only an answer shows that the module is there. */
  const heartbeat = async (): Promise<void> => {
    let missed = 0;
    while (!ended.signal.aborted) {
      await pause(waits.heartbeat, ended.signal);
      if (isCapturing || ended.signal.aborted) continue;
      // A capture does not wait for it.
      const answer = await alone(() => talk.ask(verifyPassword(password), waits.answer, AbortSignal.any([ended.signal, interrupt.signal])));
      if (answer.ok) missed = 0;
      else if (answer.fault.code !== 'scanner-cancelled') missed++;
      if (missed === MISSED) leave();
    }
  };
  const life = heartbeat();
  const end = async (): Promise<void> => {
    ended.abort();
    await talk.close();
    await life;
  };

  return ok({
    offer: serialOffer(options, greeting.value.parameters), preview, capture,
    lose: end,
    close: () => {
      isClosed ||= !ended.signal.aborted;
      return end();
    },
  });
}

function captured({ image, density }: ModulePicture, asked: readonly Finger[]): RawCapture {
  const [finger = null, ...others] = asked;
  const standard = density === 500 ? image : resample(image, density, 500);
  return { pictures: [{ shows: 'single', finger: others.length > 0 ? null : finger, image: standard, record: null, deviceQuality: null }], hash: null };
}

/** `parameters` null: the module does not tell them, or was not asked. */
export function serialOffer({ path, serial = '' }: Pick<SerialScannerOptions, 'path' | 'serial'>, parameters: SystemParameters | null): ScannerOffer {
  const model = parameters === null ? 'R30x/AS608/R503' : `R30x/AS608/R503 (${parameters.system.toString(16).padStart(4, '0')})`;
  return {
    key: `serial/${serial || path}`, kind: 'serial', identity: { make: 'UART', model, serial }, trust: 'unsigned',
    takes: 'single', rolled: false, forRegistration: false,
  };
}
