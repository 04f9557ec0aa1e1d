import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test, vi } from 'vitest';

import { startKitScanner } from '../../../devices/fingerprint/kit-scanner.js';
import { simulatedFinder } from '../../../devices/fingerprint/simulated.js';
import { onTheCard } from '../../station/invented.js';
import { asking, never, until, watchFinders } from './station.js';

// A serial line takes seconds for a picture.
vi.setConfig({ testTimeout: 60_000 });

const cache = await mkdtemp(join(tmpdir(), 'simulated-'));
afterAll(() => rm(cache, { recursive: true, force: true }));

for (const kind of ['uareu', 'serial'] as const) {
  test(`FS25: the simulated ${kind} is found, and gives the asked finger`, async () => {
    const watched = watchFinders({ finders: [simulatedFinder({ kind, profile: 'adult-normal', seed: 5, cache })] });
    try {
      await until('it is ready', () => watched.states.at(-1)?.state === 'ready');
      expect(watched.scanner.offers()).toMatchObject([{ kind, takes: 'single', rolled: false, forRegistration: false, ...(kind === 'uareu' ? { unfit: 'small-glass' } : {}) }]);
      const capture = await watched.scanner.step(asking({ step: 2, asked: [2], missing: [] }), never);
      if (!capture.ok) throw Error(capture.fault.code);
      expect(capture.value.prints.map(({ finger, impression }) => [finger, impression])).toEqual([[2, 'flat']]);
    } finally {
      await watched.scanner.close();
    }
  });
}

test('FS25: the kit names its helper with the hands that were asked for', async () => {
  const options = { scanner: 'helper', profile: 'farmer-worn', sbiPorts: [0, 0], vpcdPort: 0, seed: 48, person: onTheCard, cache: new URL('../../../out/fingers', import.meta.url).pathname, ledger: false } as const;
  const { told, close } = await startKitScanner(options, () => undefined);
  const { scannerHelpers } = JSON.parse(told.slice('scanner: '.length)) as { scannerHelpers: string[][] };
  expect(scannerHelpers[0]?.slice(2)).toEqual(['--seed', '48', '--profile', 'farmer-worn', '--cache', options.cache]);
  await close();
});

test('FS25: a finger that the hand does not have is never laid on', async () => {
  const watched = watchFinders({ finders: [simulatedFinder({ kind: 'uareu', profile: 'missing-fingers', seed: 5, cache })] });
  await until('it is ready', () => watched.states.at(-1)?.state === 'ready');
  const officer = new AbortController();
  const capture = watched.scanner.step(asking({ step: 10, asked: [10], missing: [] }), officer.signal);
  await until('it is at it', () => watched.states.at(-1)?.state === 'busy');
  officer.abort();
  expect(await capture).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
  await watched.scanner.close();
});
