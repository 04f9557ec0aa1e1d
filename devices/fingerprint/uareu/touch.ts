/** What is done with a started reader while fingers come and go: showing them, and taking the best picture of one touch. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { GreyImage } from '../../image/grey-image.js';
import type { UsbWait } from '../../ports/usb-port.js';
import type { RawFrame } from '../model.js';
import { contactShare } from './picture.js';
import { HEIGHT, WIDTH } from './protocol.js';
import type { Session } from './session.js';

/** Milliseconds. */
export interface UareuWaits {
  /** Of a whole capture, from the call to its answer. */
  readonly capture: number;
  readonly picture: number;
  /** Of a further picture of the same touch, which may fail without harm. */
  readonly better: number;
  /** Until a finger that was taken away before is told of. */
  readonly lift: number;
  /** For an event, before the glass is looked at instead: a reader may tell of changes alone, and not of what is so already. */
  readonly doubt: number;
}

export const usualWaits: UareuWaits = { capture: 30_000, picture: 3000, better: 700, lift: 250, doubt: 1500 };

/** Whether a print was taken of the finger that lies there: the next capture wants another touch, or it would be the same finger again. */
export interface Glass {
  isTaken: boolean;
}

/** Shares of the glass: below it is bare; from it on a print is whole enough that no further picture is taken. */
const BARE = 0.03;
const WHOLE = 0.45;
/** Pictures of one touch, and unreadable ones in a row. */
const MOST_PICTURES = 4;
const MOST_UNREADABLE = 3;
/** The longest that a timer knows. */
const FOREVER = 2 ** 31 - 1;

const bare: RawFrame = { image: { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).fill(255) }, jpeg: null };

/** Until it fails or is given up. The reader is silent while nothing lies on it: the bare glass is told once. */
export async function showTouches(
  session: Session, glass: Glass, waits: UareuWaits, onFrame: (frame: RawFrame) => void, signal: AbortSignal,
): Promise<Result<never, ScannerFault>> {
  if (glass.isTaken) glass.isTaken = !(await session.fingerOff({ milliseconds: waits.lift, signal })).ok;
  let unreadable = 0;
  let isTouched = glass.isTaken;
  while (!signal.aborted) {
    if (!isTouched) {
      onFrame(bare);
      const touched = await untilTouched(session, waits, (most = FOREVER) => ({ milliseconds: most, signal }));
      if (!touched.ok) return touched;
    }
    const picture = await session.picture({ milliseconds: waits.picture, signal });
    if (picture.ok) {
      unreadable = 0;
      isTouched = contactShare(picture.value) >= BARE;
      glass.isTaken &&= isTouched;
      if (isTouched && !signal.aborted) onFrame({ image: picture.value, jpeg: null });
    } else if (picture.fault.code !== 'scanner-garbage' || ++unreadable >= MOST_UNREADABLE) return picture;
  }
  return fault('scanner-cancelled');
}

/** What is left of a capture's time, at most so many milliseconds. */
type Left = (most?: number) => UsbWait;

/** `until` on the clock of performance.now(). A touch that leaves nothing on the glass is waited over. */
export async function takePrint(session: Session, glass: Glass, waits: UareuWaits, until: number, signal: AbortSignal): Promise<Result<GreyImage, ScannerFault>> {
  const left: Left = (most = Infinity) => ({ milliseconds: Math.max(1, Math.min(most, until - performance.now())), signal });
  while (left().milliseconds > 1) {
    const lifted = glass.isTaken ? await untilLifted(session, waits, left) : ok(null);
    const touched = lifted.ok ? await untilTouched(session, waits, left) : lifted;
    // A timer may ring a little early.
    if (!touched.ok && touched.fault.code === 'scanner-timeout' && left().milliseconds <= 2) break;
    if (!touched.ok) return touched;
    glass.isTaken = false;
    const print = await bestOf(session, waits, left);
    if (!print.ok) return print;
    if (print.value !== null) return ok(print.value);
  }
  return fault('scanner-timeout', 'no finger', { fingers: 0 });
}

async function untilTouched(session: Session, waits: UareuWaits, left: Left): Promise<Result<null, ScannerFault>> {
  const told = await session.fingerOn(left(waits.doubt));
  if (told.ok || told.fault.code !== 'scanner-timeout') return told;
  const there = await isThere(session, waits, left);
  if (!there.ok) return there;
  return there.value ? ok(null) : session.fingerOn(left());
}

async function untilLifted(session: Session, waits: UareuWaits, left: Left): Promise<Result<null, ScannerFault>> {
  for (;;) {
    const told = await session.fingerOff(left(waits.doubt));
    if (told.ok || told.fault.code !== 'scanner-timeout') return told;
    const there = await isThere(session, waits, left);
    if (!there.ok) return there;
    if (!there.value) return ok(null);
    if (left().milliseconds <= 2) return told;
  }
}

/** A picture that cannot be read shows no finger. */
async function isThere(session: Session, waits: UareuWaits, left: Left): Promise<Result<boolean, ScannerFault>> {
  const picture = await session.picture(left(waits.picture));
  if (!picture.ok && picture.fault.code !== 'scanner-garbage') return picture;
  return ok(picture.ok && contactShare(picture.value) >= BARE);
}

/** The first touch is a light one: it is let to settle, as long as each picture shows more than the one before. Null: bare glass. */
async function bestOf(session: Session, waits: UareuWaits, left: Left): Promise<Result<GreyImage | null, ScannerFault>> {
  let best: GreyImage | null = null;
  let share = 0;
  for (let count = 0, unreadable = 0; count < MOST_PICTURES; count++) {
    const picture = await session.picture(left(best === null ? waits.picture : waits.better));
    if (!picture.ok && best !== null) break;
    if (!picture.ok && (picture.fault.code !== 'scanner-garbage' || ++unreadable >= MOST_UNREADABLE)) return picture;
    if (!picture.ok) continue;
    const shown = contactShare(picture.value);
    const grew = shown > share * 1.1;
    if (shown > share) {
      best = picture.value;
      share = shown;
    }
    if (!grew || shown >= WHOLE || shown < BARE) break;
  }
  return ok(share < BARE ? null : best);
}
