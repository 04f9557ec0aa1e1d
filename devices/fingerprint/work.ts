/** From a scanner's raw capture to prints: each finger found, rated, put into its record, chained. */
import type { ScannerFault } from '../../sync/core/faults.js';
import type { CapturedPrint, FingerPlace, FingerQuality, FingerWarning, Impression, ScannerOffer, StepCapture, StepRequest } from '../../sync/core/finger-capture.js';
import type { Finger, Slap } from '../../sync/core/fingers.js';
import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { parseFingerRecord } from '../image/finger-record-parse.js';
import type { GreyImage } from '../image/grey-image.js';
import { decodeJpeg2000 } from '../image/jpeg2000.js';
import { encodePng, encodeThumbnail } from '../image/png.js';
import { FINGER_THUMBNAIL_WIDTH } from '../image/thumbnail.js';
import type { FingerAnalysis } from './analysis.js';
import type { Likeness } from './likeness.js';
import type { RawCapture, RawPicture } from './model.js';
import { printRecord } from './print-record.js';
import { chainHash } from './sbi/hash-chain.js';

/** The picture of a slap, kept so that the officer may drag its boxes. */
export interface SlapPicture {
  readonly request: StepRequest;
  readonly offer: ScannerOffer;
  readonly step: Slap;
  readonly image: GreyImage;
  readonly deviceQuality: number | null;
  /** Where each finger was found or would lie. */
  readonly proposed: readonly FingerPlace[];
  /** Names under which prints of it are known so far. */
  readonly named: readonly Finger[];
}

export interface Worked {
  readonly capture: StepCapture;
  readonly slap: SlapPicture | null;
}

interface Found {
  readonly finger: Finger;
  readonly image: GreyImage;
  readonly record: Uint8Array | null;
  readonly deviceQuality: number | null;
  readonly quality: FingerQuality;
  readonly template: Uint8Array;
}

