/** What can be asked of a thread that looks at finger pictures. Pictures and templates go over as bytes. */
import type { FingerPlace, FingerQuality, FingerWarning, Impression } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { GreyImage } from '../grey-image.js';
import { compareDossier } from '../minutiae/dossier.js';
import { findMinutiae } from '../minutiae/find.js';
import { matchTemplates } from '../minutiae/match.js';
import { emptyTemplate, templateFromBytes, templateToBytes } from '../minutiae/template.js';
import type { Template } from '../minutiae/template.js';
import { glance } from '../quality/glance.js';
import type { Glance } from '../quality/glance.js';
import type { About } from '../quality/rate.js';
import { rateFinger, rateWithTemplate } from '../quality/rate.js';
import { cutFinger } from '../segment/cut.js';
import type { Expected } from '../segment/naming.js';
import type { Segmentation } from '../segment/segment.js';
import { segmentSlap } from '../segment/segment.js';

export interface CutPrint {
  readonly finger: Finger;
  readonly image: GreyImage;
  readonly quality: FingerQuality;
  /** Its template's bytes. */
  readonly template: Uint8Array;
}

/** A template's bytes under its finger's name; `dossier` for those of others. */
export interface NamedTemplate {
  readonly finger: Finger;
  readonly template: Uint8Array;
}

/** One function per kind of job: pure, and an answer for any picture. */
export const jobs = {
  rate: (image: GreyImage, about: About): FingerQuality => rateFinger(image, about),
  ratePrint: (image: GreyImage, about: About): Pick<CutPrint, 'quality' | 'template'> => {
    const { quality, template } = rateWithTemplate(image, about);
    return { quality, template: templateToBytes(template ?? emptyTemplate) };
  },
  segment: (image: GreyImage, expected: Expected): Segmentation => segmentSlap(image, expected),
  cut: (image: GreyImage, place: FingerPlace): GreyImage => cutFinger(image, place),
  cutAndRate: (image: GreyImage, places: readonly FingerPlace[], impression: Impression): readonly CutPrint[] => places.map((place) => {
    const print = cutFinger(image, place);
    const { quality, template } = rateWithTemplate(print, { finger: place.finger, impression });
    return { finger: place.finger, image: print, quality, template: templateToBytes(template ?? emptyTemplate) };
  }),
  glance: (image: GreyImage, pixelsPerInch: number, isRolled = false): Glance => glance(image, pixelsPerInch, isRolled),
  minutiae: (image: GreyImage): Uint8Array => templateToBytes(findMinutiae(image)),
  /** 0 where one of them is no template. */
  match: (one: Uint8Array, other: Uint8Array): number => matchTemplates(templateOf(one), templateOf(other)),
  compare: (prints: readonly NamedTemplate[], day: readonly (NamedTemplate & { readonly dossier: string })[]): readonly FingerWarning[] => compareDossier(
    prints.map(({ finger, template }) => ({ finger, template: templateOf(template) })),
    day.map(({ finger, template, dossier }) => ({ finger, dossier, template: templateOf(template) })),
  ),
};

function templateOf(bytes: Uint8Array): Template {
  return templateFromBytes(bytes) ?? emptyTemplate;
}

export type Jobs = typeof jobs;
export type JobKind = keyof Jobs;

export interface JobRequest {
  readonly id: number;
  readonly kind: JobKind;
  readonly words: readonly unknown[];
}

/** `failure`: the job threw; the thread goes on. */
export type JobAnswer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly failure: string };
