/** The live picture of the scanner in use, for as long as it is wanted; frames are dropped when something is behind, never queued. */
import sharp from 'sharp';

import type { FingerStep, PreviewFrame, ScannerOffer } from '../../sync/core/finger-capture.js';
import { fingersOf } from '../../sync/core/fingers.js';
import { ok } from '../../sync/core/result.js';
import type { GreyImage } from '../image/grey-image.js';
import { GOOD_FRAMES, nextReadiness, noReadiness } from '../image/quality/readiness.js';
import type { FingerAnalysis } from './analysis.js';
import type { FingerScanner, RawFrame } from './model.js';
import { napping } from './pause.js';
import type { Registry } from './registry.js';

export interface LiveOptions {
  readonly registry: Registry;
  readonly analysis: FingerAnalysis;
  readonly onFrame: (frame: PreviewFrame) => void;
  /** Milliseconds until a preview that ended is tried again. */
  readonly again: number;
}

export interface View {
  readonly step: FingerStep;
  /** How many fingers are to be seen before a picture is ready; null: all of the step. */
  readonly fingers: number | null;
}

export interface Live {
  /** null: not wanted. */
  want(view: View | null): void;
  wanted(): View | null;
  /** Something about the scanner in use may have changed. */
  review(): void;
  close(): Promise<void>;
}

/** How many times as long fewer fingers must lie still. */
const FEW = 3;

const unknown = { seen: null, cause: null, ready: false } as const;

export function openLive({ registry, analysis, onFrame, again }: LiveOptions): Live {
  const closed = new AbortController();
  const nap = napping();
  let wanted: View | null = null;
  let running: { readonly scanner: unknown; readonly step: FingerStep; readonly stop: AbortController } | null = null;

  const isRight = (): boolean => running !== null && running.scanner === registry.inUse() && running.step === wanted?.step;
  const review = (): void => {
    if (!isRight()) running?.stop.abort();
    nap.wake();
  };

  const live = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      const scanner = registry.inUse();
      const step = wanted?.step;
      if (scanner === null || step === undefined) {
        await nap.rest(again, closed.signal);
        continue;
      }
      const stop = new AbortController();
      running = { scanner, step, stop };
      const end = await scanner.preview(step, frames(scanner, step, stop.signal), stop.signal);
      running = null;
      if (stop.signal.aborted) continue;
      if (!end.ok) registry.note(scanner, end);
      // Ended by itself: a device without a preview, one that is at a capture, or a fault.
      await nap.rest(again, closed.signal);
    }
  };

  /** Takes frames of one preview: the newest is shown, with what was seen in the last one that there was time to look at. */
  const frames = (scanner: FingerScanner, step: FingerStep, signal: AbortSignal): ((frame: RawFrame) => void) => {
    const { offer } = scanner;
    let verdict: Pick<PreviewFrame, 'seen' | 'cause' | 'ready'> = unknown;
    let readiness = noReadiness;
    let isFirst = true;
    let isShowing = false;
    let isLooking = false;
    const show = async (frame: RawFrame): Promise<void> => {
      isShowing = true;
      const jpeg = frame.jpeg ?? (frame.image && (await encode(frame.image)));
      isShowing = false;
      if (jpeg && !signal.aborted) onFrame({ jpeg, ...verdict });
    };
    const look = async (frame: RawFrame): Promise<void> => {
      isLooking = true;
      // A copy: whoever looks at it takes the pixels along.
      const image = frame.image ? { ...frame.image, pixels: frame.image.pixels.slice() } : frame.jpeg && (await decode(frame.jpeg));
      const seen = image && (await analysis.glance(image, densityOf(image, frame, step, offer), step <= 10 && offer.rolled));
      isLooking = false;
      if (!seen) return void (verdict = unknown);
      const all = wanted?.fingers ?? (offer.takes === 'single' ? 1 : fingersShown(step));
      // Where nobody said which are missing, fewer are taken as all there are when they lie still for longer.
      const few = wanted?.fingers === null && seen.seen < all;
      const { state, cause, ready } = nextReadiness(readiness, seen, few ? seen.seen : all);
      readiness = state;
      verdict = { seen: seen.seen, cause, ready: few ? state.good >= FEW * GOOD_FRAMES : ready };
    };
    return (frame) => {
      if (signal.aborted) return;
      if (isFirst) registry.note(scanner, ok(null));
      isFirst = false;
      if (!isShowing) void show(frame);
      if (!isLooking) void look(frame);
    };
  };

  const life = live();
  return {
    want: (view) => {
      wanted = view;
      review();
    },
    wanted: () => wanted,
    review,
    close: async () => {
      closed.abort();
      running?.stop.abort();
      await life;
    },
  };
}

function fingersShown(step: FingerStep): number {
  return step === 13 || step === 14 || step === 15 ? fingersOf(step).length : 1;
}

/**
 * Pixels per inch of a live picture, which no scanner tells: one as the sensor gives it has about 500; a JPEG shows the whole platen,
 * which is 3.2 inches wide for a hand and 1.6 for one finger.
 */
function densityOf({ width }: GreyImage, { image }: RawFrame, step: FingerStep, { kind, takes }: ScannerOffer): number {
  if (image && takes === 'single') return 500;
  return width / (takes === 'slaps' && (kind === 'sbi' || step > 10) ? 3.2 : 1.6);
}

/** In a thread of the image library. */
async function encode({ width, height, pixels }: GreyImage): Promise<Uint8Array> {
  return new Uint8Array(await sharp(pixels, { raw: { width, height, channels: 1 } }).toColourspace('b-w').jpeg({ quality: 80 }).toBuffer());
}

/** Null for a picture that cannot be read: it is shown or not, and nothing is said of it. */
async function decode(jpeg: Uint8Array): Promise<GreyImage | null> {
  try {
    const { data, info } = await sharp(jpeg, { limitInputPixels: 4096 * 4096 }).greyscale().raw().toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
  } catch {
    return null;
  }
}
