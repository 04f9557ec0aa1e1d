/** The form's fields: what each is, how its text is read and written, where it stands. Pure. */
import { isPartialDate, parseDate, showDate } from '../../../sync/core/dates.js';
import type { FieldName, Fields } from '../../../sync/core/dossier.js';
import { normaliseName, normaliseText } from '../../../sync/core/names.js';
import { parsePhone } from '../../../sync/core/phone.js';
import { formatAddress, formatNumber, formatPhone } from '../../text/format.js';
import type { TextOf } from '../../text/language.js';

/** `lines`: a text that may need more than one line to be seen whole. */
export type FieldKind = 'name' | 'text' | 'lines' | 'date' | 'sex' | 'number' | 'phone' | 'email' | 'choice';

export interface FieldPlace {
  readonly name: FieldName;
  readonly kind: FieldKind;
  /** Of the form's twelve columns. */
  readonly columns: number;
}

/** In the order of the paper form. */
export const formFields: readonly FieldPlace[] = [
  { name: 'fullName', kind: 'name', columns: 12 },
  { name: 'birth', kind: 'date', columns: 4 },
  { name: 'sex', kind: 'sex', columns: 3 },
  { name: 'number', kind: 'number', columns: 5 },
  { name: 'nationality', kind: 'choice', columns: 4 },
  { name: 'ethnicity', kind: 'choice', columns: 4 },
  { name: 'religion', kind: 'choice', columns: 4 },
  { name: 'origin', kind: 'lines', columns: 12 },
  { name: 'residence', kind: 'lines', columns: 12 },
  { name: 'hamlet', kind: 'text', columns: 4 },
  { name: 'ward', kind: 'text', columns: 4 },
  { name: 'phone', kind: 'phone', columns: 4 },
  { name: 'oldNumber', kind: 'number', columns: 4 },
  { name: 'cardIssued', kind: 'date', columns: 4 },
  { name: 'cardExpiry', kind: 'date', columns: 4 },
  { name: 'father', kind: 'name', columns: 6 },
  { name: 'mother', kind: 'name', columns: 6 },
  { name: 'spouse', kind: 'name', columns: 6 },
  { name: 'email', kind: 'email', columns: 6 },
  { name: 'features', kind: 'lines', columns: 12 },
];

const kinds = new Map(formFields.map((field) => [field.name, field.kind]));

/** Longer texts are refused by main; no name or address comes near. */
export const longestText = 500;

/** Offered while typing; anything else may be typed. */
export const offered: Readonly<Partial<Record<FieldName, readonly string[]>>> = {
  nationality: ['Việt Nam'],
  ethnicity: ['Kinh', 'Tày', 'Thái', 'Mường', 'Khmer', 'Hoa', 'Nùng', "H'Mông", 'Dao', 'Gia Rai', 'Ê Đê', 'Ba Na', 'Chăm', 'Sán Chay', 'Cơ Ho', 'Xơ Đăng', 'Sán Dìu', 'Hrê', 'Ra Glai', 'Mnông'],
  religion: ['Không', 'Phật giáo', 'Công giáo', 'Tin Lành', 'Cao Đài', 'Phật giáo Hòa Hảo', 'Hồi giáo'],
};

/** The value of a text: read as far as it is understood, else the text itself, so that nothing typed is ever lost. */
export function valueOf(name: FieldName, text: string): string {
  switch (kinds.get(name)) {
    case 'date': {
      const read = parseDate(text);
      return read.ok ? read.value : normaliseText(text);
    }
    case 'number':
      return text.replaceAll(/[\s.-]/g, '');
    case 'phone': {
      const read = parsePhone(text);
      return read.ok ? read.value : normaliseText(text);
    }
    case 'email':
      return text.trim();
    case 'name':
      return normaliseName(text);
    default:
      return normaliseText(text);
  }
}

/** The text of a value, as people read it. */
export function textOf(name: FieldName, value: string): string {
  switch (kinds.get(name)) {
    case 'date':
      return isPartialDate(value) ? showDate(value) : value;
    case 'number':
      return formatNumber(value);
    case 'phone':
      return formatPhone(value);
    default:
      return value;
  }
}

/** The text of a value where it is only shown: as in the form, the sex in words. */
export function shownValue(name: FieldName, value: string, t: TextOf): string {
  return name === 'sex' && (value === 'male' || value === 'female') ? t(`enrolment.sex.${value}`) : textOf(name, value);
}

/** Where the person lives, from the form's three fields, as the worklist writes it. */
export function addressOf(fields: Fields): string {
  return formatAddress(fields.residence?.value ?? '', fields.hamlet?.value ?? '', fields.ward?.value ?? '');
}
