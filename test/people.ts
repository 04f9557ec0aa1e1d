/** Made-up people and lists of them. Every name, number and address is invented; the same seed makes the same ones. */
import ExcelJS from '@protobi/exceljs';

import { daysInMonth, showDate } from '../sync/core/dates.js';
import type { Person, Sex } from '../sync/core/person.js';
import { provinceNames } from '../sync/core/provinces.js';
import { columnNames, type ListColumn } from '../sync/core/worklist-columns.js';

/** mulberry32: numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** Surnames with their share of the population, percent, rounded. */
const surnames: readonly (readonly [string, number])[] = [
  ['Nguyễn', 38], ['Trần', 12], ['Lê', 10], ['Phạm', 7], ['Hoàng', 5], ['Huỳnh', 4], ['Phan', 4], ['Vũ', 3], ['Võ', 3], ['Đặng', 2], ['Bùi', 2],
  ['Đỗ', 1.5], ['Hồ', 1.3], ['Ngô', 1.3], ['Dương', 1], ['Lý', 0.5], ['Đinh', 0.4], ['Trương', 0.4], ['Mai', 0.3], ['Tôn Thất', 0.1], ['Quách', 0.1],
];
const middles: Readonly<Record<Sex, readonly string[]>> = {
  male: ['Văn', 'Văn', 'Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Xuân', 'Công', 'Thanh', 'Đình', 'Ngọc'],
  female: ['Thị', 'Thị', 'Thị', 'Thị Ngọc', 'Thị Thanh', 'Ngọc', 'Thu', 'Thị Kim', 'Mỹ', 'Phương', 'Thị Hồng', 'Bích'],
};
const givens: Readonly<Record<Sex, readonly string[]>> = {
  male: ['Hùng', 'Dũng', 'Tuấn', 'Sơn', 'Bình', 'Khoa', 'Đạt', 'Phúc', 'Lộc', 'Thọ', 'Nghĩa', 'Trường', 'Hải', 'Toàn', 'Vượng', 'Kiên', 'Ước', 'Quý', 'Tý'],
  female: ['Oanh', 'Hoa', 'Hòa', 'Lan', 'Huệ', 'Cúc', 'Trâm', 'Uyên', 'Nguyệt', 'Yến', 'Thúy', 'Hường', 'Đào', 'Mười', 'Bưởi', 'Nhàn', 'Loan', 'Diễm', 'Quỳnh'],
};
/** Names that screens and papers must hold. */
export const longNames: readonly string[] = [
  'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương', 'Nguyễn Phúc Vĩnh Thụy Hoàng Bảo Long', "H'Niê Êban Y Bhăm Knul", 'Tôn Nữ Thị Hoàng Uyên Thục Trinh',
];
const wards = ['Phường Hòa Phát', 'Phường An Khê', 'Xã Đại Lộc', 'Xã Điện Bàn', 'Phường Ngũ Hành Sơn'];
const hamlets = ['Tổ 3', 'Tổ 12', 'Thôn Phú Hòa', 'Thôn Đông Yên', 'Xóm Gò', 'Tổ 27', 'Ấp Bình Thạnh', 'Thôn Trường Giang'];
const streets = ['Lê Trọng Tấn', 'Tôn Đản', 'Trường Chinh', 'Nguyễn Văn Cừ', 'Âu Cơ', 'Đường Thanh Niên', 'Hoàng Văn Thái'];

