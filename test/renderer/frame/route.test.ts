import { expect, test } from 'vitest';

import { deviceViews } from '../../../renderer/frame/devices.js';
import { fragmentOf, parseRoute, type Route } from '../../../renderer/route.js';
import type { DevicesState } from '../../../sync/core/capture.js';

const dossier = '01970000-0000-7000-8000-000000000001';

test('UI7: every route comes back from its address', () => {
  const routes: readonly Route[] = [
    { screen: 'worklist' }, { screen: 'dossiers' }, { screen: 'enrolment', dossier }, { screen: 'transmission' }, { screen: 'day' }, { screen: 'about' },
  ];
  for (const route of routes) expect(parseRoute(fragmentOf(route))).toEqual(route);
});

test('UI7: anything else is the worklist', () => {
  for (const address of ['', '#', '#/nowhere', '#/enrolment', '#/enrolment/../../x', '#/enrolment/<script>']) expect(parseRoute(address)).toEqual({ screen: 'worklist' });
});

const device = { state: 'ready', identity: null, fault: null, simulated: false } as const;
const devices: DevicesState = { process: 'running', scanner: device, chip: { ...device, state: 'missing', fault: 'reader-absent', cardPresent: false } };

test('UI8: each device says how it is', () => {
  expect(deviceViews(devices, 0).map(({ name, mark, word, fault }) => [name, mark, word, fault])).toEqual([
    ['scanner', 'good', 'ready', null], ['camera', 'missing', 'missing', 'camera-absent'], ['chip', 'missing', 'missing', 'reader-absent'],
  ]);
});

test('UI8: with the device process down, both driven devices say so and the camera does not', () => {
  expect(deviceViews({ ...devices, process: 'restarting' }, 1).map((one) => one.fault)).toEqual(['device-process-down', null, 'device-process-down']);
});
