/** A helper as a vendor would write it, with a ten-print scanner that is not there. Everything that HELPER.md asks of a helper is in this file. */
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import sharp from 'sharp';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { fingers, slaps } from '../../../../sync/core/fingers.js';
import { encodePgm } from '../../../image/formats/pgm.js';
import { pause } from '../../pause.js';
import type { SampleHand } from './hand.js';

/** Milliseconds: between two frames; from the request to the picture, as fingers take to lie still. */
const [FRAME, STILL] = [120, 400];

interface Request {
  readonly type: unknown;
  readonly id: number;
  readonly folder: string;
  readonly device: unknown;
  readonly step: FingerStep;
  readonly missing: readonly Finger[];
  readonly deadline: number;
}

export async function serve(hand: SampleHand, serial: string): Promise<void> {
  const device = {
    device: 'sample-1', make: 'Tận Nhà', model: 'Sample helper', serial, takes: 'slaps', rolled: true, preview: true, forRegistration: true,
  };
  const empty = await sharp({ create: { width: 640, height: 400, channels: 3, background: '#fafafa' } }).toColourspace('b-w').jpeg().toBuffer();
  /** What lasts, by its id. */
  const running = new Map<number, AbortController>();
  let folder = '';
  let captures = 0;
  let isCapturing = false;

  const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  const refuse = (id: number, code: string, words: string): void => say({ type: 'error', id, code, words });

  const preview = async (id: number, step: FingerStep, signal: AbortSignal): Promise<void> => {
    let seen: Uint8Array = empty;
    // The platen is empty until the hand is on it.
    hand.preview(step).then((picture) => (seen = picture), (error: unknown) => console.error(String(error)));
    while (!signal.aborted) {
      say({ type: 'frame', id, jpeg: Buffer.from(seen).toString('base64') });
      await pause(FRAME, signal);
    }
    say({ type: 'ended', id });
  };

  const capture = async ({ id, step, missing, deadline }: Request, signal: AbortSignal): Promise<void> => {
    const until = AbortSignal.any([signal, AbortSignal.timeout(deadline)]);
    say({ type: 'event', event: 'finger-seen', device: device.device });
    await pause(STILL, until);
    if (signal.aborted) return refuse(id, 'cancelled', 'cancelled');
    const image = await Promise.race([hand.picture(step, missing), ended(until)]);
    if (signal.aborted) return refuse(id, 'cancelled', 'cancelled');
    if (image === null) return refuse(id, 'timeout', 'no fingers lay still in time');
    // Written under another name first: what has its name is whole.
    const file = `capture-${++captures}.pgm`;
    await writeFile(join(folder, `part-${file}`), encodePgm(image), { mode: 0o600 });
    await rename(join(folder, `part-${file}`), join(folder, file));
    const isSlap = slaps.some((one) => one === step);
    say({ type: 'captured', id, pictures: [{ shows: isSlap ? step : 'single', finger: isSlap ? null : step, file, format: 'pgm', ppi: 500, quality: null }] });
  };

  /** Starts what lasts; the next line is read meanwhile. */
  const start = async (id: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    await work(controller.signal).catch((error: unknown) => refuse(id, 'failed', String(error).slice(0, 200)));
    running.delete(id);
  };

  const use = (request: Request): void => {
    const { type, id, step } = request;
    if (request.device !== device.device) return refuse(id, 'absent', 'no such device');
    if (![...slaps, ...fingers].includes(step)) return refuse(id, 'not-understood', 'step');
    if (type === 'preview') return void start(id, (signal) => preview(id, step, signal));
    if (isCapturing) return refuse(id, 'busy', 'a capture runs');
    isCapturing = true;
    void start(id, (signal) => capture(request, signal)).then(() => (isCapturing = false));
  };

  const answer = (request: Request): void => {
    const { type, id } = request;
    switch (type) {
      case 'hello':
        folder = request.folder;
        return say({ type: 'hello', contract: 1, name: 'Tận Nhà sample helper', version: '1.0' });
      case 'list': return say({ type: 'devices', id, devices: [device] });
      case 'ping': return say({ type: 'pong', id });
      case 'preview':
      case 'capture': return use(request);
      // Of what is over already: nothing is said.
      case 'cancel': return running.get(id)?.abort();
      case 'bye': return process.exit(0);
      default: return refuse(id, 'not-understood', 'unknown request');
    }
  };
  createInterface({ input: process.stdin }).on('line', (line) => answer(JSON.parse(line) as Request)).on('close', () => process.exit(0));
}

function ended(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}
