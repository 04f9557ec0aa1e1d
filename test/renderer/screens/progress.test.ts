import { expect, test } from 'vitest';

import { actionOf, canMend, isUnder, tabs } from '../../../renderer/screens/dossiers/rows.js';
import { dossierByPerson, progressOf } from '../../../renderer/screens/progress.js';
import { stationStates } from '../../../sync/core/steps.js';
import { row } from '../store/vault.js';

test('UI5: the state of a person is that of the dossier changed last', () => {
  const [old, newer] = [{ ...row(1, 'received'), updatedAt: 1 }, { ...row(2, 'draft'), person: row(1).person, updatedAt: 2 }];
  for (const order of [[old, newer], [newer, old]]) {
    expect(dossierByPerson(new Map(order.map((one) => [one.id, one]))).get(row(1).person ?? '')).toBe(newer);
  }
  expect(progressOf(undefined)).toEqual({ mark: 'missing', word: 'none' });
});

test('UI5: headquarters’ word goes before the station’s, but for a draft', () => {
  expect(progressOf({ ...row(1, 'received'), headquarters: 'returned' }).word).toBe('returned');
  expect(progressOf({ ...row(1, 'received'), headquarters: 'card-ready' })).toEqual({ mark: 'good', word: 'cardReady' });
  expect(progressOf({ ...row(1, 'draft'), headquarters: 'returned' }).word).toBe('draft');
  expect(progressOf(row(1, 'quarantined'))).toEqual({ mark: 'blocked', word: 'quarantined' });
  expect(progressOf(row(1, 'sending'))).toEqual({ mark: 'waiting', word: 'sending' });
});

test('UI6: what can be done with a dossier', () => {
  expect(actionOf(row(1, 'draft'), 0)).toBe('continue');
  expect(actionOf(row(1, 'quarantined'), 0)).toBe('retry');
  expect(actionOf({ ...row(1, 'queued'), mendableUntil: 10 }, 9)).toBe('mend');
  expect(actionOf({ ...row(1, 'queued'), mendableUntil: 10 }, 10)).toBe('nothingToDo');
  expect(canMend({ ...row(1, 'quarantined'), mendableUntil: 10 }, 9)).toBe(true);
  expect(actionOf(row(1, 'received'), 0)).toBe('nothingToDo');
});

test('every dossier is under one tab besides all', () => {
  for (const state of stationStates) expect(tabs.filter((tab) => tab !== 'all' && isUnder(row(1, state), tab))).toHaveLength(1);
});
