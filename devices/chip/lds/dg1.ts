/** DG1: the machine readable zone, check digits verified: three lines of 30 on cards (TD1), two of 44 in passports (TD3) (Doc 9303-10 clause 4.7.1). */
import { checkDigit, parseTd1, type Td1 } from '../../../sync/core/mrz.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { descend } from '../protocol/tlv.js';

/** Of a passport: `optional` is its personal number, `optional2` ''. */
export interface Zone extends Td1 {
  readonly format: 'TD1' | 'TD3';
}

type ZoneFault = 'mrz-malformed' | 'mrz-check-digit';

export function parseDg1(bytes: Uint8Array): Result<Zone, ZoneFault> {
  const zone = descend(bytes, 0x61, 0x5f1f);
  if (zone === null) return fault('mrz-malformed');
  return zoneOf(new TextDecoder('latin1').decode(zone.subarray(0, 200)));
}

/** Of the lines as they are printed, with or without breaks between them. */
export function zoneOf(text: string): Result<Zone, ZoneFault> {
  if (text.replace(/\s/gu, '').length === 88) return parseTd3(text);
  const card = parseTd1(text);
  return card.ok ? ok({ ...card.value, format: 'TD1' }) : card;
}

/** Doc 9303-4 clause 4.2: line 2 holds all checked fields; the composite covers 1 to 10, 14 to 20, 22 to 43 (counted from 1). */
function parseTd3(text: string): Result<Zone, ZoneFault> {
  const zone = text.toUpperCase().replace(/\s/gu, '');
  if (!/^[A-Z0-9<]{88}$/.test(zone)) return fault('mrz-malformed');
  const [first, second] = [zone.slice(0, 44), zone.slice(44)];
  const optional = second.slice(28, 42);
  const checks: readonly (readonly [string, string, string | undefined])[] = [
    ['number', second.slice(0, 9), second[9]],
    ['birth', second.slice(13, 19), second[19]],
    ['expiry', second.slice(21, 27), second[27]],
    ['composite', second.slice(0, 10) + second.slice(13, 20) + second.slice(21, 43), second[43]],
  ];
  const wrong = checks.find(([, field, digit]) => checkDigit(field) !== digit);
  if (wrong !== undefined) return fault('mrz-check-digit', undefined, { field: wrong[0] });
  // An empty personal number may have a filler for its check digit.
  const isEmpty = /^<+$/.test(optional) && second[42] === '<';
  if (!isEmpty && checkDigit(optional) !== second[42]) return fault('mrz-check-digit', undefined, { field: 'optional' });
  const sex = second[20];
  if (sex !== 'M' && sex !== 'F' && sex !== '<') return fault('mrz-malformed');
  const [surname = '', given = ''] = first.slice(5).replace(/<+$/, '').split('<<');
  return ok({
    format: 'TD3', document: first.slice(0, 2), issuer: first.slice(2, 5), number: second.slice(0, 9), optional: optional.replace(/<+$/, ''), birth: second.slice(13, 19), sex,
    expiry: second.slice(21, 27), nationality: second.slice(10, 13), optional2: '', surname: surname.replaceAll('<', ' '), given: given.replaceAll('<', ' '),
  });
}
