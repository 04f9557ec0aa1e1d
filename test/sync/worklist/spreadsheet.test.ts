import ExcelJS from '@protobi/exceljs';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test, vi } from 'vitest';

import { readList } from '../../../sync/worklist/read-list.js';
import { listHeader, listRow, madeUpListXlsx, madeUpPeople } from '../../people.js';

vi.setConfig({ testTimeout: 60_000 });

const people = madeUpPeople(12, 2);
const ids = (n: number) => people[n]?.id ?? `id-${n}`;
const rows = people.map(listRow);

async function workbookOf(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('Danh sách'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The list's first rows with one cell of the first person written in another way. */
function listWith(column: string, value: ExcelJS.CellValue): Promise<Uint8Array> {
  return workbookOf((sheet) => {
    sheet.addRow([...listHeader]);
    for (const row of rows) sheet.addRow(row);
    sheet.getRow(2).getCell(listHeader.indexOf(column) + 1).value = value;
  });
}

async function first(column: string, value: ExcelJS.CellValue) {
  const list = await readList('ds.xlsx', await listWith(column, value), ids);
  if (!list.ok) throw Error(`${list.fault.code} ${list.fault.detail}`);
  return { person: list.value.people[0], errors: list.value.errors };
}

/** The same archive with other parts. */
function repacked(bytes: Uint8Array, change: (parts: Record<string, Uint8Array>) => Record<string, Uint8Array>): Uint8Array {
  return zipSync(change(unzipSync(bytes)));
}

function edited(bytes: Uint8Array, part: string, edit: (text: string) => string): Uint8Array {
  return repacked(bytes, (parts) => ({ ...parts, [part]: new TextEncoder().encode(edit(new TextDecoder().decode(parts[part]))) }));
}

const sheetPart = 'xl/worksheets/sheet1.xml';

describe('lists as spreadsheets', () => {
  test('LI8: what is written is read, below its title', async () => {
    expect(await readList('ds.xlsx', await madeUpListXlsx(people), ids)).toEqual({ ok: true, value: { people, rows: 12, errors: [], errorCount: 0 } });
  });

  test('LI8: date cells, whole numbers and rich text become the text they show', async () => {
    expect((await first('Ngày sinh', new Date(Date.UTC(1938, 4, 14)))).person).toMatchObject({ birth: '1938-05-14' });
    expect((await first('Ngày sinh', 1938)).person).toMatchObject({ birth: '1938' });
    expect((await first('Số định danh', 79_138_012_345)).person).toMatchObject({ number: '079138012345' });
    expect((await first('Điện thoại', 912_345_678)).person).toMatchObject({ phone: '0912345678' });
    expect((await first('Họ và tên', { richText: [{ text: 'Nguyễn ' }, { font: { bold: true }, text: 'Thị Oanh' }] })).person).toMatchObject({ name: 'Nguyễn Thị Oanh' });
    expect((await first('Họ và tên', { text: 'Nguyễn Thị Oanh', hyperlink: 'https://example.invalid' })).person).toMatchObject({ name: 'Nguyễn Thị Oanh' });
    expect((await first('Nơi cư trú', 1e21)).person).toMatchObject({ address: '1000000000000000000000' });
    expect((await first('Nơi cư trú', 12.5)).person).toMatchObject({ address: '12.5' });
  });

  test('LI5: a formula cell is an error of its row, whatever it shows', async () => {
    const { errors } = await first('Ngày sinh', { formula: 'TODAY()', result: new Date(Date.UTC(1938, 4, 14)), date1904: false });
    expect(errors).toEqual([{ row: 2, column: 'Ngày sinh', code: 'formula-cell', value: '=TODAY()' }]);
    const shared = await workbookOf((sheet) => {
      sheet.addRow([...listHeader]);
      for (const row of rows) sheet.addRow(row);
      sheet.fillFormula('G2:G4', 'A2&"x"', [1, 2, 3]);
    });
    expect(await readList('ds.xlsx', shared)).toMatchObject({ value: { errors: [{ row: 2, code: 'formula-cell' }, { row: 3, code: 'formula-cell' }, { row: 4, code: 'formula-cell' }] } });
  });

  test('LI8: strings within the sheet, and sheets named from the root, as other programs write them', async () => {
    const cells = [...listHeader].map((text, index) => `<c r="${String.fromCharCode(65 + index)}1" t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const person = (rows[0] as string[]).map((text, index) => `<c r="${String.fromCharCode(65 + index)}2" t="inlineStr"><is><t>${text}</t></is></c>`).join('');
    const other = edited(edited(await madeUpListXlsx([]), sheetPart, (xml) => xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData><row r="1">${cells}</row><row r="2">${person}</row></sheetData>`)),
      'xl/_rels/workbook.xml.rels', (xml) => xml.replaceAll('Target="', 'Target="/xl/'));
    const { 'xl/sharedStrings.xml': _strings, ...bare } = unzipSync(other);
    expect(await readList('ds.xlsx', zipSync(bare), ids)).toMatchObject({ ok: true, value: { people: [people[0]] } });
    const rich = edited(other, sheetPart, (xml) => xml.replace('<is><t>Nam</t></is>', '<is><r><t>N</t></r><r><t>am</t></r></is>').replace('<is><t>Nữ</t></is>', '<is><r><t>N</t></r><r><t>ữ</t></r></is>'));
    expect(await readList('ds.xlsx', rich)).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: expect.stringContaining('save it again') } });
  });

  test('LI8: the sheet with the list is read, hidden ones are not, two lists are refused', async () => {
    const book = (hidden: boolean, both: boolean) => workbookOf((sheet, whole) => {
      sheet.addRow(['Hướng dẫn']);
      for (const name of both ? ['A', 'B'] : ['A']) {
        const list = whole.addWorksheet(name, hidden && name === 'B' ? { state: 'hidden' } : {});
        list.addRow([...listHeader]);
        for (const row of rows) list.addRow(row);
      }
    });
    expect(await readList('ds.xlsx', await book(false, false), ids)).toMatchObject({ value: { people } });
    expect(await readList('ds.xlsx', await book(true, true), ids)).toMatchObject({ value: { people } });
    expect(await readList('ds.xlsx', await book(false, true))).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: expect.stringContaining('2 sheets') } });
  });

  test('LI8: a zip bomb is refused before it is unpacked, whatever it declares', async () => {
    const list = await madeUpListXlsx(people);
    const zeros = new Uint8Array(8 * 1024 * 1024);
    const withZeros = repacked(list, (parts) => ({ ...parts, [sheetPart]: zeros }));
    // Declared honestly: too dense; or too much in all, in parts that nothing is read from.
    expect(await readList('ds.xlsx', withZeros)).toMatchObject({ fault: { code: 'spreadsheet-unsafe', detail: 'packed more than 200 to 1' } });
    const large = repacked(list, (parts) => ({ ...parts, 'xl/media/image1.png': new Uint8Array(1) }));
    expect(await readList('ds.xlsx', declaring(large, 'xl/media/image1.png', 201 * 1024 * 1024))).toMatchObject({ fault: { code: 'spreadsheet-unsafe', detail: expect.stringContaining('declares more') } });
    // A lie: the directory says 1,000 bytes, 8 MiB come out.
    expect(await readList('ds.xlsx', declaring(withZeros, sheetPart, 1000))).toMatchObject({ fault: { code: 'spreadsheet-unsafe', detail: expect.stringContaining('more than it declares') } });
    expect(await readList('ds.xlsx', declaring(withZeros, sheetPart, zeros.length + 1))).toMatchObject({ fault: { code: 'spreadsheet-unsafe' } });
    const entries = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`${index}`, new Uint8Array()]));
    expect(await readList('ds.xlsx', repacked(list, (parts) => ({ ...parts, ...entries })))).toMatchObject({ fault: { code: 'spreadsheet-unsafe', detail: expect.stringContaining('entries') } });
  });

  test('LI8: entities that would grow inside the XML are not followed', async () => {
    const bomb = edited(await madeUpListXlsx(people), sheetPart, (xml) =>
      xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>').replace('<sheetData>', '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'));
    const list = await readList('ds.xlsx', bomb);
    expect(JSON.stringify(list)).not.toContain('aaaaaaaaaa');
  });

  test('LI9: cut, empty and foreign archives are no spreadsheets', async () => {
    const list = await madeUpListXlsx(people);
    expect(await readList('ds.xlsx', list.subarray(0, list.length - 300))).toMatchObject({ fault: { code: 'not-a-spreadsheet' } });
    expect(await readList('ds.xlsx', list.subarray(0, 20))).toMatchObject({ fault: { code: 'not-a-spreadsheet' } });
    expect(await readList('ds.zip', zipSync({ 'readme.txt': new Uint8Array(3) }))).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: 'an archive without a workbook' } });
    expect(await readList('ds.xlsx', edited(list, sheetPart, (xml) => xml.slice(0, xml.length / 2)))).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: 'a sheet cut short' } });
    expect(await readList('ds.xlsx', edited(list, 'xl/sharedStrings.xml', (xml) => xml.slice(0, xml.length / 2)))).toMatchObject({ fault: { detail: 'a sheet cut short' } });
    expect(await readList('ds.xlsx', edited(list, sheetPart, () => 'no xml << </worksheet>'))).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: 'a sheet that cannot be read' } });
    expect(await readList('ds.xlsx', await workbookOf(() => undefined))).toMatchObject({ fault: { code: 'no-rows' } });
  });

  test('LI9: a wrong byte anywhere gives the same people or a refusal, never other people', async () => {
    const list = await madeUpListXlsx(people.slice(0, 3));
    for (let at = 0; at < list.length; at += Math.ceil(list.length / 60)) {
      const broken = list.slice();
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      const read = await readList('ds.xlsx', broken, ids);
      if (read.ok) expect(read.value.people).toEqual(people.slice(0, 3));
    }
  });

  test('LI10: rows and columns far out are refused, formatted empty ones are not counted', async () => {
    const far = (row: number, column: number, value: ExcelJS.CellValue) => workbookOf((sheet) => {
      sheet.addRow([...listHeader]);
      for (const one of rows) sheet.addRow(one);
      const cell = sheet.getRow(row).getCell(column);
      cell.value = value;
      cell.font = { bold: true };
    });
    expect(await readList('ds.xlsx', await far(60_001, 1, 'x'))).toMatchObject({ fault: { code: 'spreadsheet-too-large', values: { rows: 60_000 } } });
    expect(await readList('ds.xlsx', await far(3, 61, 'x'))).toMatchObject({ fault: { code: 'spreadsheet-too-large', values: { columns: 60 } } });
    expect(await readList('ds.xlsx', await far(60_001, 1, null))).toMatchObject({ ok: true, value: { rows: 12 } });
  });
});

/** The same archive, its directory declaring that an entry unpacks to so many bytes. */
function declaring(archive: Uint8Array, name: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive);
  // Each entry's name stands twice: in the entry, then in the directory, 46 bytes after its record begins.
  const record = bytes.lastIndexOf(name) - 46;
  if (bytes.readUInt32LE(record) !== 0x02014b50) throw Error(`no directory record of ${name}`);
  bytes.writeUInt32LE(size, record + 24);
  return new Uint8Array(bytes);
}
