/** Headquarters' list: rows of cells become people, or errors that name row, column and value. Whether a list with errors is taken is the caller's say. */
import { parseDate } from './dates.js';
import type { RowFault } from './faults.js';
import { foldName, nameFaults, normaliseName, normaliseText } from './names.js';
import type { Person } from './person.js';
import { parsePersonalNumber } from './personal-number.js';
import { parsePhone } from './phone.js';
import { fault, ok, type Result } from './result.js';
import { columnNames, findHeader, missingColumns, type Cell, type Header, type ListColumn } from './worklist-columns.js';
import { dueWord, priorityWord, residenceWord, sexWord } from './worklist-words.js';

export interface RowProblem {
  /** Row number as the spreadsheet shows it, from 1, title and header rows included. */
  readonly row: number;
  /** The column's name as the list writes it. */
  readonly column: string;
  readonly code: RowFault;
  /** The cell's text; for 'duplicate-person' the number of the row that has the person first; for 'name-illegal' the illegal characters. */
  readonly value: string;
}

export interface ListRows {
  readonly people: readonly Person[];
  readonly errors: readonly RowProblem[];
  /** Rows that hold anything, below the header. */
  readonly rows: number;
}

/** Rows between two tellings of how far it is. */
const tellEvery = 500;

/** `ids` gives the id of the nth person (from 0); `onRows` is told how many rows are read. Errors come in the order of the rows. */
export function readRows(
  rows: readonly (readonly Cell[])[], ids: (n: number) => string, onRows?: (read: number) => void,
): Result<ListRows, 'columns-missing' | 'no-rows'> {
  const header = findHeader(rows);
  const missing = missingColumns(header);
  if (header === null || missing.length > 0) return fault('columns-missing', undefined, { columns: missing.join(', ') });

  const people: Person[] = [];
  const errors: RowProblem[] = [];
  const seen = new Map<string, number>();
  let count = 0;
  for (const [index, cells] of rows.entries()) {
    if (index % tellEvery === 0) onRows?.(index);
    if (index <= header.row || isEmpty(cells) || isNumbering(cells)) continue;
    count += 1;
    const row = readRow(cells, header, rows[header.row] ?? [], index + 1);
    const person: Person = { ...row.person, id: ids(people.length) };
    errors.push(...row.errors);
    if (row.errors.length === 0) errors.push(...duplicates(person, index + 1, seen));
    people.push(person);
  }
  return count === 0 ? fault('no-rows') : ok({ people, errors, rows: count });
}

function isEmpty(cells: readonly Cell[]): boolean {
  return cells.every((cell) => typeof cell === 'string' && cell.trim() === '');
}

