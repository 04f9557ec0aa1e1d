/** What every fingerprint scanner is to the station, whatever wire it hangs on. Drivers answer this; the registry alone calls it. */
import type { ScannerFault } from '../../sync/core/faults.js';
import type { FingerStep, ScannerOffer, StepRequest } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import type { Result } from '../../sync/core/result.js';
import type { GreyImage } from '../image/grey-image.js';

/**
 * One scanner that is there. What a driver owes:
 *
 * - Nothing is thrown for what a device, a cable or a person may do: every such end is a `ScannerFault`. A throw is the driver's mistake.
 * - Every call ends: with its result, or with a fault at the latest after the driver's deadline (a capture 40 s, each answer on the wire
 *   far less). `signal` ends it within a second, also while the wire is silent, with `scanner-cancelled`; a signal that is already
 *   aborted reaches no device. Nothing of a call goes on after its end: no frame, no timer, no open request.
 * - One thing at a time: a capture while a capture runs answers `scanner-busy` and disturbs nothing. A capture while a preview runs
 *   takes the device, and the preview either goes on or ends with `scanner-busy`: it is started again by who wants it.
 * - A device that goes away ends what runs with `scanner-lost`; one that no longer answers with `scanner-timeout`; one that is there
 *   and cannot work now (dirty, still starting) with `scanner-not-ready`, too hot with `scanner-overheated`; what cannot be understood with `scanner-garbage`.
 *   After a fault the scanner stays usable: the next call tries again from the start, as far as the device lets it.
 * - Fewer fingers than asked for are a normal answer; none at all by the deadline is `scanner-timeout` with `values: { fingers: 0 }`, which
 *   tells it from a device that does not answer.
 */
export interface FingerScanner {
  /** Does not change while the object lives; another serial number at the same place is another scanner. */
  readonly offer: ScannerOffer;
  /**
   * Frames until `signal` is aborted, which is its good end; each is the platen as it is now, none is kept for later.
   * At least 3 a second where the device can; a device without a preview answers ok at once, without a frame.
   */
  preview(step: FingerStep, onFrame: (frame: RawFrame) => void, signal: AbortSignal): Promise<Result<null, ScannerFault>>;
  /** Waits for the fingers, takes the best picture by the deadline. */
  capture(request: StepRequest, signal: AbortSignal): Promise<Result<RawCapture, ScannerFault>>;
  /** What keeps it from capturing, as far as is known without asking it; absent: it is tried. A change is told by the finder's `onChange`. */
  fault?(): ScannerFault | null;
  /**
   * Gives the device up and takes it anew (resets it on its bus, opens the port and greets again, starts the program again, asks the service what it has), and ends
   * when it is known what came of that: half a minute at most. What runs meanwhile ends as if the device had gone. Where the finder tells another object of the
   * same key afterwards, this one is over. Absent: each call does so by itself.
   */
  reset?(): Promise<Result<null, ScannerFault>>;
  /** Ends what runs as a signal would and gives the device back; any number of times, never fails. */
  close(): Promise<void>;
}

/** At least one of the two. */
export interface RawFrame {
  /** Any size and resolution; dark ridges on a light ground, fingertips up. */
  readonly image: GreyImage | null;
  /** As the device gave it, where it gives JPEG. */
  readonly jpeg: Uint8Array | null;
}

export interface RawPicture {
  /** The step whose fingers it shows together (a slap), or `single`: one finger alone. */
  readonly shows: FingerStep | 'single';
  /** Which finger it is, of a single one; null where the station is to find out or knows by what it asked. */
  readonly finger: Finger | null;
  /**
   * 8-bit grey at 500 ppi (a driver resamples), dark ridges on a light ground, fingertip up; null where `record` holds it.
   */
  readonly image: GreyImage | null;
  /** ISO/IEC 19794-4 record as the device made and hashed it; null where it makes none. Its bytes are what headquarters gets. */
  readonly record: Uint8Array | null;
  /** 0–100 as the device gave it; null where it gives none. */
  readonly deviceQuality: number | null;
}

export interface RawCapture {
  /** Not empty. */
  readonly pictures: readonly RawPicture[];
  /** Hex hash of the chain after this capture where the device chains by itself; null: the station chains. */
  readonly hash: string | null;
}

/** Looks for the scanners of one kind. */
export interface ScannerFinder {
  /**
   * Tells all that are there at each change, the first time as soon as it knows (an empty list too), until `signal` is aborted;
   * then closes what it told and ends. The same device is the same object as long as it stays; one that went is closed by the finder
   * after it was told to be gone. Looks again without being asked (at most 2 s after a plug), never blocks a capture that runs.
   */
  watch(onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void>;
  /** Looks at once, also at what seemed dead: after sleep, or when the officer asks for it. Absent: it always notices by itself. */
  again?(): void;
}
