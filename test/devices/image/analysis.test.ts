import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from 'vite';

import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { impression } from '../../../devices/fingerprint/synthetic/impression.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import { openScannerAnalysis } from '../../../devices/image/analysis/for-scanners.js';
import { openAnalysis } from '../../../devices/image/analysis/pool.js';
import { rateFinger } from '../../../devices/image/quality/rate.js';
import { segmentSlap } from '../../../devices/image/segment/segment.js';
import { person } from './simulated-fingers.js';

const root = path.resolve(import.meta.dirname, '../../..');
const masterOf = await person(8001, [2, 3, 4, 5]);
const { image } = slap(8001, 13, [], masterOf);
const about = { finger: 3, impression: 'flat' } as const;
let folder = '';
let workerFile = '';

beforeAll(async () => {
  await mkdir(path.join(root, 'out'), { recursive: true });
  folder = await mkdtemp(path.join(root, 'out', 'test-analysis-'));
  await build({
    configFile: false, root, logLevel: 'error',
    build: { ssr: path.join(root, 'devices/image/analysis/worker.ts'), outDir: folder, emptyOutDir: false, target: 'node20', rollupOptions: { output: { entryFileNames: 'worker.mjs' } } },
  });
  workerFile = path.join(folder, 'worker.mjs');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function script(name: string, text: string): Promise<string> {
  const file = path.join(folder, `${name}.mjs`);
  await writeFile(file, `import { parentPort } from 'node:worker_threads';\n${text}`);
  return file;
}

describe('the threads that look at pictures', () => {
  test('QA18: they say what this thread would say, and the picture stays with who asked', async () => {
    const analysis = openAnalysis({ workerFile, workers: 2 });
    try {
      const expected = { step: 13, missing: [] } as const;
      const found = await analysis.segment([image, expected]);
      expect(found).toEqual({ ok: true, value: segmentSlap(image, expected) });
      expect(image.pixels.length).toBe(image.width * image.height);
      const places = found.ok ? found.value.places : [];
      const prints = await analysis.cutAndRate([image, places, 'flat']);
      if (!prints.ok) throw Error(prints.fault.code);
      expect(prints.value.map(({ finger }) => finger)).toEqual([2, 3, 4, 5]);
      const [first, second] = prints.value;
      if (!first || !second) throw Error('no prints');
      expect(first.quality).toEqual(rateFinger(first.image, { finger: 2, impression: 'flat' }));
      expect(await analysis.ratePrint([first.image, { finger: 2, impression: 'flat' }])).toEqual({ ok: true, value: { quality: first.quality, template: first.template } });
      const alike = await analysis.match([first.template, first.template]);
      expect(alike.ok && alike.value).toBeGreaterThan(0.9);
      expect(await analysis.match([first.template, Uint8Array.of(1, 2)])).toEqual({ ok: true, value: 0 });
      expect(await analysis.minutiae([first.image])).toEqual({ ok: true, value: first.template });
      expect(await analysis.compare([[{ finger: 2, template: first.template }, { finger: 3, template: first.template }], []])).toMatchObject({ ok: true, value: [{ code: 'finger-duplicate', finger: 3, like: 2 }] });
      expect(await analysis.glance([image, 500])).toMatchObject({ ok: true, value: { seen: 4 } });
    } finally {
      await analysis.close();
    }
  });

  test('QA18: what is given away is not copied', async () => {
    const analysis = openAnalysis({ workerFile });
    try {
      const print = impression(masterOf(0, 3), pressWith({}), 2);
      expect(await analysis.rate([print, about], { give: true })).toMatchObject({ ok: true, value: { causes: [] } });
      expect(print.pixels.length).toBe(0);
    } finally {
      await analysis.close();
    }
  });

  test('QA18: more jobs than threads are all done', async () => {
    const analysis = openAnalysis({ workerFile });
    try {
      const print = impression(masterOf(0, 3), pressWith({}), 2);
      const answers = await Promise.all(Array.from({ length: 8 }, () => analysis.rate([print, about])));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect(answers[0]).toMatchObject({ ok: true });
    } finally {
      await analysis.close();
    }
  });

  test('QA18: given up before, while waiting and while it runs', async () => {
    const analysis = openAnalysis({ workerFile: await script('silent', "parentPort.on('message', () => undefined);") });
    try {
      const early = AbortSignal.abort();
      expect(await analysis.rate([image, about], { signal: early })).toMatchObject({ fault: { code: 'analysis-cancelled' } });
      const giving = new AbortController();
      const running = analysis.rate([image, about], { signal: giving.signal });
      const waiting = analysis.rate([image, about], { signal: giving.signal });
      giving.abort();
      expect([await running, await waiting]).toMatchObject([{ fault: { code: 'analysis-cancelled' } }, { fault: { code: 'analysis-cancelled' } }]);
      const left = analysis.rate([image, about]);
      await analysis.close();
      expect(await left).toMatchObject({ fault: { code: 'analysis-cancelled' } });
      expect(await analysis.rate([image, about])).toMatchObject({ fault: { code: 'analysis-cancelled' } });
    } finally {
      await analysis.close();
    }
  });

  test('QA18: a thread that hangs, dies or cannot even start ends in a fault; the next job has a new thread', async () => {
    // Does nothing with a picture that is one pixel wide, dies of one that is two pixels wide, and is good with any other.
    const moody = openAnalysis({ deadline: 20_000, workerFile: await script('moody', `
      let stuck = false;
      parentPort.on('message', ({ id, words: [{ width }] }) => {
        if (width === 1) stuck = true;
        else if (width === 2) process.exit(3);
        else if (width === 3) throw Error('broken');
        if (!stuck) parentPort.postMessage({ id, value: width });
      });`) });
    try {
      const ask = (width: number, deadline: number) => moody.glance([{ width, height: 1, pixels: new Uint8Array(width) }, 200], { deadline });
      expect(await ask(7, 20_000)).toEqual({ ok: true, value: 7 });
      expect(await ask(1, 150)).toMatchObject({ fault: { code: 'analysis-timeout' } });
      expect(await ask(8, 20_000)).toEqual({ ok: true, value: 8 });
      expect(await ask(2, 20_000)).toMatchObject({ fault: { code: 'analysis-failed' } });
      expect(await ask(3, 20_000)).toMatchObject({ fault: { code: 'analysis-failed', detail: 'Error: broken' } });
      const answers = await Promise.all([ask(2, 20_000), ask(9, 20_000)]);
      expect(answers).toMatchObject([{ fault: { code: 'analysis-failed' } }, { ok: true, value: 9 }]);
    } finally {
      await moody.close();
    }
    const absent = openAnalysis({ workerFile: path.join(folder, 'nowhere.mjs') });
    expect(await absent.rate([image, about])).toMatchObject({ fault: { code: 'analysis-failed' } });
    await absent.close();
  });

  test('QA18: the scanner\'s side has its pictures, with threads and without', async () => {
    const expected = { step: 13, missing: [] } as const;
    const working = openScannerAnalysis(workerFile);
    const { places } = await working.segment(image, expected);
    expect(places).toHaveLength(4);
    const prints = await working.cutAndRate(image, places, 'flat');
    expect(prints.map(({ finger }) => finger)).toEqual([2, 3, 4, 5]);
    expect(await working.compare(prints, [])).toEqual([]);
    await working.close();
    const broken = openScannerAnalysis(path.join(folder, 'nowhere.mjs'));
    expect(await broken.segment(image, expected)).toMatchObject({ places: [], seen: 0 });
    const unrated = await broken.cutAndRate(image, places, 'flat');
    expect(unrated.map((print) => print.image)).toEqual(prints.map((print) => print.image));
    expect(await broken.compare(unrated, [])).toEqual([]);
    expect(await broken.glance({ ...image, pixels: image.pixels.slice() }, 500, false)).toBeNull();
    await broken.close();
  });
});