/** The row `(1) (2) (3) …` that forms have under the header. */
function isNumbering(cells: readonly Cell[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return filled.length > 2 && filled.every((cell, index) => typeof cell === 'string' && Number(/^\(?(\d{1,2})\)?$/.exec(cell.trim())?.[1]) === index + 1);
}

function readRow(cells: readonly Cell[], header: Header, titles: readonly Cell[], row: number) {
  const errors: RowProblem[] = [];
  const problem = (column: ListColumn, code: RowFault, value: string) => {
    const title = titles[header.columns[column] ?? -1];
    errors.push({ row, column: typeof title === 'string' ? normaliseText(title) : columnNames[column][0], code, value });
  };
  const formulas = new Set<ListColumn>();
  for (const [column, index] of Object.entries(header.columns) as [ListColumn, number][]) {
    const cell = cells[index];
    if (typeof cell !== 'object') continue;
    formulas.add(column);
    problem(column, 'formula-cell', cell.formula.slice(0, 80));
  }
  const text = (column: ListColumn) => {
    const cell = cells[header.columns[column] ?? -1] ?? '';
    return typeof cell === 'string' ? normaliseText(cell) : '';
  };
  /** A formula is one error of its cell, not two. */
  const wrong = (column: ListColumn, code: RowFault, value: string) => {
    if (!formulas.has(column)) problem(column, code, value);
  };
  const worded = <Value>(column: ListColumn, words: (text: string) => Value | undefined, code: RowFault, otherwise: Value): Value => {
    const value = words(text(column));
    if (value === undefined) wrong(column, code, text(column));
    return value ?? otherwise;
  };

  const name = normaliseName(text('name'));
  const illegal = nameFaults(name);
  if (name === '') wrong('name', 'name-missing', '');
  else if (illegal.length > 0) wrong('name', 'name-illegal', illegal.join(' '));

  const date = parseDate(text('birth'));
  if (!date.ok) wrong('birth', 'birth-impossible', text('birth'));
  else if (date.value === '') wrong('birth', 'birth-missing', '');

  const number = restoredNumber(text('number'));
  if (number !== '' && !parsePersonalNumber(number).ok) wrong('number', 'number-malformed', text('number'));
  const phone = parsePhone(restoredPhone(text('phone')));
  if (!phone.ok) wrong('phone', 'phone-malformed', text('phone'));
  if (text('ward') === '') wrong('ward', 'ward-missing', '');

  const person: Omit<Person, 'id'> = {
    number, name,
    birth: date.ok ? date.value : '',
    sex: worded('sex', sexWord, 'sex-unknown', null),
    residence: worded('residence', residenceWord, 'residence-unknown', null),
    address: text('address'), hamlet: text('hamlet'), ward: text('ward'), household: text('household'),
    phone: phone.ok ? phone.value : '',
    due: worded<Person['due']>('due', dueWord, 'due-unknown', 'card'),
    priority: worded('priority', priorityWord, 'priority-unknown', null),
  };
  return { person, errors };
}

/** Spreadsheets drop the leading zeros of a number: 10 or 11 digits are filled up to 12, and the checks at the bedside compare it with birth and sex. */
function restoredNumber(text: string): string {
  const digits = text.replace(/[\s.-]/gu, '').replace(/^'/, '');
  return /^\d{10,11}$/.test(digits) ? digits.padStart(12, '0') : digits;
}

/** Likewise the 0 of a mobile. */
function restoredPhone(text: string): string {
  const plain = text.replace(/[\s.()-]/gu, '').replace(/^'/, '');
  return /^[35789]\d{8}$/.test(plain) ? `0${plain}` : plain;
}

/**
 * People of several lists, newest list first: who stands in more than one appears once, with the newest list's data, at its place there,
 * and with the oldest id, so that a dossier begun from an earlier list is still theirs.
 */
export function mergeLists(lists: readonly (readonly Person[])[]): Person[] {
  const ids = new Map<string, string>();
  const keyOf = (person: Person) => (person.number === '' ? placeOf(person) : person.number);
  for (const list of lists.toReversed()) for (const person of list) if (!ids.has(keyOf(person))) ids.set(keyOf(person), person.id);
  const taken = new Set<string>();
  return lists.flat().flatMap((person) => {
    const id = ids.get(keyOf(person)) ?? person.id;
    if (taken.has(id)) return [];
    taken.add(id);
    return [id === person.id ? person : { ...person, id }];
  });
}

function placeOf(person: Person): string {
  return [person.name, person.birth, person.address, person.hamlet, person.ward, person.household].map(foldName).join('\n');
}

/** The same number; or the same name, birth and place, unless two different numbers tell them apart. Both rows are right on their own: one must go. */
function duplicates(person: Person, row: number, seen: Map<string, number>): readonly RowProblem[] {
  const place = placeOf(person);
  const numbered = person.number === '' ? [] : [`number ${person.number}`];
  // Under `any` each person stands; under `bare` only those without a number, whom a numbered one may repeat.
  const clashes = person.number === '' ? [`any ${place}`] : [...numbered, `bare ${place}`];
  const first = clashes.map((key) => seen.get(key)).find((one) => one !== undefined);
  for (const key of [...numbered, `any ${place}`, ...(person.number === '' ? [`bare ${place}`] : [])]) {
    if (!seen.has(key)) seen.set(key, row);
  }
  if (first === undefined) return [];
  const column = person.number !== '' && seen.get(`number ${person.number}`) === first ? 'number' : 'name';
  return [{ row, column: columnNames[column][0], code: 'duplicate-person', value: String(first) }];
}
