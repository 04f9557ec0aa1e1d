import 'fake-indexeddb/auto';

import { expect, test, vi } from 'vitest';

import { closeData, openData, reloadSummaries } from '../../../renderer/store/data.js';
import { ok } from '../../../sync/core/result.js';
import { row, vault } from './vault.js';

test('DB30: names of more dossiers than one call takes are asked for in pieces', async () => {
  const rows = Array.from({ length: 10_001 }, (_, number) => row(number));
  const asked: number[] = [];
  vi.stubGlobal('window', {
    station: {
      on: () => () => undefined,
      call: async (name: string, ids: readonly string[]) => {
        if (name === 'vault.index') return ok(vault('database-1', rows, []));
        if (name !== 'dossier.summaries') throw Error(name);
        asked.push(ids.length);
        return ok(Object.fromEntries(ids.map((id) => [id, null])));
      },
    },
  });
  await openData();
  expect(asked.reduce((sum, one) => sum + one, 0)).toBe(10_001);
  expect(Math.max(...asked)).toBeLessThanOrEqual(10_000);
  asked.length = 0;
  await reloadSummaries();
  expect(asked.length).toBeGreaterThan(1);
  closeData();
}, 60_000);
