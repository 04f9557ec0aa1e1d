/** A list's file to people, or to what is wrong with it. What the file is, its bytes say, not its name. */
import { randomUUID } from 'node:crypto';

import type { ImportFault } from '../core/faults.js';
import type { Person } from '../core/person.js';
import { fault, ok, type Result } from '../core/result.js';
import { readRows, type RowProblem } from '../core/worklist.js';
import { findHeader, type Cell } from '../core/worklist-columns.js';
import { readCsv } from './csv.js';
import { maxErrors, maxFileSize } from './limits.js';
import { readSpreadsheet, type Sheet } from './spreadsheet.js';
import { isZip } from './zip.js';

export interface List {
  /** Those of rows with errors too: whether any are taken is the caller's say. */
  readonly people: readonly Person[];
  readonly rows: number;
  /** At most 1,000; `errorCount` counts all. */
  readonly errors: readonly RowProblem[];
  readonly errorCount: number;
}

/** Rows that are dealt with, of all that the list has; `total` is 0 while that is not known. */
export type OnRows = (done: number, total: number) => void;

/** Of the work on a spreadsheet's row, what reading it takes; the rest is its check. A line of text is read in no time. */
const readingShare = 0.85;

/** `name` is the file's name, for nothing but the wording of a refusal. */
export async function readList(name: string, bytes: Uint8Array, ids: (n: number) => string = () => randomUUID(), onRows: OnRows = () => undefined): Promise<Result<List, ImportFault>> {
  if (bytes.length > maxFileSize) return fault('spreadsheet-too-large', `${bytes.length} bytes`);
  const share = isZip(bytes) ? readingShare : 0;
  const rows = await tableOf(name, bytes, (read, total) => onRows(Math.floor(read * share), total));
  if (!rows.ok) return rows;
  const total = rows.value.length;
  const read = readRows(rows.value, ids, (checked) => onRows(Math.floor(total * share + checked * (1 - share)), total));
  if (!read.ok) return read;
  const { people, errors } = read.value;
  return ok({ people, rows: read.value.rows, errors: errors.slice(0, maxErrors), errorCount: errors.length });
}

async function tableOf(name: string, bytes: Uint8Array, onRows: OnRows): Promise<Result<readonly (readonly Cell[])[], ImportFault>> {
  if (bytes.length === 0) return fault('not-a-spreadsheet', 'an empty file');
  // A compound file: Excel before 2007, or an .xlsx behind a password.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0) {
    return fault('not-a-spreadsheet', 'an old .xls or a protected file: save it as .xlsx without a password');
  }
  if (isZip(bytes)) {
    const sheets = await readSpreadsheet(bytes, onRows);
    return sheets.ok ? listOf(sheets.value) : sheets;
  }
  if (/\.xls[xm]?$/i.test(name)) return fault('not-a-spreadsheet', `not what its name says: ${name.slice(name.lastIndexOf('.'))}`);
  return readCsv(bytes);
}

/** The sheet with the list. Two of them are refused: which one is meant, or both, nothing says. */
function listOf(sheets: readonly Sheet[]): Result<readonly (readonly Cell[])[], ImportFault> {
  const [first] = sheets;
  if (first === undefined) return fault('no-rows');
  const lists = sheets.filter((sheet) => findHeader(sheet.rows) !== null);
  if (lists.length > 1) return fault('not-a-spreadsheet', `${lists.length} sheets hold a list: save each in a file of its own`);
  return ok((lists[0] ?? first).rows);
}