export interface Workshop {
  readonly analysis: FingerAnalysis;
  readonly likeness: Likeness;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Fewer or more fingers than asked for are a normal answer; only those asked for become prints. */
export async function workUp(raw: RawCapture, request: StepRequest, offer: ScannerOffer, workshop: Workshop): Promise<Result<Worked, ScannerFault>> {
  const { analysis } = workshop;
  const whole = raw.pictures.find((picture) => isSlap(picture.shows) && picture.image !== null);
  if (whole && whole.image && isSlap(whole.shows)) {
    const { image, shows, deviceQuality } = whole;
    const view = await analysis.segment(image, { step: shows, missing: request.missing });
    const picture: SlapPicture = { request, offer, step: shows, image, deviceQuality, proposed: view.proposed, named: [] };
    const capture = await cutSlap(picture, view.places, workshop, view.isSure);
    const warnings = [...handWarnings(shows, view.side, capture.prints), ...(capture.warnings ?? [])];
    return ok({ capture: { ...capture, seen: view.seen, warnings }, slap: withNames(picture, capture) });
  }
  const impression = impressionOf(request, offer);
  const pictures = new Map<Finger, { readonly image: GreyImage; readonly picture: RawPicture }>();
  for (const picture of raw.pictures) {
    const finger = fingerOf(picture, request);
    if (finger === null || !request.asked.includes(finger) || pictures.has(finger)) continue;
    const image = picture.image ? ok(picture.image) : await imageOf(picture.record ?? new Uint8Array(0));
    if (!image.ok) return fault('scanner-garbage', image.fault.detail, { finger });
    pictures.set(finger, { image: image.value, picture });
  }
  const found = await Promise.all(
    [...pictures].map(async ([finger, { image, picture: { record, deviceQuality } }]): Promise<Found> => ({
      finger, image, record, deviceQuality, ...(await analysis.rate(image, { finger, impression })),
    })),
  );
  return ok({ capture: await captureOf(found, raw.pictures.length, null, raw.hash, request, offer, workshop), slap: null });
}

/** The prints of a slap's picture at these places: the ones found, or the ones that the officer drew, whose names are right. */
export async function cutSlap(picture: SlapPicture, places: readonly FingerPlace[], workshop: Workshop, isSure = true): Promise<StepCapture> {
  const { request, offer, image, deviceQuality, proposed } = picture;
  const asked = places.filter((place) => request.asked.includes(place.finger));
  const cut = await workshop.analysis.cutAndRate(image, asked, 'flat');
  const slap = { png: await encodePng(image), width: image.width, height: image.height, places, proposed, isSure };
  await forget(picture.named.filter((finger) => !asked.some((place) => place.finger === finger)), request, workshop);
  return captureOf(cut.map((print) => ({ ...print, record: null, deviceQuality })), places.length, slap, null, request, offer, workshop);
}

/** The picture, and under which names its prints are known now. */
export function withNames(picture: SlapPicture, { prints }: StepCapture): SlapPicture {
  return { ...picture, named: [...new Set([...picture.named, ...prints.map(({ finger }) => finger)])] };
}

/** A name that the officer took back must not be held against the finger that now has it. */
async function forget(names: readonly Finger[], { transaction }: StepRequest, { likeness }: Workshop): Promise<void> {
  if (names.length > 0) await likeness.judge(transaction, names.map((finger) => ({ finger, impression: 'flat', template: new Uint8Array(0) })));
}

async function captureOf(
  found: readonly Found[],
  seen: number,
  slap: StepCapture['slap'],
  deviceHash: string | null,
  request: StepRequest,
  offer: ScannerOffer,
  { likeness, now }: Workshop,
): Promise<StepCapture> {
  const impression = impressionOf(request, offer);
  const warnings = await likeness.judge(request.transaction, found.map(({ finger, template }) => ({ finger, impression, template })));
  const prints = await Promise.all(
    found.map(async ({ finger, image, record, quality, deviceQuality, template }): Promise<CapturedPrint> => ({
      finger, impression, quality, deviceQuality, template,
      record: record ?? (await printRecord({ finger, impression, image, quality: quality.score, deviceQuality, isCut: slap !== null, kind: offer.kind, now: now() })),
      thumbnail: await encodeThumbnail(image, FINGER_THUMBNAIL_WIDTH),
    })),
  );
  prints.sort((a, b) => a.finger - b.finger);
  const hash = deviceHash ?? prints.reduce((before, print) => chainHash(before, print.record), request.previousHash);
  return { step: request.step, prints, seen, slap, device: offer.identity, forRegistration: offer.forRegistration, warnings, hash };
}

/** A single-finger scanner that cannot take rolled prints gives flat ones, whatever the step is called. */
function impressionOf({ step }: StepRequest, { rolled }: ScannerOffer): Impression {
  return !isSlap(step) && rolled ? 'rolled' : 'flat';
}

/** The other hand lies there: each of its fingers may be the same one of that hand. */
function handWarnings(step: Slap, side: 'left' | 'right' | null, made: readonly CapturedPrint[]): readonly FingerWarning[] {
  if (side === null || step === 15 || side === (step === 13 ? 'right' : 'left')) return [];
  return made.map(({ finger }) => ({ code: 'wrong-hand', finger, like: (finger > 5 ? finger - 5 : finger + 5) as Finger, dossier: null, score: 0 }));
}

/** Which finger a single picture is: as the device says, else what was asked for. */
function fingerOf(picture: RawPicture, request: StepRequest): Finger | null {
  if (picture.finger !== null) return picture.finger;
  if (picture.shows !== 'single' && !isSlap(picture.shows)) return picture.shows;
  return request.asked[0] ?? null;
}

/** The picture in a record, as JPEG 2000. */
export async function imageOf(record: Uint8Array): Promise<Result<GreyImage>> {
  const parsed = parseFingerRecord(record);
  if (!parsed.ok) return fault('unreadable', parsed.fault.code);
  const image = await decodeJpeg2000(parsed.value.image);
  if (!image.ok) return fault('unreadable', image.fault.code);
  const { width, height } = parsed.value;
  return image.value.width === width && image.value.height === height ? image : fault('unreadable', 'the image and its record differ in size');
}

function isSlap(step: StepRequest['step'] | 'single'): step is Slap {
  return step === 13 || step === 14 || step === 15;
}