/** At most one in 12 has no number, one in 9 an unknown day or month of birth, one in 150 a long name; no two are the same person. */
export function madeUpPeople(count: number, seed: number): Person[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const pick = <Value>(values: readonly Value[]): Value => values[below(values.length)] as Value;
  const digits = (length: number) => Array.from({ length }, () => below(10)).join('');
  const total = surnames.reduce((sum, [, share]) => sum + share, 0);
  const surname = () => {
    let left = random() * total;
    return (surnames.find(([, share]) => (left -= share) < 0) ?? ['Nguyễn'])[0];
  };

  return Array.from({ length: count }, (_, index): Person => {
    const sex: Sex = random() < 0.52 ? 'female' : 'male';
    const old = random() < 0.35;
    const year = old ? 1926 + below(20) : 1946 + below(64);
    const month = 1 + below(12);
    const full = `${year}-${two(month)}-${two(1 + below(daysInMonth(year, month)))}`;
    const known = below(9);
    const birth = known === 0 ? (random() < 0.6 ? String(year) : full.slice(0, 7)) : full;
    const centuryAndSex = 2 * Math.floor((year - 1900) / 100) + (sex === 'female' ? 1 : 0);
    // The last six count up, scrambled, so that no number comes twice (7 and 1,000,000 have no common factor).
    const number = `${pick(Object.keys(provinceNames))}${centuryAndSex}${two(year % 100)}${String((index * 617_857 + seed * 7) % 1_000_000).padStart(6, '0')}`;
    const long = below(150) === 0;
    return {
      id: madeUpId(seed, index),
      number: below(12) === 0 ? '' : number,
      name: long ? pick(longNames) : `${surname()} ${pick(middles[sex])} ${pick(givens[sex])}`,
      birth, sex,
      residence: random() < 0.5 ? 'permanent' : 'temporary',
      address: `${1 + below(400)}${random() < 0.3 ? `/${1 + below(40)}` : ''} ${pick(streets)}, nhà ${index + 1}`,
      hamlet: pick(hamlets), ward: pick(wards),
      household: `HK${String(1 + Math.floor(index / 3)).padStart(5, '0')}`,
      phone: random() < 0.7 ? `0${pick(['3', '5', '7', '8', '9'])}${digits(8)}` : '',
      due: pick(['card', 'card', 'eid', 'both'] as const),
      priority: old && year < 1945 ? pick(['bedridden', 'over-80', 'disabled'] as const) : year > 2005 ? 'pupil' : null,
    };
  });
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A UUID of version 4 by its form. */
function madeUpId(seed: number, index: number): string {
  const hex = (value: number, length: number) => (value >>> 0).toString(16).padStart(length, '0').slice(-length);
  return `${hex(Math.imul(index + 1, 0x9e3779b1), 8)}-${hex(seed, 4)}-4${hex(index, 3)}-8${hex(seed >>> 4, 3)}-${hex(index, 12)}`;
}

const listColumns: readonly ListColumn[] = [
  'number', 'name', 'birth', 'sex', 'residence', 'address', 'hamlet', 'ward', 'household', 'phone', 'due', 'priority',
];
export const listHeader: readonly string[] = ['STT', ...listColumns.map((column) => columnNames[column][0])];

const words = {
  sex: { male: 'Nam', female: 'Nữ' },
  residence: { permanent: 'Thường trú', temporary: 'Tạm trú' },
  due: { 'card': 'CCCD', 'eid': 'ĐDĐT', 'both': 'Cả hai' },
  priority: { 'bedridden': 'Liệt giường', 'disabled': 'Khuyết tật', 'over-80': 'Trên 80', 'pupil': 'Học sinh' },
} as const;

/** The row of a list for a person, in the order of `listHeader`. */
export function listRow(person: Person, index: number): string[] {
  const birth = person.birth.length === 7 ? `00/${showDate(person.birth)}` : showDate(person.birth);
  return [
    String(index + 1), person.number, person.name, birth,
    person.sex === null ? '' : words.sex[person.sex],
    person.residence === null ? '' : words.residence[person.residence],
    person.address, person.hamlet, person.ward, person.household, person.phone, words.due[person.due],
    person.priority === null ? '' : words.priority[person.priority],
  ];
}

export interface CsvForm {
  readonly delimiter?: ',' | ';' | '\t';
  readonly bom?: boolean;
}

export function csvOf(rows: readonly (readonly string[])[], { delimiter = ',', bom = false }: CsvForm = {}): Uint8Array {
  const cell = (text: string) => (/[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const text = rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('');
  return new TextEncoder().encode(bom ? `\uFEFF${text}` : text);
}

export function madeUpListCsv(people: readonly Person[], form: CsvForm = {}): Uint8Array {
  return csvOf([listHeader, ...people.map(listRow)], form);
}

/** With a title above the header, as headquarters' forms have. */
export async function madeUpListXlsx(people: readonly Person[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Danh sách');
  sheet.addRow(['DANH SÁCH CHỈ TIÊU']);
  sheet.addRow([]);
  sheet.addRow([...listHeader]);
  for (const [index, person] of people.entries()) sheet.addRow(listRow(person, index));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
