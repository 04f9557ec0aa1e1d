/** How good a print is and why not better. This project's own indicator from what is measured in the picture; it is not NFIQ 2. */
import type { FingerCause, FingerQuality, Impression } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../grey-image.js';
import { measureRidges, minutiaeOf, workable } from '../minutiae/find.js';
import type { Template } from '../minutiae/template.js';
import { lieOf } from './lie.js';
import type { Lie } from './lie.js';
import { measureInk } from './measures.js';
import type { Measures } from './measures.js';

export interface About {
  readonly finger: Finger;
  readonly impression: Impression;
}

const notAFinger: FingerQuality = { score: 0, area: 0, contrast: 0, coherence: 0, moisture: 0, pressure: 0, minutiae: 0, causes: ['not-a-finger'] };

/** 500 ppi, upright. */
export function rateFinger(image: GreyImage, about: About): FingerQuality {
  return rateWithTemplate(image, about).quality;
}

/** The rating and the minutiae, which are found on the way. */
export function rateWithTemplate(image: GreyImage, about: About): { readonly quality: FingerQuality; readonly template: Template | null } {
  if (!workable(image)) return { quality: notAFinger, template: null };
  const ridges = measureRidges(image);
  const ink = measureInk(image, ridges);
  if (ink.area < 25 || ink.coherence < 0.3 || ink.regularity < 0.3) return { quality: notAFinger, template: null };
  const template = minutiaeOf(image, ridges);
  return { quality: judge(ink, lieOf(ridges), template.count, about), template };
}

function judge(ink: Measures, lie: Lie, minutiae: number, about: About): FingerQuality {
  const area = ink.area / usualArea(about);
  const moisture = within(moistureOf(ink));
  const pressure = within(about.impression === 'flat' ? flatPressure(area, ink) : rolledPressure(ink));
  const score = scoreOf(ink, area, minutiae, moisture, pressure, about);
  return { score, area, contrast: ink.contrast, coherence: ink.coherence, moisture, pressure, minutiae, causes: causesOf(ink, lie, area, moisture, pressure, about) };
}

/** Square millimetres that a grown-up's finger touches. */
export function usualArea({ finger, impression }: About): number {
  const digit = (finger - 1) % 5;
  return (digit === 0 ? 285 : digit === 4 ? 178 : 238) * (impression === 'rolled' ? 2.1 : 1);
}

/** −1 … 1. Weights: least squares over simulated impressions of every moisture, pressure and wear (rest about 0.2). */
function moistureOf(ink: Measures): number {
  return 3.1 * ink.inked - 0.9 * ink.valley + 0.1 * ink.filled + 2.1 * ink.coherence - 2.3 * ink.contrast - 1.75;
}

/** 0 young … 1 worn; of the same making. A dry print hides it. */
function wearOf(ink: Measures): number {
  return 2.2 * ink.valley - 2.8 * ink.contrast - 0.2 * ink.inked + 0.3 * ink.coherence - 1.75 * ink.filled - 0.95 * ink.pale + 1.6;
}

/** A finger pressed harder grows; one that hardly touches is small and pale: a small dark one lies there in part. */
function flatPressure(area: number, ink: Measures): number {
  if (area > 1) return 5 * (area - 1);
  return -1.6 * (1 - area) * share(0.76 - ink.ridge, 0, 0.15);
}

function rolledPressure(ink: Measures): number {
  return 2.5 * ink.valley + 2 * ink.ridge - ink.filled - 2.65 * ink.coherence + 0.8;
}

/** Each measure as a share of what is enough; one that is missing altogether leaves nothing. */
function scoreOf(ink: Measures, area: number, minutiae: number, moisture: number, pressure: number, about: About): number {
  const many = about.impression === 'rolled' ? 70 : 42;
  const parts = [
    share(area, 0.15, 0.9) ** 0.5, share(ink.contrast, 0.08, 0.75) ** 0.4, share(ink.coherence, 0.38, 0.95) ** 0.7, share(minutiae, 2, many) ** 0.3,
    1 - 0.4 * share(Math.abs(moisture), 0.3, 1.2), 1 - 0.3 * share(Math.abs(pressure), 0.4, 1.3), 1 - 0.5 * share(ink.smear, 0.1, 0.4),
  ];
  return Math.round(100 * parts.reduce((product, part) => product * part, 1));
}

function causesOf(ink: Measures, lie: Lie, area: number, moisture: number, pressure: number, { impression }: About): readonly FingerCause[] {
  const small = area < 0.6 && pressure > -0.4;
  const found: readonly (readonly [FingerCause, number])[] = [
    ['dry', -moisture / 0.5],
    ['wet', ink.smear < 0.12 ? moisture / 0.5 : 0],
    ['too-light', -pressure / 0.45],
    ['too-hard', pressure / 0.6],
    ['off-centre', lie.cut / 0.12],
    // The outline of a rolled or partial print does not tell how it lies.
    ['rotated', impression === 'flat' && area > 0.7 ? Math.abs(lie.angle) / 18 : 0],
    ['too-small', small ? 0.7 / Math.max(area, 0.1) : 0],
    ['moved', ink.smear / 0.12],
    ['worn', ink.smear < 0.12 && moisture > -0.55 ? wearOf(ink) / 0.45 : 0],
  ];
  return found.filter(([, weight]) => weight >= 1).sort((a, b) => b[1] - a[1]).map(([cause]) => cause);
}

/** 0 at `none`, 1 at `enough`. */
export function share(value: number, none: number, enough: number): number {
  return Math.min(Math.max((value - none) / (enough - none), 0), 1);
}

function within(value: number): number {
  return Math.min(Math.max(value, -1), 1);
}
