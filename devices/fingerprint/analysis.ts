/** What is measured in finger pictures, as the scanner's side asks for it. Nothing here fails: what cannot be measured counts as it came. */
import type { FingerPlace, FingerQuality, FingerWarning, Impression } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import type { CutPrint, NamedTemplate } from '../image/analysis/jobs.js';
import type { GreyImage } from '../image/grey-image.js';
import type { Glance } from '../image/quality/glance.js';
import { cutFinger } from '../image/segment/cut.js';
import type { Expected } from '../image/segment/naming.js';
import { nameTips } from '../image/segment/naming.js';
import type { Segmentation } from '../image/segment/segment.js';

export type DayTemplate = NamedTemplate & { readonly dossier: string };

export interface FingerAnalysis {
  /** Where nobody could look, nothing was seen, and that is not sure. */
  segment(image: GreyImage, expected: Expected): Promise<Segmentation>;
  /** The fingers at these places, upright. */
  cutAndRate(image: GreyImage, places: readonly FingerPlace[], impression: Impression): Promise<readonly CutPrint[]>;
  rate(image: GreyImage, about: { readonly finger: Finger; readonly impression: Impression }): Promise<Pick<CutPrint, 'quality' | 'template'>>;
  compare(prints: readonly NamedTemplate[], day: readonly DayTemplate[]): Promise<readonly FingerWarning[]>;
  /** Of a live picture, whose pixels are given away; null where it was not looked at. */
  glance(image: GreyImage, pixelsPerInch: number, isRolled: boolean): Promise<Glance | null>;
  close(): Promise<void>;
}

const unmeasured: FingerQuality = { score: 0, area: 0, contrast: 0, coherence: 0, moisture: 0, pressure: 0, minutiae: 0, causes: [] };

/** Where nothing is measured: for the time that threads are broken, and where there are none. */
export function withoutAnalysis(): FingerAnalysis {
  const noTemplate = new Uint8Array(0);
  return {
    segment: async (image, expected) => ({ ...nameTips([], expected, image), isSure: false, seen: 0, tips: [], handAngle: 0, side: null }),
    cutAndRate: async (image, places) => places.map((place) => ({ finger: place.finger, image: cutFinger(image, place), quality: unmeasured, template: noTemplate })),
    rate: async () => ({ quality: unmeasured, template: noTemplate }),
    compare: async () => [],
    glance: async () => null,
    close: async () => undefined,
  };
}
