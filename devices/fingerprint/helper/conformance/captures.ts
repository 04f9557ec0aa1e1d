/** What lasts: previews and captures, at the first device. A person lays the fingers on, where there are any. */
import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { fingersOf, slaps } from '../../../../sync/core/fingers.js';
import { pause } from '../../pause.js';
import type { HelperDevice } from '../contract.js';
import { takePicture } from '../picture.js';
import type { HelperFrame, HelperRequest } from '../session.js';
import type { CheckBench, NamedCheck } from './check.js';
import { devicesOf, expectation, refusalOf, said } from './requests.js';

const names: ReadonlyMap<FingerStep, string> = new Map([[13, 'the four fingers of the right hand'], [14, 'the four fingers of the left hand'], [15, 'both thumbs']]);
/** Pixels: 81 × 51 mm is what a platen for four fingers has at the least, 13 × 13 mm one for a finger. */
const leastSides = { slap: [1500, 900], single: [250, 250] } as const;

export const captureChecks: readonly NamedCheck[] = [
  { id: '4.3', name: 'its preview shows at least three frames in two seconds, ends with `ended`, and nothing comes after', run: (bench) => atFirst(bench, async (device) => {
    if (!device.preview) return null;
    bench.please('lay a hand on the scanner');
    const given = new AbortController();
    const frames: HelperFrame[] = [];
    const call = bench.session.ask({ type: 'preview', device: device.device, step: firstStep(device) }, null, AbortSignal.any([given.signal, bench.signal]), (frame) => frames.push(frame));
    await pause(2000, bench.signal);
    given.abort();
    const end = expectation(await call.over, 'ended');
    const broken = await brokenFrame(bench, frames);
    await pause(300, bench.signal);
    return end ?? broken ?? (frames.length >= 3 ? null : `${frames.length} frames`);
  }) },
  { id: '4.4', name: 'it captures every slap (a single-finger scanner: two fingers), and each picture can be read', run: (bench) => atFirst(bench, async (device) => {
    for (const step of device.takes === 'slaps' ? slaps : ([2, 7] as const)) {
      const asked = fingersAt(step);
      bench.please(`lay ${names.get(step) ?? `finger ${step}`} on the scanner`);
      const wrong = await captured(bench, device, step, asked, []);
      if (wrong !== null) return `step ${step}: ${wrong}`;
    }
    return null;
  }) },
  { id: '4.4', name: 'it captures a slap with a finger missing', run: (bench) => atFirst(bench, async (device) => {
    if (device.takes === 'single') return null;
    bench.please('lay the right hand on without its little finger');
    return captured(bench, device, 13, [2, 3, 4], [5]);
  }) },
  { id: '4.4', name: 'during a capture it answers a ping, and refuses a second capture by busy', run: (bench) => atFirst(bench, async (device) => {
    const given = new AbortController();
    const first = bench.session.ask(request(device, firstStep(device), 20_000), bench.waits.capture, AbortSignal.any([given.signal, bench.signal]));
    const second = bench.session.ask(request(device, firstStep(device), 20_000), bench.waits.answer, bench.signal);
    const pong = await bench.session.ask({ type: 'ping' }, bench.waits.answer, bench.signal).result;
    const refused = refusalOf(await second.result, 'busy');
    given.abort();
    await first.over;
    return expectation(pong, 'pong') ?? refused;
  }) },
  { id: '4.5', name: 'a cancel ends a capture within two seconds, once', run: (bench) => atFirst(bench, async (device) => {
    const given = new AbortController();
    const call = bench.session.ask(request(device, firstStep(device), 20_000), bench.waits.capture, AbortSignal.any([given.signal, bench.signal]));
    given.abort();
    const end = await call.over;
    await pause(300, bench.signal);
    // The picture may have been on its way.
    return end.ok && end.value.type === 'captured' ? null : refusalOf(end, 'cancelled');
  }) },
  { id: '4.4', name: 'it keeps a deadline of one second', run: (bench) => atFirst(bench, async (device) => {
    const end = await bench.session.ask(request(device, firstStep(device), 1000), 1000 + bench.waits.grace, bench.signal).result;
    return end.ok && (end.value.type === 'captured' || (end.value.type === 'error' && end.value.code === 'timeout')) ? null : said(end);
  }) },
];

async function atFirst(bench: CheckBench, check: (device: HelperDevice) => Promise<string | null>): Promise<string | null> {
  const devices = await devicesOf(bench);
  if (typeof devices === 'string') return devices;
  return devices[0] ? check(devices[0]) : 'no device';
}

function firstStep(device: HelperDevice): FingerStep {
  return device.takes === 'slaps' ? 13 : 2;
}

function fingersAt(step: FingerStep): readonly Finger[] {
  const position = slaps.find((one) => one === step);
  return position === undefined ? [step as Finger] : fingersOf(position);
}

function request(device: HelperDevice, step: FingerStep, deadline: number, asked = fingersAt(step), missing: readonly Finger[] = []): HelperRequest {
  return { type: 'capture', device: device.device, step, asked, missing, deadline };
}

async function captured(bench: CheckBench, device: HelperDevice, step: FingerStep, asked: readonly Finger[], missing: readonly Finger[]): Promise<string | null> {
  const deadline = bench.waits.capture - 2 * bench.waits.grace;
  const answer = await bench.session.ask(request(device, step, deadline, asked, missing), deadline + bench.waits.grace, bench.signal).result;
  if (!answer.ok || answer.value.type !== 'captured') return said(answer);
  for (const picture of answer.value.pictures) {
    const image = await takePicture(bench.session.folder, picture);
    if (!image.ok) return `${picture.file}: ${image.fault.detail ?? image.fault.code}`;
    if (picture.shows !== 'single' && picture.shows !== step) return `${picture.file} shows ${picture.shows}`;
    if (picture.finger !== null && !asked.includes(picture.finger)) return `${picture.file} is finger ${picture.finger}, which was not asked for`;
    const [wide, high] = leastSides[picture.shows === 'single' ? 'single' : 'slap'];
    const { width, height, pixels } = image.value;
    if (width < wide || height < high) return `${picture.file} has ${width} × ${height} pixels: too few for 500 pixels per inch`;
    const mean = pixels.reduce((sum, one) => sum + one, 0) / pixels.length;
    if (mean < 100) return `${picture.file} is dark (mean ${mean.toFixed(0)}): ridges are dark on a light ground`;
  }
  return null;
}

async function brokenFrame({ session }: CheckBench, frames: readonly HelperFrame[]): Promise<string | null> {
  for (const { picture } of frames) {
    const image = picture === null ? null : await takePicture(session.folder, picture);
    if (image?.ok === false) return `a frame: ${image.fault.detail ?? image.fault.code}`;
  }
  return null;
}
