/** One scanner behind a helper, as the station knows scanners. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { ScannerOffer, StepRequest } from '../../../sync/core/finger-capture.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { FingerScanner, RawCapture, RawFrame, RawPicture } from '../model.js';
import { pause } from '../pause.js';
import type { HelperDevice, HelperPicture } from './contract.js';
import { takePicture } from './picture.js';
import type { HelperAnswer, HelperFrame, HelperSession, HelperWaits } from './session.js';
import { helperFault } from './session.js';

export interface HelperScanner extends FingerScanner {
  readonly device: HelperDevice;
  hinder(fault: ScannerFault | null): void;
  /** It went away: closes it, and what runs ends with `scanner-lost`. */
  lose(): void;
}

/** Milliseconds between two tries to begin a preview again. */
const AGAIN = 200;

/** `reset` ends the program with all its devices and starts it again. */
export function helperScanner(session: HelperSession, device: HelperDevice, waits: HelperWaits, reset: () => Promise<Result<null, ScannerFault>>): HelperScanner {
  const closed = new AbortController();
  let hindrance: ScannerFault | null = null;
  let isLost = false;
  let isCapturing = false;
  let interrupt = new AbortController();
  /** What the helper still owes an answer to. */
  let owed: Promise<unknown> = Promise.resolve();

  const previewOnce = async (step: StepRequest['step'], onFrame: (frame: RawFrame) => void, signal: AbortSignal): Promise<Result<null, ScannerFault>> => {
    let isReading = false;
    const take = async ({ jpeg, picture }: HelperFrame): Promise<void> => {
      if (jpeg) return onFrame({ image: null, jpeg });
      // A frame that comes while one is being read is an old one by the time that it could be shown.
      if (isReading) return void (await session.folder.take(picture.file, 0));
      isReading = true;
      const image = await takePicture(session.folder, picture);
      isReading = false;
      if (image.ok && !signal.aborted) onFrame({ image: image.value, jpeg: null });
    };
    const call = session.ask({ type: 'preview', device: device.device, step }, null, signal, (frame) => void take(frame));
    owed = call.over;
    const answer = await call.result;
    if (!answer.ok) return answer;
    if (answer.value.type === 'ended') return ok(null);
    return answer.value.type === 'error' ? helperFault(answer.value.code, answer.value.words) : fault('scanner-garbage', `a preview ended with ${answer.value.type}`);
  };

  const preview: FingerScanner['preview'] = async (step, onFrame, given) => {
    if (!device.preview) return ok(null);
    const both = AbortSignal.any([given, closed.signal]);
    while (!both.aborted) {
      if (!isCapturing) {
        const round = AbortSignal.any([both, interrupt.signal]);
        await owed;
        const ended = round.aborted ? ok(null) : await previewOnce(step, onFrame, round);
        if (!ended.ok && !round.aborted && ended.fault.code !== 'scanner-busy') return ended;
      }
      // A helper may end a preview by itself, and a capture goes before it.
      await pause(AGAIN, both);
    }
    return isLost && !given.aborted ? fault('scanner-lost') : ok(null);
  };

  const capture: FingerScanner['capture'] = async (request, given) => {
    if (given.aborted) return fault('scanner-cancelled');
    if (closed.signal.aborted) return fault(isLost ? 'scanner-lost' : 'scanner-cancelled');
    if (isCapturing) return fault('scanner-busy');
    isCapturing = true;
    interrupt.abort();
    interrupt = new AbortController();
    const both = AbortSignal.any([given, closed.signal]);
    try {
      await Promise.race([owed, pause(waits.grace + waits.answer, both)]);
      const { step, asked, missing } = request;
      const call = session.ask({ type: 'capture', device: device.device, step, asked, missing, deadline: waits.capture - 2 * waits.grace }, waits.capture - waits.grace, both);
      owed = call.over;
      const answer = await call.result;
      if (!answer.ok) {
        void call.over.then(discard);
        return isLost && !given.aborted ? fault('scanner-lost', answer.fault.detail) : answer;
      }
      const { value } = answer;
      if (value.type === 'error') return value.code === 'cancelled' ? fault('scanner-timeout', 'the helper did not keep its deadline') : helperFault(value.code, value.words);
      return value.type === 'captured' ? await pictures(value.pictures, request) : fault('scanner-garbage', `a capture ended with ${value.type}`);
    } finally {
      isCapturing = false;
    }
  };

  /** What comes after a cancel is looked at by nobody. */
  const discard = async (late: Result<HelperAnswer, ScannerFault>): Promise<void> => {
    if (!late.ok || late.value.type !== 'captured') return;
    for (const { file } of late.value.pictures) await session.folder.take(file, 0);
  };

  /** All or none: a picture that cannot be read makes the others doubtful. */
  const pictures = async (told: readonly HelperPicture[], { step, asked }: StepRequest): Promise<Result<RawCapture, ScannerFault>> => {
    const taken: RawPicture[] = [];
    for (const picture of told) {
      const image = await takePicture(session.folder, picture);
      if (!image.ok) return image;
      const { shows, finger, quality } = picture;
      if (shows !== 'single' && shows !== step) return fault('scanner-garbage', `asked for step ${step}, shown ${shows}`);
      if (finger !== null && !asked.includes(finger)) return fault('scanner-garbage', `finger ${finger} was not asked for`);
      if (finger !== null && taken.some((one) => one.finger === finger)) return fault('scanner-garbage', `finger ${finger} is there twice`);
      taken.push({ shows, finger, image: image.value, record: null, deviceQuality: quality });
    }
    return ok({ pictures: taken, hash: null });
  };

  return {
    device, offer: offerOf(device), preview, capture, reset,
    fault: () => hindrance,
    hinder: (told) => void (hindrance = told),
    lose: () => {
      isLost = true;
      closed.abort();
    },
    close: async () => {
      closed.abort();
    },
  };
}

function offerOf({ make, model, serial, takes, rolled, forRegistration }: HelperDevice): ScannerOffer {
  return {
    key: ['helper', make, model, serial, takes].join('/'), kind: 'helper', identity: { make, model, serial }, trust: 'unsigned', takes, rolled, forRegistration,
  };
}
