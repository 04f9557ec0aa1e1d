/** Rates a finger, and finds those of a slap, in a picture file. Both are made for 500 ppi. */
import type { FingerPlace, Impression } from '../../sync/core/finger-capture.js';
import { fingers, slaps, type Finger, type Slap } from '../../sync/core/fingers.js';
import { parseFingerRecord2005 } from '../image/finger-record-2005.js';
import { parseFingerRecords } from '../image/finger-record-parse.js';
import { nfiq2 } from '../image/quality/nfiq2.js';
import { rateFinger } from '../image/quality/rate.js';
import { segmentSlap } from '../image/segment/segment.js';
import type { Done, Work } from './image.js';

/** Live and ink, rolled. */
const rolledCodes: readonly number[] = [1, 3];

/** NIST's score stands beside this station's own where its command is installed. */
export async function rate({ picture, bytes, command }: Work): Promise<Done> {
  const told = recordOf(bytes);
  const finger = command.finger ?? fingers.find((one) => one === told?.position) ?? 2;
  const impression: Impression = command.impression ?? (told !== null && rolledCodes.includes(told.impression) ? 'rolled' : 'flat');
  const quality = rateFinger(picture.image, { finger, impression });
  const { causes, ...figures } = quality;
  const second = await nfiq2(picture.image, { signal: AbortSignal.timeout(30_000) });
  const beside = second === null ? {} : { nfiq2: second };
  return { data: { finger, impression, ...quality, ...beside }, figures: { finger, impression, ...mapValues(figures), ...beside, causes } };
}

export function findFingers({ picture, bytes, command }: Work): Done {
  const step: Slap = command.slap ?? slaps.find((one) => one === recordOf(bytes)?.position) ?? 13;
  const missing: readonly Finger[] = command.missing;
  const found = segmentSlap(picture.image, { step, missing });
  return {
    data: { step, missing, ...found },
    figures: { step, seen: found.seen, handAngle: rounded(found.handAngle), side: found.side ?? '?', ...(found.isSure ? {} : { names: '?' }), places: found.places.map(placeText) },
  };
}

function placeText({ finger, x, y, width, height, angle }: FingerPlace): string {
  return `${finger}: ${Math.round(x)},${Math.round(y)} ${Math.round(width)} × ${Math.round(height)}, ${rounded(angle)}°`;
}

/** What a finger record says of its first picture; null for other files. */
function recordOf(bytes: Uint8Array): { readonly position: number; readonly impression: number } | null {
  const [newer, older] = [parseFingerRecords(bytes), parseFingerRecord2005(bytes)];
  return newer.ok ? (newer.value[0] ?? null) : older.ok ? (older.value.views[0] ?? null) : null;
}

function mapValues(figures: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, rounded(value)]));
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
