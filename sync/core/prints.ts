/** The prints of a dossier: every one that was taken, and which of a finger stands in its place. Pure. */
import type { DeviceIdentity } from './capture.js';
import type { DraftChange, Part, PartOrigin } from './dossier.js';
import type { FingerCause, FingerStep, FingerWarning, Impression } from './finger-capture.js';
import type { PrintRole } from './finger-steps.js';
import { fingersOf, type Finger, type Slap } from './fingers.js';

/** Of 100, by this station's own indicator; per finger, never as the mean of a slap. */
export const lowQuality = 40;

/** What the origin of a print tells beyond a part's. Its `quality` is this station's own indicator. */
export interface PrintOrigin {
  readonly impression: Impression;
  /** Why it is not better, worst first. */
  readonly causes: readonly FingerCause[];
  /** 0–100 as the device gave it; null where it gives none. */
  readonly deviceQuality: number | null;
  /** False of a device whose pictures are for demonstration and verification only. */
  readonly forRegistration: boolean;
  /** What seemed wrong when it was taken. */
  readonly warnings: readonly FingerWarning[];
  /** Which finger it is was guessed from the hand's shape, and nobody has said that it is right. */
  readonly guessed?: true;
}

/** A part in its place in the draft. */
export interface Placed {
  readonly part: Part;
  readonly origin: PartOrigin;
}

/** Every print that was taken, oldest first; their files are in the vault until the dossier is sealed. */
export type Tries = Readonly<Partial<Record<PrintRole, readonly Placed[]>>>;

/**
 * Minutiae of the prints that were taken last, in base64: they tell a finger that is taken twice, also after a restart. They lie in the
 * journal beside the draft, so that no form and no screen has them, and end with the station's own key. '' where there are none any more.
 */
export type Templates = Readonly<Partial<Record<PrintRole, string>>>;

export function templatesOf(changes: readonly DraftChange[], before: Templates = {}): Templates {
  return changes.reduce((known, one) => (one.kind === 'templates' ? { ...known, ...one.templates } : known), before);
}

/** One capture, also one that gave no print. */
export interface FingerAttempt {
  readonly step: FingerStep;
  readonly at: number;
  readonly asked: readonly Finger[];
  /** How many fingers the picture showed, asked for or not. */
  readonly seen: number;
  /** How many prints came of it. */
  readonly found: number;
  /** The scanner's hash chain after this capture (hex): the next capture of the dossier continues it. */
  readonly hash: string;
  /** No capture: the picture of the one before was cut anew, and its hash takes that one's place. */
  readonly recut?: true;
}

/** As stations wrote it that knew slaps alone: still in journals, and in forms that were sealed then. */
export interface SlapAttempt {
  readonly slap: Slap;
  readonly at: number;
  readonly found: number;
  readonly expected: number;
  readonly hash: string;
}

/** Which was not written then is taken for the whole slap. */
export function attemptOf(attempt: FingerAttempt | SlapAttempt): FingerAttempt {
  if (!('slap' in attempt)) return attempt;
  const { slap, at, found, hash } = attempt;
  return { step: slap, at, asked: fingersOf(slap), seen: found, found, hash };
}

/** Whether the scanner at hand can take rolled prints at all. */
export interface Rolling {
  readonly possible: boolean;
  readonly device: DeviceIdentity;
}

/**
 * Whether a print takes the place of the one that stands there. A weak one never takes a usable one's place. Else: a finger before what is
 * none, one that is fit for registration before one that is not, of usable ones one that nothing seemed wrong with and whose finger is known
 * before another, then the better one; of equals the later one.
 */
export function isBetter(next: PartOrigin, present: PartOrigin): boolean {
  if (isUsable(present) && !isUsable(next)) return false;
  return compare(rank(next), rank(present)) >= 0;
}

/** Of tries, oldest first, the one that would stand there had no other been taken; null of none. */
export function bestOf(tries: readonly Placed[]): Placed | null {
  return tries.reduce<Placed | null>((best, next) => (best === null || isBetter(next.origin, best.origin) ? next : best), null);
}

function rank(one: PartOrigin): readonly number[] {
  const { quality, print } = one;
  const isRight = isUsable(one) && (print?.warnings.length ?? 0) === 0 && print?.guessed === undefined;
  return [isFinger(one) ? 1 : 0, print?.forRegistration === false ? 0 : 1, isUsable(one) ? 1 : 0, isRight ? 1 : 0, quality ?? 0];
}

function isUsable(one: PartOrigin): boolean {
  return isFinger(one) && (one.quality ?? 100) >= lowQuality;
}

function isFinger({ print }: PartOrigin): boolean {
  return print?.causes.includes('not-a-finger') !== true;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
