import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { DeviceCalls } from '../../devices/calls.js';
import { children } from './device-child.js';

vi.mock('electron', () => import('./device-child.js'));
const { superviseDevices } = await import('../../electron/supervisor.js');

beforeEach(() => {
  vi.useFakeTimers();
  children.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const options = { sbiPorts: [4501, 4600], simulated: true } as const;
const down = { ok: false, fault: { code: 'device-process-down' } };

const longest = {
  'scanner.preview': 'scanner-timeout', 'scanner.step': 'scanner-timeout', 'scanner.recut': 'scanner-timeout', 'scanner.offers': 'device-process-down',
  'scanner.choose': 'scanner-timeout', 'scanner.reconnect': 'scanner-timeout', 'chip.read': 'chip-timeout', 'trust.add': 'trust-timeout',
  'trust.lists': 'trust-timeout', 'photo.encode': 'device-process-down', 'thumbnail': 'device-process-down', 'devices.look': 'device-process-down',
  'devices.wake': 'device-process-down', 'bench.bytes': 'device-process-down', 'prints.known': 'device-process-down', 'anchors.add': 'device-process-down',
  'anchors.list': 'device-process-down', 'trust.remove': 'trust-timeout', 'chip.ended': 'device-process-down',
} as const satisfies Record<keyof DeviceCalls, string>;

test.each(Object.entries(longest))('EL20: %s that the process never answers ends by itself with %s, is cancelled there, and a late answer changes nothing', async (name, code) => {
  const devices = superviseDevices('process.js', options, () => undefined);
  const call = devices.call(name as keyof DeviceCalls, [] as never);
  await vi.advanceTimersByTimeAsync(180_000);
  expect(await call).toMatchObject({ ok: false, fault: { code } });
  expect(children).toHaveLength(1);
  expect(children[0]?.received.at(-1)).toEqual({ id: 1, cancel: true });
  children[0]?.answer({ id: 1, result: { ok: true, value: null } });
  const next = devices.call('devices.look', []);
  children[0]?.answer({ id: 2, result: { ok: false, fault: { code: 'the second' } } });
  expect(await next).toMatchObject({ fault: { code: 'the second' } });
});

test.each([['scanner.step', 'scanner-cancelled'], ['chip.read', 'chip-cancelled'], ['trust.add', 'trust-cancelled'], ['photo.encode', 'device-process-down']] as const)(
  'EL21: %s that is given up ends with %s four seconds later, whatever the process does',
  async (name, code) => {
    const devices = superviseDevices('process.js', options, () => undefined);
    const controller = new AbortController();
    let end: unknown = 'none yet';
    void devices.call(name, [] as never, controller.signal).then((result) => (end = result));
    controller.abort();
    await vi.advanceTimersByTimeAsync(3900);
    expect(end).toBe('none yet');
    await vi.advanceTimersByTimeAsync(200);
    expect(end).toMatchObject({ ok: false, fault: { code } });
    expect(children[0]?.received).toHaveLength(2);
  },
);

test('EL21: a call that was given up before it was made reaches no process, and starts none', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  expect(await devices.call('scanner.step', [] as never, AbortSignal.abort())).toMatchObject({ fault: { code: 'scanner-cancelled' } });
  expect(children).toHaveLength(0);
});

test('EL22: a process that stands still for fifteen seconds is ended and started again; what waited is answered', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  const call = devices.call('scanner.step', [] as never);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(children).toHaveLength(1);
  const [still] = children;
  if (still) still.standsStill = true;
  await vi.advanceTimersByTimeAsync(14_000);
  expect(children).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(4000);
  expect(await call).toEqual(down);
  expect(children).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(children).toHaveLength(2);
});

test('EL22: a process that is busy but tells something is left alone; one that is slow to start has a minute for its first word', async () => {
  superviseDevices('process.js', options, () => undefined).startIn(0);
  await vi.advanceTimersByTimeAsync(0);
  const [child] = children;
  if (!child) throw Error('not started');
  child.standsStill = true;
  await vi.advanceTimersByTimeAsync(58_000);
  for (let told = 0; told < 10; told += 1) {
    child.answer({ event: 'scanner.frame', payload: null });
    await vi.advanceTimersByTimeAsync(12_000);
  }
  expect(children).toHaveLength(1);
});

test('EL22: one that does not end either is told to again at each look, and nothing is asked of one that is gone', async () => {
  superviseDevices('process.js', options, () => undefined).startIn(0);
  await vi.advanceTimersByTimeAsync(0);
  const [child] = children;
  if (!child) throw Error('not started');
  child.standsStill = true;
  const kill = vi.spyOn(child, 'kill').mockReturnValue(true);
  const ask = vi.spyOn(child, 'postMessage');
  await vi.advanceTimersByTimeAsync(70_000);
  expect(kill.mock.calls.length).toBeGreaterThan(1);
  child.emit('exit', 137);
  ask.mockClear();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(ask).not.toHaveBeenCalled();
});
