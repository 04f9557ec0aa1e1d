/** One scanner behind an SBI service, as the station knows scanners. */
import type { X509Certificate } from 'node:crypto';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { FingerStep, ScannerOffer, StepRequest } from '../../../sync/core/finger-capture.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { FingerScanner, RawCapture, RawFrame } from '../model.js';
import { pause } from '../pause.js';
import type { Device } from './capture.js';
import { captureFingers } from './capture.js';
import type { FoundScanner } from './discover.js';
import type { ScannerInfo } from './info.js';
import { openStream } from './stream.js';

export interface SbiWaits {
  /** Milliseconds between two looks for devices. */
  readonly look: number;
  /** Of a discovery or an information. */
  readonly answer: number;
  readonly capture: number;
  /** Without a picture of the preview. */
  readonly silence: number;
}

export interface SbiScanner extends FingerScanner {
  readonly port: number;
  /** Pictures come or a capture runs: a service may serve one caller at a time, and these are as good as an answer. */
  isInUse(): boolean;
  /** It told what it is; otherwise only its name is known, and `fault()` says why. */
  readonly isInformed: boolean;
  /** What the service says of it now; answers whether that is new. */
  update(fault: ScannerFault | null): boolean;
}

export interface SbiScannerOptions {
  readonly scanner: FoundScanner;
  readonly info: ScannerInfo | null;
  readonly anchors: () => readonly X509Certificate[];
  readonly fault: ScannerFault | null;
  readonly waits: SbiWaits;
  /** The service broke off or is not there any more. */
  readonly onLost: () => void;
  /** When a capture was given up there, by `performance.now()`: of the service, which outlives this scanner. */
  readonly aftermath: { givenUp: number };
  /** Looks anew for what the service has; ends when that is known. */
  readonly reset: () => Promise<Result<null, ScannerFault>>;
}

/** Milliseconds for which a service may still be at a capture that was given up. */
const AFTERMATH = 10_000;
const AGAIN = 250;

export function sbiScanner(options: SbiScannerOptions): SbiScanner {
  const { scanner, info, anchors, waits, aftermath } = options;
  const { identity, takes } = scanner;
  const device: Device = { scanner, anchors, info: info ?? { environment: 'Staging', firmware: null, trust: 'unknown' } };
  const closed = new AbortController();
  let hindrance = options.fault;
  let lastPicture = -Infinity;
  let isCapturing = false;

  const offer: ScannerOffer = {
    key: keyOf(scanner),
    // SBI has no rolled prints: a single finger is a flat one.
    kind: 'sbi', identity, trust: device.info.trust, takes, rolled: false, forRegistration: true,
  };

  const preview = (step: FingerStep, onFrame: (frame: RawFrame) => void, signal: AbortSignal): Promise<Result<null, ScannerFault>> =>
    under(signal, closed.signal, ok(null), async (given) => {
      if (hindrance && hindrance !== 'scanner-busy') return fault(hindrance);
      let end: (result: Result<null, ScannerFault>) => void = () => undefined;
      const ended = new Promise<Result<null, ScannerFault>>((resolve) => (end = resolve));
      const opened = await openStream({
        scanner, step, silence: waits.silence, signal: given,
        onFrame: (jpeg) => {
          lastPicture = performance.now();
          if (!given.aborted) onFrame({ image: null, jpeg });
        },
        onEnd: (told) => end({ ok: false, fault: told }),
      });
      given.addEventListener('abort', () => end(ok(null)), { once: true });
      // A stream has its end, also at a service that goes on: only a look, or a capture, tells that the service is gone.
      return given.aborted ? ok(null) : opened.ok ? ended : opened;
    });

  const capture = (request: StepRequest, signal: AbortSignal): Promise<Result<RawCapture, ScannerFault>> =>
    under<Result<RawCapture, ScannerFault>>(signal, closed.signal, fault('scanner-cancelled'), async (given) => {
      if (isCapturing) return fault('scanner-busy');
      if (hindrance && hindrance !== 'scanner-busy') return fault(hindrance);
      isCapturing = true;
      try {
        const result = await insist(request, given);
        if (given.aborted) {
          aftermath.givenUp = performance.now();
          return fault('scanner-cancelled');
        }
        if (!isLost(result)) return result;
        options.onLost();
        return fault('scanner-lost', result.ok ? '' : result.fault.detail);
      } finally {
        isCapturing = false;
      }
    });

  /** A service that does not notice that a capture was given up is busy with it for a while. */
  const insist = async (request: StepRequest, signal: AbortSignal): Promise<Result<RawCapture, ScannerFault>> => {
    for (;;) {
      const result = await captureFingers(device, request, signal, waits.capture);
      const isAftermath = !result.ok && result.fault.code === 'scanner-busy' && performance.now() - aftermath.givenUp < AFTERMATH;
      if (!isAftermath || signal.aborted) return result;
      await pause(AGAIN, signal);
    }
  };

  return {
    offer,
    port: scanner.port,
    isInformed: info !== null,
    preview,
    capture,
    reset: options.reset,
    isInUse: () => isCapturing || performance.now() - lastPicture < waits.look,
    fault: () => hindrance,
    update: (code) => {
      const isNew = code !== hindrance;
      hindrance = code;
      return isNew;
    },
    close: async () => closed.abort(),
  };
}

export function keyOf({ identity, takes }: FoundScanner): string {
  return ['sbi', identity.make, identity.model, identity.serial, takes].join('/');
}

/** The service itself is gone; a device behind it that is missing says so with a code of SBI. */
function isLost(result: Result<unknown, ScannerFault>): boolean {
  return !result.ok && result.fault.values === undefined && (result.fault.code === 'scanner-lost' || result.fault.code === 'scanner-absent');
}

/** One signal out of two, for the length of the work; `over` where one of them is aborted already. */
async function under<Value>(one: AbortSignal, other: AbortSignal, over: Value, work: (signal: AbortSignal) => Promise<Value>): Promise<Value> {
  if (one.aborted || other.aborted) return over;
  const given = new AbortController();
  const giveUp = (): void => given.abort();
  for (const signal of [one, other]) signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await work(given.signal);
  } finally {
    for (const signal of [one, other]) signal.removeEventListener('abort', giveUp);
    given.abort();
  }
}
