import { afterEach, expect, test, vi } from 'vitest';

import { mirrorRows } from '../../electron/mirror.js';
import type { DossierRow } from '../../sync/core/queue.js';

afterEach(() => vi.useRealTimers());

test('EL13: rows are told a moment later, the newest of each dossier once', () => {
  vi.useFakeTimers();
  const told: [string, string][] = [];
  const change = mirrorRows(({ id, state }) => told.push([id, state]));
  const row = (id: string, state: DossierRow['state']): DossierRow => ({ id, state }) as DossierRow;
  change(row('a', 'draft'));
  change(row('b', 'draft'));
  change(row('a', 'queued'));
  expect(told).toEqual([]);
  vi.runAllTimers();
  expect(told).toEqual([['a', 'queued'], ['b', 'draft']]);
  change(row('a', 'received'));
  vi.runAllTimers();
  expect(told.at(-1)).toEqual(['a', 'received']);
});
