/** The elementary files that access by MRZ or CAN opens: Doc 9303-10 clause 4; DG13 is the issuer's own. */
import type { PartRole } from '../../../sync/core/dossier.js';

export interface ElementaryFile {
  readonly role: Extract<PartRole, `chip-${string}`>;
  readonly id: number;
  readonly shortId: number;
  /** The tag that its content begins with. */
  readonly tag: number;
  /** Bytes that such a file usually has: for the progress bar until its header is read. */
  readonly usualSize: number;
  readonly step: 'text' | 'photo';
  /** Without it the card is not an identity card. */
  readonly needed: boolean;
  /** Data group number; 0 for the files that EF.COM and EF.SOD do not list. */
  readonly group: number;
}

export const application = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);

/** Outside the application, readable by all: what PACE needs to know beforehand. */
export const cardAccess: ElementaryFile = { role: 'chip-card-access', id: 0x011c, shortId: 0x1c, tag: 0x31, usualSize: 40, step: 'text', needed: false, group: 0 };

/** In the order of reading: text shows at once, the photo comes last. EF.COM is not signed, so it is kept and believed in nothing. */
export const readingOrder: readonly ElementaryFile[] = [
  { role: 'chip-com', id: 0x011e, shortId: 0x1e, tag: 0x60, usualSize: 30, step: 'text', needed: false, group: 0 },
  { role: 'chip-dg1', id: 0x0101, shortId: 0x01, tag: 0x61, usualSize: 95, step: 'text', needed: true, group: 1 },
  { role: 'chip-dg13', id: 0x010d, shortId: 0x0d, tag: 0x6d, usualSize: 500, step: 'text', needed: false, group: 13 },
  { role: 'chip-dg11', id: 0x010b, shortId: 0x0b, tag: 0x6b, usualSize: 200, step: 'text', needed: false, group: 11 },
  { role: 'chip-dg12', id: 0x010c, shortId: 0x0c, tag: 0x6c, usualSize: 100, step: 'text', needed: false, group: 12 },
  { role: 'chip-sod', id: 0x011d, shortId: 0x1d, tag: 0x77, usualSize: 1500, step: 'text', needed: false, group: 0 },
  { role: 'chip-dg14', id: 0x010e, shortId: 0x0e, tag: 0x6e, usualSize: 160, step: 'text', needed: false, group: 14 },
  { role: 'chip-dg15', id: 0x010f, shortId: 0x0f, tag: 0x6f, usualSize: 300, step: 'text', needed: false, group: 15 },
  { role: 'chip-dg2', id: 0x0102, shortId: 0x02, tag: 0x75, usualSize: 16_000, step: 'photo', needed: false, group: 2 },
];
