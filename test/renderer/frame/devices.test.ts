import { expect, test } from 'vitest';

import { deviceViews } from '../../../renderer/frame/devices.js';
import type { DevicesState } from '../../../sync/core/capture.js';

const reader = { make: '', model: 'Virtual PCD 00 00', serial: '' };
const devices: DevicesState = {
  process: 'running',
  scanner: { state: 'missing', identity: null, fault: 'scanner-absent', simulated: false },
  chip: { state: 'ready', identity: reader, fault: null, simulated: true, cardPresent: true, adapter: 'smartcard' },
};
const chipOf = (state: DevicesState | null) => deviceViews(state, 1).find((one) => one.name === 'chip');

test('UI8: the chip reader names what speaks to the card service; no other device does', () => {
  expect(chipOf(devices)).toMatchObject({ word: 'ready', mark: 'good', identity: reader, cardPresent: true, adapter: 'smartcard' });
  expect(deviceViews(devices, 1).filter((one) => one.adapter !== null)).toHaveLength(1);
  const { adapter: _adapter, ...chip } = devices.chip;
  expect(chipOf({ ...devices, chip })?.adapter).toBeNull();
});

test('UI8: while the device process is down nothing is said of cards or adapters', () => {
  expect(chipOf({ ...devices, process: 'restarting' })).toMatchObject({ word: 'restarting', fault: 'device-process-down', cardPresent: false, adapter: null });
  expect(chipOf(null)).toMatchObject({ word: 'looking', fault: null, adapter: null });
});
