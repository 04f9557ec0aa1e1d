/**
 * Sheets of an .xlsx as rows of cells. The archive is unpacked under bounds by `unpack` and packed again, plainly, with the few parts that a list
 * needs, in the order in which the streaming reader keeps everything in memory (else it spills sheets to temporary files in clear).
 */
import { Readable } from 'node:stream';

import { zipSync } from 'fflate';

import type { ImportFault } from '../core/faults.js';
import { fault, ok, type Result } from '../core/result.js';
import type { Cell } from '../core/worklist-columns.js';
import { cellText } from './cell-text.js';
import { maxColumns, maxRows } from './limits.js';
import { unpack } from './zip.js';

export interface Sheet {
  readonly name: string;
  /** Index 0 is row 1 of the sheet; rows that are not there are empty. */
  readonly rows: readonly (readonly Cell[])[];
}

const rels = 'xl/_rels/workbook.xml.rels';
const workbook = 'xl/workbook.xml';
const styles = 'xl/styles.xml';
const strings = 'xl/sharedStrings.xml';
const noStrings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';

function isSheet(name: string): boolean {
  return /^xl\/worksheets\/sheet\d+\.xml$/.test(name);
}

/** Rows between two tellings of how far it is. */
const tellEvery = 500;

/** Sheets that are not hidden and hold anything. `onRows` is told how many rows are read, of how many. */
export async function readSpreadsheet(bytes: Uint8Array, onRows: (read: number, total: number) => void = () => undefined): Promise<Result<readonly Sheet[], ImportFault>> {
  const parts = unpack(bytes, (name) => [rels, workbook, styles, strings].includes(name) || isSheet(name));
  if (!parts.ok) return parts;
  const sheets = [...parts.value].filter(([name]) => isSheet(name));
  const [bookPart, relsPart] = [parts.value.get(workbook), parts.value.get(rels)];
  if (bookPart === undefined || relsPart === undefined || sheets.length === 0) return fault('not-a-spreadsheet', 'an archive without a workbook');
  // The reader does not miss the end of what it reads: a cut sheet would be a shorter list.
  if (!sheets.every(([, part]) => endsWith(part, 'worksheet')) || !endsWith(parts.value.get(strings), 'sst')) return fault('not-a-spreadsheet', 'a sheet cut short');
  // The reader would keep the last run of a rich inline text alone: part of a name, silently. Excel and LibreOffice never write them.
  if (sheets.some(([, part]) => hasRichInlineText(part))) return fault('not-a-spreadsheet', 'rich inline text: open it in a spreadsheet program and save it again');

  const stylesPart = parts.value.get(styles);
  const plain = zipSync({
    // Some writers name their sheets from the archive's root; the reader knows only the short form.
    [rels]: new TextEncoder().encode(new TextDecoder().decode(relsPart).replaceAll('Target="/xl/', 'Target="')),
    [workbook]: bookPart,
    ...(stylesPart === undefined ? {} : { [styles]: stylesPart }),
    [strings]: parts.value.get(strings) ?? new TextEncoder().encode(noStrings),
    ...Object.fromEntries(sheets),
  }, { level: 0 });
  try {
    const total = sheets.reduce((sum, [, part]) => sum + rowsIn(part), 0);
    return await readSheets(plain, (read) => onRows(read, total));
  } catch {
    // The library's message may quote a cell: it stays out of the detail.
    return fault('not-a-spreadsheet', 'a sheet that cannot be read');
  }
}

/** Whether the part's last tag closes that element; a part that is not there, or is one empty element, is whole. */
function endsWith(part: Uint8Array | undefined, element: string): boolean {
  if (part === undefined) return true;
  const end = new TextDecoder().decode(part.subarray(-200)).trimEnd();
  return new RegExp(`</(\\w+:)?${element}>$`).test(end) || (part.length < 200 && end.endsWith('/>'));
}

function hasRichInlineText(part: Uint8Array): boolean {
  const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  return text.includes('inlineStr') && /<(?:x:)?is>\s*<(?:x:)?r[\s>]/.test(text.toString('latin1'));
}

/** Row elements of a sheet, as they are written. */
function rowsIn(part: Uint8Array): number {
  const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  let count = 0;
  for (const tag of ['<row ', '<row>', '<x:row ']) for (let at = text.indexOf(tag); at >= 0; at = text.indexOf(tag, at + tag.length)) count += 1;
  return count;
}

async function readSheets(archive: Uint8Array, onRows: (read: number) => void): Promise<Result<readonly Sheet[], ImportFault>> {
  // Loaded where it is needed: it is large, and most lists are text.
  const { default: ExcelJS } = await import('@protobi/exceljs');
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from(slices(archive)), {
    worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore', entries: 'ignore',
  });
  const sheets: Sheet[] = [];
  let total = 0;
  let seen = 0;
  for await (const sheet of reader) {
    const rows: Cell[][] = [];
    for await (const row of sheet) {
      if ((seen += 1) % tellEvery === 0) onRows(seen);
      const cells = (Array.isArray(row.values) ? row.values : []).slice(1);
      const filled = Array.from(cells, cellText);
      if (filled.every((cell) => cell === '')) continue;
      if (row.number > maxRows || (total += 1) > maxRows) return fault('spreadsheet-too-large', `more than ${maxRows} rows`, { rows: maxRows });
      if (filled.length > maxColumns) return fault('spreadsheet-too-large', `more than ${maxColumns} columns`, { columns: maxColumns });
      if (!Number.isInteger(row.number) || row.number < 1) return fault('not-a-spreadsheet', 'a row without a number');
      while (rows.length < row.number - 1) rows.push([]);
      rows[row.number - 1] = filled;
    }
    const { name, state } = sheet as unknown as { readonly name: string; readonly state?: string };
    if (rows.length > 0 && state !== 'hidden' && state !== 'veryHidden') sheets.push({ name, rows });
  }
  return ok(sheets);
}

/** A few at a time: handed over whole, the reader would hold the archive several times. */
function* slices(archive: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < archive.length; at += 1 << 18) yield archive.subarray(at, at + (1 << 18));
}
