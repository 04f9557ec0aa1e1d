/** The fingerprint scanner as the station knows it: found again whenever it is there, never in the way when it is not. */
import type { DeviceState } from '../../sync/core/capture.js';
import type { ScannerFault } from '../../sync/core/faults.js';
import type { FingerPlace, FingerStep, KnownPrints, PreviewFrame, ScannerOffer, StepCapture, StepRequest } from '../../sync/core/finger-capture.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import type { FingerAnalysis } from './analysis.js';
import { openLikeness } from './likeness.js';
import { openLive } from './live.js';
import type { FingerScanner, RawCapture, ScannerFinder } from './model.js';
import { pause } from './pause.js';
import { openRegistry } from './registry.js';
import type { SlapPicture, Workshop } from './work.js';
import { cutSlap, withNames, workUp } from './work.js';

export interface ScannerOptions {
  readonly finders: readonly ScannerFinder[];
  /** Key of the scanner that the officer chose before. */
  readonly chosen?: string | null;
  readonly analysis: FingerAnalysis;
  readonly simulated: boolean;
  /** Called at each change. */
  readonly onState: (state: ScannersState) => void;
  readonly onFrame: (frame: PreviewFrame) => void;
  readonly waits?: Partial<ScannerWaits>;
}

/** The scanner in use; all that are there; the one that was chosen. */
export interface ScannersState {
  readonly scanner: DeviceState;
  readonly scanners: readonly ScannerOffer[];
  readonly chosen: string | null;
}

/** Milliseconds. */
export interface ScannerWaits {
  /** Until a preview that ended is tried again. */
  readonly again: number;
  /** For the finders' first word, when a capture comes that early. */
  readonly settle: number;
  /** After the caller's signal, until a driver is given up that does not heed it. */
  readonly grace: number;
  /** After which a driver that keeps no deadline of its own is given up. */
  readonly longest: number;
  /** After which a driver is given up that does not come back from its reset. */
  readonly reset: number;
}

export interface Scanner {
  /**
   * Wanted until it is turned off: it starts again by itself when the device comes back, also after a fault answered here.
   * `step` is what the platen is expected to show; a capture of another one turns the preview to it. `wanted`: how many fingers it is to
   * show before a picture counts as ready; all of the step without it, of a single-finger scanner one.
   */
  preview(on: boolean, step?: FingerStep, wanted?: number): Promise<Result<null, ScannerFault>>;
  /** One at a time. Fewer fingers than asked for are a normal answer; without one asked for, no device is asked. */
  step(request: StepRequest, signal: AbortSignal): Promise<Result<StepCapture, ScannerFault>>;
  /** The last slap's picture, cut at other places; of the fingers then asked for. `scanner-refused` where there is none. */
  recut(places: readonly FingerPlace[]): Promise<Result<StepCapture, ScannerFault>>;
  /** What was taken before: captures are compared with it from now on. */
  know(dossiers: readonly KnownPrints[]): void;
  offers(): readonly ScannerOffer[];
  /** What keeps one of them from capturing, as far as is known. */
  faultOf(key: string): ScannerFault | null;
  choose(key: string): Result<null, ScannerFault>;
  reconnect(): Promise<Result<null, ScannerFault>>;
  /** Looks for all devices at once. */
  wake(): void;
  close(): Promise<void>;
}

const usual: ScannerWaits = { again: 1000, settle: 5000, grace: 2000, longest: 60_000, reset: 30_000 };

