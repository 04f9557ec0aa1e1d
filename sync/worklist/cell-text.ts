/** What a spreadsheet's cell says, as text. */
import type { CellValue } from '@protobi/exceljs';

import type { Cell } from '../core/worklist-columns.js';

/** Dates become `dd/MM/yyyy`, whole numbers all their digits (never an exponent), rich text its text; a formula stays one, whatever it shows. */
export function cellText(value: CellValue | undefined): Cell {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map((run) => run.text ?? '').join('');
  if ('formula' in value) return { formula: `=${value.formula}` };
  if ('sharedFormula' in value) return { formula: `=${value.sharedFormula}` };
  if ('error' in value) return value.error;
  return 'text' in value ? cellText(value.text as CellValue) : '';
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  // Fifteen digits are what a spreadsheet keeps.
  return Number.isFinite(value) ? value.toFixed(10).replace(/\.?0+$/, '') : '';
}

/** A cell's date has no time zone; the reader gives it as UTC. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const [year = '', month = '', day = ''] = value.toISOString().slice(0, 10).split('-');
  return `${day}/${month}/${year}`;
}
