/** The fingerprint scanner as the station knows it: found again whenever it is there, never in the way when it is not. */
import type { DeviceState, SlapCapture, SlapRequest } from '../../sync/core/capture.js';
import type { ScannerFault } from '../../sync/core/faults.js';
import type { Slap } from '../../sync/core/fingers.js';
import type { Fault, Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { captureSlap } from './sbi/capture.js';
import type { FoundScanner } from './sbi/discover.js';
import { discover, scannersAt } from './sbi/discover.js';
import type { ScannerInfo } from './sbi/info.js';
import { inform } from './sbi/info.js';
import type { Stream } from './sbi/stream.js';
import { openStream } from './sbi/stream.js';

export interface ScannerOptions {
  /** First and last port on 127.0.0.1 that is asked. */
  readonly ports: readonly [number, number];
  readonly simulated: boolean;
  /** Called at each change. */
  readonly onState: (state: DeviceState) => void;
  readonly onPreview: (jpeg: Uint8Array) => void;
  readonly waits?: Partial<ScannerWaits>;
}

/** Milliseconds. */
export interface ScannerWaits {
  /** Between two looks for the device. */
  readonly look: number;
  /** Of a discovery or an information. */
  readonly answer: number;
  readonly capture: number;
  /** Without a picture of the preview. */
  readonly silence: number;
}

export interface Scanner {
  /**
   * Wanted until it is turned off: it starts again by itself when the device comes back, also after a fault answered here.
   * `slap` is what the platen is expected to show; a capture of another one turns the preview to it.
   */
  preview(on: boolean, slap?: Slap): Promise<Result<null, ScannerFault>>;
  /** One at a time. Fewer fingers than asked for are a normal answer. */
  capture(request: SlapRequest, signal: AbortSignal): Promise<Result<SlapCapture, ScannerFault>>;
  close(): Promise<void>;
}

const usual: ScannerWaits = { look: 2000, answer: 3000, capture: 40_000, silence: 5000 };

export function openScanner(options: ScannerOptions): Scanner {
  const waits = { ...usual, ...options.waits };
  const closed = new AbortController();
  let device: { readonly scanner: FoundScanner; readonly info: ScannerInfo } | null = null;
  let told: DeviceState | null = null;
  let absence: ScannerFault = 'scanner-absent';
  let looking: Promise<void> | null = null;
  let capturing = false;
  let wanted: Slap | null = null;
  let stream: { readonly slap: Slap; readonly flow: Stream } | null = null;
  let starting: Promise<Result<null, ScannerFault>> | null = null;
  let lastPicture = 0;

  const tell = (state: DeviceState['state'], scanner: FoundScanner | null, code: ScannerFault | null): void => {
    const next: DeviceState = { state, identity: scanner?.identity ?? null, fault: code, simulated: options.simulated };
    if (closed.signal.aborted || JSON.stringify(next) === JSON.stringify(told)) return;
    told = next;
    options.onState(next);
  };

  const gone = (): void => {
    device = null;
    absence = 'scanner-lost';
    stopStream();
    tell('missing', null, absence);
  };

  const stopStream = (): void => {
    stream?.flow.close();
    stream = null;
  };

  const look = (): Promise<void> => (looking ??= lookOnce().finally(() => (looking = null)));

  const lookOnce = async (): Promise<void> => {
    const known = device;
    // Pictures that come are as good as an answer, and a service may serve one caller at a time.
    if (known && stream && performance.now() - lastPicture < waits.look) return;
    const found = known
      ? ((await scannersAt(known.scanner.port, closed.signal, waits.answer)).find((one) => one.deviceId === known.scanner.deviceId) ?? null)
      : await discover(options.ports, closed.signal, waits.answer);
    if (capturing || closed.signal.aborted) return;
    if (!found) {
      if (known) gone();
      else tell('missing', null, absence);
      return;
    }
    await settle(found, known?.info ?? null);
  };

  const settle = async (found: FoundScanner, known: ScannerInfo | null): Promise<void> => {
    if (found.status === 'not-ready' || found.status === 'not-registered') {
      device = null;
      absence = found.status === 'not-ready' ? 'scanner-not-ready' : 'scanner-refused';
      stopStream();
      tell('broken', found, absence);
      return;
    }
    const info = known ? ok(known) : await inform(found, closed.signal, waits.answer);
    if (!info.ok) {
      absence = info.fault.code;
      tell('broken', found, absence);
      return;
    }
    device = { scanner: found, info: info.value };
    if (!capturing) tell(found.status === 'busy' ? 'busy' : 'ready', found, found.status === 'busy' ? 'scanner-busy' : null);
    if (wanted && !stream && !capturing) await startStream(wanted);
  };

  const startStream = (slap: Slap): Promise<Result<null, ScannerFault>> => (starting ??= begin(slap).finally(() => (starting = null)));

  const begin = async (slap: Slap): Promise<Result<null, ScannerFault>> => {
    if (!device) return fault(absence);
    const onFrame = (jpeg: Uint8Array): void => {
      lastPicture = performance.now();
      if (wanted !== null) options.onPreview(jpeg);
    };
    // The next look starts it again while it is wanted.
    const onEnd = (): void => void (stream = null);
    const opened = await openStream({ scanner: device.scanner, slap, onFrame, onEnd, silence: waits.silence, signal: closed.signal });
    if (!opened.ok) return opened;
    if (wanted === null || closed.signal.aborted) opened.value.close();
    else stream = { slap, flow: opened.value };
    return ok(null);
  };

  const preview = async (on: boolean, slap?: Slap): Promise<Result<null, ScannerFault>> => {
    if (!on) {
      wanted = null;
      stopStream();
      return ok(null);
    }
    wanted = slap ?? wanted ?? 13;
    if (stream && slap && stream.slap !== slap) stopStream();
    if (!device) await look();
    if (stream) return ok(null);
    return device ? startStream(wanted) : fault(absence);
  };

  const capture = async (request: SlapRequest, signal: AbortSignal): Promise<Result<SlapCapture, ScannerFault>> => {
    if (capturing) return fault('scanner-busy');
    capturing = true;
    const given = new AbortController();
    const giveUp = (): void => given.abort();
    for (const one of [signal, closed.signal]) one.addEventListener('abort', giveUp, { once: true });
    try {
      if (!device) {
        capturing = false;
        await look();
        if (capturing) return fault('scanner-busy');
        capturing = true;
      }
      if (signal.aborted || closed.signal.aborted) return fault('scanner-cancelled');
      const used = device as { readonly scanner: FoundScanner; readonly info: ScannerInfo } | null;
      if (!used) return fault(absence);
      tell('busy', used.scanner, null);
      if (wanted !== null && wanted !== request.slap) await preview(true, request.slap);
      const result = await captureSlap(used.scanner, used.info, request, given.signal, waits.capture);
      if (result.ok || !left(result.fault)) {
        tell('ready', used.scanner, null);
        return result;
      }
      gone();
      return fault('scanner-lost', result.fault.detail);
    } finally {
      capturing = false;
      for (const one of [signal, closed.signal]) one.removeEventListener('abort', giveUp);
    }
  };

  tell('looking', null, null);
  const life = live(look, () => capturing, waits.look, closed.signal);
  return {
    preview,
    capture,
    close: async () => {
      closed.abort();
      wanted = null;
      stopStream();
      await life;
      await starting;
    },
  };
}

function left(told: Fault<ScannerFault>): boolean {
  return told.values === undefined && (told.code === 'scanner-lost' || told.code === 'scanner-absent');
}

async function live(look: () => Promise<void>, paused: () => boolean, wait: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (!paused()) await look();
    await pause(wait, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake);
  });
}
