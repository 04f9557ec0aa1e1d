/** What is done with a recorded reader, the same when it is forged and when it is replayed. */
import type { ScannerFault } from '../../../../sync/core/faults.js';
import type { ScannerOffer } from '../../../../sync/core/finger-capture.js';
import type { Fault, Result } from '../../../../sync/core/result.js';
import type { GreyImage } from '../../../../devices/image/grey-image.js';
import type { Session } from '../../../../devices/fingerprint/uareu/session.js';

export interface ReplayOptions {
  /** The number that the recording was made with. */
  readonly seed: number;
  /** `touch`: finger on, one picture, finger off, as one session; `capture`: found and captured as a scanner is; `reset`: reset on its bus before that. */
  readonly way: 'touch' | 'capture' | 'reset';
  /** Pictures that the process has made before, as a device process that has run for a while. */
  readonly before?: number;
  /** Where the picture's bare pixels are written. */
  readonly file: string;
}

export interface ReplayOutcome {
  readonly fault: Fault<ScannerFault> | null;
  /** From the reader's being opened until the picture was there at 500 ppi. */
  readonly milliseconds: number;
  readonly offer: ScannerOffer | null;
  readonly size: readonly [width: number, height: number] | null;
}

/** Milliseconds that each step may take. */
const WAIT = 10_000;

export async function touch(session: Session, onPicture: (picture: GreyImage) => void): Promise<Result<GreyImage, ScannerFault>> {
  const wait = { milliseconds: WAIT, signal: new AbortController().signal };
  const on = await session.fingerOn(wait);
  const picture: Result<GreyImage, ScannerFault> = on.ok ? await session.picture(wait) : on;
  if (picture.ok) onPicture(picture.value);
  const off = picture.ok ? await session.fingerOff(wait) : picture;
  await session.end();
  return off.ok ? picture : off;
}
