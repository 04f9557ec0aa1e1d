/** A U.are.U reader as a fingerprint scanner. Each call opens it, starts it, and turns it off at its end: between calls it is cool and free. */
import { randomBytes } from 'node:crypto';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import type { Result } from '../../../sync/core/result.js';
import { ok } from '../../../sync/core/result.js';
import type { UsbDevice, UsbFault, UsbLook } from '../../ports/usb-port.js';
import type { FingerScanner } from '../model.js';
import { resample } from '../../image/resample.js';
import type { ReaderModel } from './models.js';
import { DENSITY } from './protocol.js';
import type { Session } from './session.js';
import { openSession } from './session.js';
import type { Glass, UareuWaits } from './touch.js';
import { showTouches, takePrint, usualWaits } from './touch.js';
import { takingTurns } from './turns.js';
import { scannerFault } from './wire.js';

export interface UareuOptions {
  readonly waits?: Partial<UareuWaits>;
  /** 32 bits at random, for each picture. */
  readonly seed?: () => number;
}

export interface UareuScanner extends FingerScanner {
  fault(): ScannerFault | null;
  reset(): Promise<Result<null, ScannerFault>>;
  /** What a new look at the device says; true where that changed what keeps it from capturing. */
  learn(found: UsbFault | null): boolean;
}

export function uareuScanner(device: UsbDevice, model: ReaderModel, look: UsbLook, options: UareuOptions = {}): UareuScanner {
  const waits = { ...usualWaits, ...options.waits };
  const seed = options.seed ?? ((): number => randomBytes(4).readUInt32LE());
  const turns = takingTurns();
  const glass: Glass = { isTaken: false };
  let hindrance = hindranceOf(look.fault);

  const once = async <Value>(signal: AbortSignal, work: (session: Session) => Promise<Result<Value, ScannerFault>>): Promise<Result<Value, ScannerFault>> => {
    const session = await openSession({ device, turned: model.turned, seed, signal });
    hindrance = !session.ok && session.fault.code === 'scanner-no-access' ? 'scanner-no-access' : null;
    if (!session.ok) return session;
    try {
      return await work(session.value);
    } finally {
      await session.value.end();
    }
  };
  /** A reader that died comes back to life when it is started anew. */
  const started = async <Value>(signal: AbortSignal, work: (session: Session) => Promise<Result<Value, ScannerFault>>): Promise<Result<Value, ScannerFault>> => {
    const end = await once(signal, work);
    return !end.ok && end.fault.detail === 'death' && !signal.aborted ? once(signal, work) : end;
  };

  return {
    offer: offerOf(device, model, look),
    fault: () => hindrance,
    learn(found) {
      const before = hindrance;
      if (turns.isFree()) hindrance = hindranceOf(found);
      return hindrance !== before;
    },
    async preview(_step, onFrame, signal) {
      const end = await turns.run('preview', signal, (given) => started(given, (session) => showTouches(session, glass, waits, onFrame, given)));
      return signal.aborted && !end.ok && end.fault.code === 'scanner-cancelled' ? ok(null) : end;
    },
    async capture({ asked }, signal) {
      const until = performance.now() + waits.capture;
      const taken = await turns.run('capture', signal, (given) => started(given, (session) => takePrint(session, glass, waits, until, given)));
      if (!taken.ok) return taken;
      glass.isTaken = true;
      const image = resample(taken.value, DENSITY, 500);
      return ok({ pictures: [{ shows: 'single', finger: asked[0] ?? null, image, record: null, deviceQuality: null }], hash: null });
    },
    async reset() {
      const end = await turns.run('reset', new AbortController().signal, async (signal): Promise<Result<null, ScannerFault>> => {
        const done = await device.reset({ milliseconds: RESET_WAIT, signal });
        // What it told of the glass before is no longer true.
        glass.isTaken = false;
        return done.ok ? done : scannerFault(done.fault, 'reset');
      });
      if (end.ok) hindrance = null;
      return end;
    },
    close: () => turns.close(),
  };
}

/** Milliseconds: it takes less than one second; where the reader does not answer to it either, the system waits for several before it says so. */
const RESET_WAIT = 12_000;

/** Other faults of a look pass: a call will tell. */
function hindranceOf(found: UsbFault | null): ScannerFault | null {
  return found === 'usb-no-access' ? 'scanner-no-access' : null;
}

function offerOf(device: UsbDevice, { make, model }: ReaderModel, { serial }: UsbLook): ScannerOffer {
  return {
    // One without a number of its own is told from its like by the socket that it hangs in.
    key: `uareu:${serial === '' ? device.place : serial}`,
    kind: 'uareu',
    identity: { make, model, serial },
    trust: 'unsigned',
    takes: 'single',
    rolled: false,
    // 19 × 14 mm of glass; a platen for registration has 41 × 38 mm for one or two fingers (ISO/IEC 19794-4, annex B).
    forRegistration: false,
    unfit: 'small-glass',
  };
}
