import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { build } from 'vite';

import { importInWorker, type RowsDone } from '../../../sync/worklist/import.js';
import { csvOf, listHeader, listRow, madeUpListCsv, madeUpListXlsx, madeUpPeople } from '../../people.js';

vi.setConfig({ testTimeout: 90_000 });

const root = path.resolve(import.meta.dirname, '../../..');
const never = new AbortController().signal;
let folder = '';
let worker = '';

/** Below the repository, so that the built worker finds its packages. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(root, 'out', 'test-worklist-'));
  await build({
    configFile: false, root, logLevel: 'error',
    build: {
      ssr: path.join(root, 'sync/worklist/worker.ts'), outDir: folder, emptyOutDir: false, target: 'node20',
      rollupOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  worker = path.join(folder, 'worker.mjs');
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a list in its worker', () => {
  test('LI11: people come in chunks of at most 500, in list order', async () => {
    const people = madeUpPeople(1201, 8);
    const read = await importInWorker(worker, 'ds.csv', madeUpListCsv(people), never);
    if (!read.ok) throw Error(read.fault.code);
    const chunks = read.value.chunks.map((chunk) => JSON.parse(new TextDecoder().decode(chunk)) as { id: string; name: string }[]);
    expect(chunks.map((chunk) => chunk.length)).toEqual([500, 500, 201]);
    expect(chunks.flat().map((person) => person.name)).toEqual(people.map((person) => person.name));
    expect(new Set(chunks.flat().map((person) => person.id)).size).toBe(1201);
    expect(chunks[0]?.[0]?.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(read.value).toMatchObject({ people: 1201, rows: 1201, errors: [], errorCount: 0 });
  });

  test('LI11: one wrong row, and nobody is handed over', async () => {
    const rows = madeUpPeople(600, 8).map(listRow);
    (rows[599] as string[])[3] = '31/02/1950';
    expect(await importInWorker(worker, 'ds.csv', csvOf([listHeader, ...rows]), never)).toEqual({
      ok: true, value: { chunks: [], people: 0, rows: 600, errors: [{ row: 601, column: 'Ngày sinh', code: 'birth-impossible', value: '31/02/1950' }], errorCount: 1 },
    });
  });

  test('LI11: a refusal comes back as a value', async () => {
    expect(await importInWorker(worker, 'ds.csv', new TextEncoder().encode('a,b\n1,2\n'), never)).toMatchObject({ fault: { code: 'columns-missing' } });
  });

  test('LI11: the deadline, the signal, and a worker that breaks', async () => {
    const scripts = { waits: 'setInterval(() => {}, 1000)', throws: 'throw Error("broken")', ends: '', fills: 'const all = []; for (;;) all.push(new Array(1e5).fill(all.length));' };
    const script = async (name: keyof typeof scripts) => {
      const file = path.join(folder, `${name}.mjs`);
      await writeFile(file, scripts[name]);
      return file;
    };
    const bytes = new Uint8Array(1);
    expect(await importInWorker(await script('waits'), 'x', bytes, never, { deadline: 50 })).toMatchObject({ fault: { code: 'spreadsheet-unsafe', detail: 'not read in 0.05 s' } });
    const lock = new AbortController();
    const waiting = importInWorker(await script('waits'), 'x', bytes, lock.signal);
    lock.abort();
    expect(await waiting).toMatchObject({ fault: { code: 'locked' } });
    expect(await importInWorker(await script('waits'), 'x', bytes, AbortSignal.abort())).toMatchObject({ fault: { code: 'locked' } });
    expect(await importInWorker(await script('waits'), 'x', bytes, AbortSignal.timeout(20))).toMatchObject({ fault: { code: 'spreadsheet-unsafe' } });
    expect(await importInWorker(await script('throws'), 'x', bytes, never)).toMatchObject({ fault: { code: 'not-a-spreadsheet', detail: 'the reader failed: Error' } });
    expect(await importInWorker(await script('ends'), 'x', bytes, never)).toMatchObject({ fault: { code: 'not-a-spreadsheet' } });
    expect(await importInWorker(await script('fills'), 'x', bytes, never, { deadline: 60_000, heap: 32 })).toMatchObject({ fault: { code: 'spreadsheet-too-large' } });
  });

  test('LI50: how far it is is told in rows of all rows, of text and of a spreadsheet', async () => {
    for (const [name, list] of [['ds.csv', madeUpListCsv(madeUpPeople(2300, 8))], ['ds.xlsx', await madeUpListXlsx(madeUpPeople(2300, 8))]] as const) {
      const told: RowsDone[] = [];
      expect((await importInWorker(worker, name, list, never, { onRows: (rows) => told.push(rows) })).ok).toBe(true);
      const done = told.map((rows) => rows.done);
      expect(done).toEqual(done.toSorted((a, b) => a - b));
      expect(told.length).toBeGreaterThan(4);
      expect(told.at(-1)?.total).toBeGreaterThan(2300);
      expect(told.at(-1)?.total).toBeLessThan(2310);
      expect(done.at(-1)).toBeGreaterThan(1800);
      expect(done.at(-1)).toBeLessThanOrEqual(told.at(-1)?.total ?? 0);
    }
  });

  test('LI50: the officer calls it off at any row, and nobody is handed over', async () => {
    const life = new AbortController();
    const read = importInWorker(worker, 'ds.csv', madeUpListCsv(madeUpPeople(5000, 8)), life.signal, { onRows: ({ done }) => done > 1000 && life.abort('cancelled') });
    expect(await read).toMatchObject({ ok: false, fault: { code: 'import-cancelled' } });
  });

  test('LI12: reading a spreadsheet writes no temporary file', async () => {
    const before = await readdir(tmpdir());
    const list = await madeUpListXlsx(madeUpPeople(300, 9));
    expect((await importInWorker(worker, 'ds.xlsx', list, never)).ok).toBe(true);
    const made = (await readdir(tmpdir())).filter((name) => !before.includes(name) && name.startsWith('tmp-'));
    expect(made).toEqual([]);
  });
});
