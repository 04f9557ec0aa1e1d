import { describe, expect, test, vi } from 'vitest';

import { readList } from '../../../sync/worklist/read-list.js';
import { csvOf, listHeader, listRow, madeUpListCsv, madeUpPeople } from '../../people.js';

vi.setConfig({ testTimeout: 60_000 });

const people = madeUpPeople(40, 2);
const ids = (n: number) => people[n]?.id ?? `id-${n}`;
const utf8 = (text: string) => new TextEncoder().encode(text);

function utf16(text: string, big = false): Uint8Array {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return new Uint8Array(big ? bytes.swap16() : bytes);
}

describe('lists as text', () => {
  test.each([[',', false], [',', true], [';', false], [';', true], ['\t', false], ['\t', true]] as const)('LI7: UTF-8 cut by %j, byte order mark %s', async (delimiter, bom) => {
    expect(await readList('ds.csv', madeUpListCsv(people, { delimiter, bom }), ids)).toEqual({ ok: true, value: { people, rows: 40, errors: [], errorCount: 0 } });
  });

  test.each([false, true])('LI7: UTF-16 with byte order mark, big-endian %s', async (big) => {
    const text = new TextDecoder().decode(madeUpListCsv(people, { delimiter: '\t' }));
    expect(await readList('ds.txt', utf16(text, big), ids)).toMatchObject({ ok: true, value: { people, errorCount: 0 } });
  });

  test('LI7: quoted line ends, doubled quotes, title rows with other separators, line ends of old and new', async () => {
    const row = listRow(people[0] as (typeof people)[number], 0);
    row[6] = 'K408/12 "xóm Gò"\nĐường; Âu Cơ, nhà 1';
    const rows = [['DANH SÁCH; số 12, ngày 14/05/2026'], listHeader, row];
    for (const end of ['\n', '\r\n', '\r']) {
      const text = new TextDecoder().decode(csvOf(rows, { delimiter: ';' })).replaceAll('\r\n', end);
      expect(await readList('ds.csv', utf8(text), ids)).toMatchObject({ value: { errorCount: 0, people: [{ address: 'K408/12 "xóm Gò" Đường; Âu Cơ, nhà 1' }] } });
    }
  });

  test('LI5: a formula cell is an error of its row', async () => {
    const rows = people.slice(0, 3).map(listRow);
    (rows[1] as string[])[3] = '=DATE(1950;2;31)';
    expect(await readList('ds.csv', csvOf([listHeader, ...rows]), ids)).toMatchObject({
      ok: true, value: { errorCount: 1, errors: [{ row: 3, column: 'Ngày sinh', code: 'formula-cell', value: '=DATE(1950;2;31)' }] },
    });
  });

  test.each([
    ['nothing', new Uint8Array()], ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13)], ['a PDF', utf8('%PDF-1.7\n1 0 obj\n')],
    ['a letter', utf8('Kính gửi đồng chí\nĐề nghị gửi danh sách\n')], ['another encoding', Uint8Array.from(Buffer.from('STT,H\u00f5 t\u00ean\r\n1,Nguy\u00d4n V\u00a8n A', 'latin1'))],
    ['zero bytes', utf8('a,b\0c,d')], ['UTF-16 without a mark', new Uint8Array(Buffer.from('STT,Tên', 'utf16le'))],
    ['a quotation mark never closed', utf8(`${listHeader.join(',')}\n1,"079138012345,Nguyễn\n2,x\n`)],
  ])('LI9: %s is no list', async (_what, bytes) => {
    expect(await readList('ds.csv', bytes)).toMatchObject({ ok: false, fault: { code: 'not-a-spreadsheet', detail: expect.any(String) } });
  });

  test('LI9: what its name claims and its bytes are not is told apart', async () => {
    expect(await readList('ds.xlsx', utf8('a,b\n'))).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: 'not what its name says: .xlsx' } });
    expect(await readList('ds.xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))).toMatchObject({ fault: { detail: expect.stringContaining('save it as .xlsx') } });
  });

  test('LI10: 50,000 rows are taken', async () => {
    const many = madeUpPeople(50_000, 4);
    const list = await readList('ds.csv', madeUpListCsv(many), (n) => many[n]?.id ?? '');
    expect(list.ok && [list.value.people.length, list.value.errorCount]).toEqual([50_000, 0]);
    expect(list.ok && list.value.people.at(-1)).toEqual(many.at(-1));
  });

  test('LI10: more rows or columns than a list has are refused', async () => {
    expect(await readList('ds.csv', utf8(`${listHeader.join(',')}\n${'1,2\n'.repeat(60_001)}`))).toMatchObject({ fault: { code: 'spreadsheet-too-large', values: { rows: 60_000 } } });
    expect(await readList('ds.csv', utf8(`${listHeader.join(',')}\n${'x,'.repeat(70)}\n`))).toMatchObject({ fault: { code: 'spreadsheet-too-large', values: { columns: 60 } } });
    expect(await readList('ds.csv', utf8(`${listHeader.join(',')}${','.repeat(70)}\n`))).toMatchObject({ fault: { code: 'no-rows' } });
  });

  test('LI3: at most 1,000 errors are listed, all are counted', async () => {
    const rows = madeUpPeople(1500, 6).map((person, index) => Object.assign(listRow(person, index), { 3: '31/02/1950' }));
    const list = await readList('ds.csv', csvOf([listHeader, ...rows]));
    expect(list.ok && [list.value.errors.length, list.value.errorCount]).toEqual([1000, 1500]);
  });
});
