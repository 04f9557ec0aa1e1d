/** Lists as comma, semicolon or tab separated text (RFC 4180 quoting): UTF-8, or UTF-16 with a byte order mark as spreadsheets save "Unicode text". */
import Papa from 'papaparse';

import type { ImportFault } from '../core/faults.js';
import { fault, ok, type Result } from '../core/result.js';
import { findHeader, type Cell } from '../core/worklist-columns.js';
import { maxColumns, maxRows } from './limits.js';

const delimiters = [',', ';', '\t'] as const;

/** One array per record; a quoted cell may hold line ends. A cell that begins with `=` is a formula, as a spreadsheet would take it. */
export function readCsv(bytes: Uint8Array): Result<readonly (readonly Cell[])[], ImportFault> {
  const text = decode(bytes);
  if (!text.ok) return text;
  const delimiter = delimiterOf(text.value);
  if (delimiter === null) return fault('not-a-spreadsheet', 'no table in it');
  const { data, errors } = Papa.parse<string[]>(text.value, { delimiter, preview: maxRows + 1 });
  const quote = errors.find((one) => one.type === 'Quotes');
  if (quote !== undefined) return fault('not-a-spreadsheet', `a quotation mark that is not closed, row ${(quote.row ?? 0) + 1}`);
  if (data.length > maxRows) return fault('spreadsheet-too-large', `more than ${maxRows} rows`, { rows: maxRows });
  if (data.some((row) => row.length > maxColumns && row.slice(maxColumns).some((cell) => cell !== ''))) {
    return fault('spreadsheet-too-large', `more than ${maxColumns} columns`, { columns: maxColumns });
  }
  return ok(data.map((row) => row.map((cell) => (/^\s*=/.test(cell) ? { formula: cell.trim() } : cell))));
}

/** Text of the bytes, without byte order mark. What is not valid in its encoding is refused: half-read names would look right. */
function decode(bytes: Uint8Array): Result<string, ImportFault> {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  let text: string;
  try {
    text = new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return fault('not-a-spreadsheet', 'not UTF-8: save it as "CSV UTF-8"');
  }
  return text.includes('\0') ? fault('not-a-spreadsheet', 'not text') : ok(text);
}

/** The one under which the header shows most columns; where none does, the one that cuts the first rows into most cells; null: it cuts nothing. */
function delimiterOf(text: string): string | null {
  const tried = delimiters.map((delimiter) => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 30 });
    return { delimiter, columns: Object.keys(findHeader(data)?.columns ?? {}).length, cells: Math.max(0, ...data.map((row) => row.length)) };
  });
  const [best] = tried.sort((a, b) => b.columns - a.columns || b.cells - a.cells);
  return best !== undefined && best.cells > 1 ? best.delimiter : null;
}
