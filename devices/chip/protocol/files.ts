/** The elementary files that basic access control opens: Doc 9303-10 clause 4; DG13 is the issuer's own. */
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
}

export const application = Uint8Array.of(0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01);

/** In the order of reading: text shows at once, the photo comes last. EF.COM is not signed, so it is kept and believed in nothing. */
export const readingOrder: readonly ElementaryFile[] = [
  { role: 'chip-com', id: 0x011e, shortId: 0x1e, tag: 0x60, usualSize: 30, step: 'text', needed: false },
  { role: 'chip-dg1', id: 0x0101, shortId: 0x01, tag: 0x61, usualSize: 95, step: 'text', needed: true },
  { role: 'chip-dg13', id: 0x010d, shortId: 0x0d, tag: 0x6d, usualSize: 500, step: 'text', needed: false },
  { role: 'chip-dg2', id: 0x0102, shortId: 0x02, tag: 0x75, usualSize: 16_000, step: 'photo', needed: false },
];
