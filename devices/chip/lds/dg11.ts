/** DG11: additional personal details (Doc 9303-10 clause 4.7.11). Vietnamese cards have none: theirs are in DG13. Never throws, whatever the bytes. */
import { child } from '../protocol/tlv.js';
import { textObjects } from './text-object.js';

export interface Dg11 {
  /** As the issuer wrote it, with its diacritics; '' without one, as every text here. */
  readonly fullName: string;
  readonly otherNames: readonly string[];
  readonly personalNumber: string;
  readonly birth: string;
  readonly birthPlace: readonly string[];
  readonly address: readonly string[];
  readonly phone: string;
  readonly profession: string;
  readonly title: string;
  readonly summary: string;
  readonly otherDocuments: readonly string[];
  readonly custody: string;
}

export function parseDg11(bytes: Uint8Array): Dg11 {
  const { text, parts, list, date } = textObjects(child(bytes, 0x6b) ?? new Uint8Array());
  return {
    fullName: text(0x5f0e).replace(/<+/g, ' ').trim(), otherNames: list(0x5f0f).map((name) => name.replace(/<+/g, ' ').trim()), personalNumber: text(0x5f10), birth: date(0x5f2b),
    birthPlace: parts(0x5f11), address: parts(0x5f42), phone: text(0x5f12), profession: text(0x5f13), title: text(0x5f14), summary: text(0x5f15),
    otherDocuments: parts(0x5f17), custody: text(0x5f18),
  };
}