export function openScanner(options: ScannerOptions): Scanner {
  const waits = { ...usual, ...options.waits };
  const closed = new AbortController();
  const workshop: Workshop = { analysis: options.analysis, likeness: openLikeness(options.analysis), now: Date.now };
  let isCapturing = false;
  let told = '';
  let slap: SlapPicture | null = null;

  const tell = (): void => {
    const { state, fault: why } = isCapturing ? { state: 'busy' as const, fault: null } : registry.condition();
    const identity = registry.inUse()?.offer.identity ?? null;
    const next: ScannersState = { scanner: { state, identity, fault: why, simulated: options.simulated }, scanners: registry.offers(), chosen: registry.chosen() };
    const text = JSON.stringify(next);
    if (closed.signal.aborted || text === told) return;
    told = text;
    options.onState(next);
  };
  const registry = openRegistry({
    finders: options.finders,
    chosen: options.chosen ?? null,
    longestReset: waits.reset,
    onChange: () => {
      tell();
      live.review();
    },
  });
  const live = openLive({ registry, analysis: options.analysis, onFrame: options.onFrame, again: waits.again });

  const preview = async (on: boolean, step?: FingerStep, wanted?: number): Promise<Result<null, ScannerFault>> => {
    live.want(on ? { step: step ?? live.wanted()?.step ?? 13, fingers: wanted ?? null } : null);
    if (!on) return ok(null);
    await registry.settled(AbortSignal.timeout(waits.settle));
    const { state, fault: why } = registry.condition();
    return state === 'ready' || state === 'busy' ? ok(null) : fault(why ?? 'scanner-absent');
  };

  const step = async (request: StepRequest, signal: AbortSignal): Promise<Result<StepCapture, ScannerFault>> => {
    if (isCapturing) return fault('scanner-busy');
    if (request.asked.length === 0) return ok(nothingAsked(request, registry.inUse()));
    isCapturing = true;
    let release = (): void => undefined;
    try {
      await registry.settled(AbortSignal.any([signal, AbortSignal.timeout(waits.settle)]));
      const scanner = registry.inUse();
      if (signal.aborted || closed.signal.aborted) return fault('scanner-cancelled');
      if (scanner === null) return fault(registry.condition().fault ?? 'scanner-absent');
      release = registry.hold();
      tell();
      if (live.wanted() !== null) live.want({ step: request.step, fingers: request.asked.length });
      const raw = await capture(scanner, request, signal);
      registry.note(scanner, raw);
      if (!raw.ok) return raw;
      const worked = await workUp(raw.value, request, scanner.offer, workshop);
      if (!worked.ok) return worked;
      slap = worked.value.slap;
      return ok(worked.value.capture);
    } finally {
      isCapturing = false;
      release();
      tell();
    }
  };

  /** Ends whatever a driver does: its own deadline is the rule, this is the net below it. */
  const capture = async (scanner: FingerScanner, request: StepRequest, signal: AbortSignal): Promise<Result<RawCapture, ScannerFault>> => {
    const given = new AbortController();
    const over = new AbortController();
    const giveUp = (): void => given.abort();
    for (const one of [signal, closed.signal]) one.addEventListener('abort', giveUp, { once: true });
    const net = pause(waits.longest, AbortSignal.any([given.signal, over.signal])).then(async () => {
      if (over.signal.aborted) return fault('scanner-cancelled');
      const code = given.signal.aborted ? 'scanner-cancelled' : 'scanner-timeout';
      given.abort();
      await pause(waits.grace, over.signal);
      return fault(code, 'the driver kept no deadline');
    });
    try {
      return await Promise.race([scanner.capture(request, given.signal), net]);
    } finally {
      over.abort();
      for (const one of [signal, closed.signal]) one.removeEventListener('abort', giveUp);
    }
  };

  const recut = async (places: readonly FingerPlace[]): Promise<Result<StepCapture, ScannerFault>> => {
    const last = slap;
    if (last === null) return fault('scanner-refused', 'no picture of a slap');
    const capture = await cutSlap(last, places, workshop);
    if (slap === last) slap = withNames(last, capture);
    return ok(capture);
  };

  tell();
  return {
    preview,
    step,
    recut,
    know: workshop.likeness.know,
    offers: registry.offers,
    faultOf: registry.faultOf,
    choose: registry.choose,
    reconnect: registry.reconnect,
    wake: registry.wake,
    close: async () => {
      closed.abort();
      live.want(null);
      await live.close();
      await registry.close();
    },
  };
}

function nothingAsked(request: StepRequest, scanner: FingerScanner | null): StepCapture {
  const device = scanner?.offer.identity ?? { make: '', model: '', serial: '' };
  return { step: request.step, prints: [], seen: 0, slap: null, device, forRegistration: scanner?.offer.forRegistration ?? true, hash: request.previousHash };
}
