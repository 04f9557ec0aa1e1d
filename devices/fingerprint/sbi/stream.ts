/** The preview: MJPEG over STREAM. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { FingerStep } from '../../../sync/core/finger-capture.js';
import type { Fault, Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { jpegFrames } from '../../frame/jpeg-frames.js';
import { refusalOf } from './answers.js';
import { networkFault, openSbi } from './call.js';
import { dimensionsOf, nameOf, platenOf } from './dialect.js';
import type { FoundScanner } from './discover.js';
import { sbiFault } from './errors.js';
import { STREAM } from './words.js';

export interface StreamOptions {
  readonly scanner: FoundScanner;
  readonly step: FingerStep;
  /** One JPEG, as the device sent it. */
  readonly onFrame: (jpeg: Uint8Array) => void;
  /** The stream ended by itself: once, never after close(). */
  readonly onEnd: (fault: Fault<ScannerFault>) => void;
  /** Milliseconds until the answer begins, and between two pictures. */
  readonly silence: number;
  /** Closes the stream. */
  readonly signal: AbortSignal;
}

export interface Stream {
  close(): void;
}

/** How long the device is asked to keep the stream up, milliseconds (the default of SBI). */
const STREAM_TIMEOUT = 300_000;
const REFUSAL_BYTES = 64 * 1024;

/** Answers when the device has begun to answer. */
export async function openStream(options: StreamOptions): Promise<Result<Stream, ScannerFault>> {
  const { scanner, step } = options;
  const closed = new AbortController();
  const giveUp = (): void => closed.abort();
  if (options.signal.aborted) giveUp();
  options.signal.addEventListener('abort', giveUp, { once: true });
  const leave = (): void => {
    clearTimeout(watch);
    options.signal.removeEventListener('abort', giveUp);
  };
  let quiet = false;
  const silent = (): void => {
    quiet = true;
    closed.abort();
  };
  let watch = setTimeout(silent, options.silence);
  const body = { ...nameOf(scanner), deviceSubId: platenOf(scanner, step), timeout: STREAM_TIMEOUT, ...dimensionsOf(scanner) };
  const answer = await openSbi({ ...STREAM, port: scanner.port, body, signal: closed.signal });
  if (!answer.ok) {
    leave();
    return quiet ? fault('scanner-timeout', 'no preview') : answer;
  }
  const response = answer.value;
  if (!String(response.headers['content-type']).startsWith('multipart/')) {
    const refusal = await refused(response);
    leave();
    closed.abort();
    return quiet ? fault('scanner-timeout', 'no preview') : refusal;
  }
  const frames = jpegFrames();
  response.on('data', (chunk: Buffer) => {
    for (const jpeg of frames.push(chunk)) {
      clearTimeout(watch);
      watch = setTimeout(silent, options.silence);
      options.onFrame(jpeg);
    }
  });
  let asked = false;
  let failure: unknown = null;
  response.on('error', (error) => (failure = error));
  response.on('close', () => {
    leave();
    if (asked || options.signal.aborted) return;
    const end = quiet ? fault('scanner-timeout', 'the preview stands still') : failure ? networkFault(failure) : fault('scanner-lost', 'the preview ended');
    options.onEnd(end.fault);
  });
  const close = (): void => {
    asked = true;
    closed.abort();
  };
  return ok({ close });
}

/** A device that does not stream says why in JSON. */
async function refused(response: AsyncIterable<unknown>): Promise<Result<never, ScannerFault>> {
  try {
    let text = '';
    for await (const part of response as AsyncIterable<Buffer>) {
      text += part.toString('utf8');
      if (text.length > REFUSAL_BYTES) return fault('scanner-garbage', 'neither a preview nor a refusal');
    }
    const refusal = refusalOf.safeParse(JSON.parse(text));
    if (refusal.success && refusal.data.error) return sbiFault(refusal.data.error.code, refusal.data.error.info);
    return fault('scanner-garbage', 'neither a preview nor a refusal');
  } catch (error) {
    return error instanceof SyntaxError ? fault('scanner-garbage', 'neither a preview nor a refusal') : networkFault(error);
  }
}
