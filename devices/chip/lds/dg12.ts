/** DG12: additional details of the document (Doc 9303-10 clause 4.7.12). Never throws, whatever the bytes. */
import { child } from '../protocol/tlv.js';
import { textObjects } from './text-object.js';

export interface Dg12 {
  readonly authority: string;
  /** `yyyy-mm-dd`; '' without one. */
  readonly issued: string;
  readonly otherPersons: readonly string[];
  readonly endorsements: string;
  readonly tax: string;
  /** `yyyyMMddhhmmss` as written; '' without one. */
  readonly personalised: string;
  readonly machineSerial: string;
}

export function parseDg12(bytes: Uint8Array): Dg12 {
  const { text, list, date } = textObjects(child(bytes, 0x6c) ?? new Uint8Array());
  const personalised = text(0x5f55);
  return {
    authority: text(0x5f19), issued: date(0x5f26), otherPersons: list(0x5f1a), endorsements: text(0x5f1b), tax: text(0x5f1c),
    personalised: /^\d{14}$/.test(personalised) ? personalised : '', machineSerial: text(0x5f56),
  };
}
