import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

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

test('EL4: what waited for a dead device process is answered, and the process starts again at once', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  const waiting = devices.call('devices.look', []);
  children[0]?.emit('exit', 139);
  expect(await waiting).toEqual(down);
  expect(devices.starts()).toBe(1);
  expect(devices.state()).toMatchObject({ process: 'restarting', scanner: { state: 'broken', fault: 'device-process-down' } });
  await vi.advanceTimersByTimeAsync(0);
  expect(children).toHaveLength(2);
  expect(devices.starts()).toBe(2);
});

test('EL4: a process that keeps dying is started ever later, and never more often than twice in the first moment', async () => {
  superviseDevices('process.js', options, () => undefined).startIn(0);
  await vi.advanceTimersByTimeAsync(0);
  vi.spyOn(Math, 'random').mockReturnValue(0.9);
  for (let death = 0; death < 5; death += 1) {
    children.at(-1)?.emit('exit', 1);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(children).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children.length).toBeGreaterThan(2);
  vi.restoreAllMocks();
});

test('EL5: an aborted call is cancelled in the device process, and still answered by it', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  const controller = new AbortController();
  const call = devices.call('scanner.preview', [true], controller.signal);
  controller.abort();
  expect(children[0]?.received).toEqual([{ id: 1, call: 'scanner.preview', args: [true] }, { id: 1, cancel: true }]);
  children[0]?.answer({ id: 1, result: { ok: false, fault: { code: 'scanner-cancelled' } } });
  expect(await call).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
});

test('EL4: a stopped supervisor starts nothing again', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  void devices.call('devices.look', []);
  devices.stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(children).toHaveLength(1);
});

test('EL14: the first start waits for its time, which can be put off, but not for more', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  devices.startIn(6000);
  await vi.advanceTimersByTimeAsync(5000);
  devices.startIn(3000);
  await vi.advanceTimersByTimeAsync(2999);
  expect(children).toHaveLength(0);
  expect(devices.state()).toMatchObject({ process: 'restarting', scanner: { state: 'looking', fault: null } });
  await vi.advanceTimersByTimeAsync(1);
  devices.startIn(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(1);
});

test('EL14: a call of a device starts it at once, and once', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  devices.startIn(6000);
  const looked = devices.call('devices.look', []);
  expect(children[0]?.received).toEqual([{ id: 1, call: 'devices.look', args: [] }]);
  children[0]?.answer({ id: 1, result: { ok: false, fault: { code: 'device-process-down' } } });
  expect(await looked).toEqual(down);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(1);
});

test('EL14: stopped before its time it is not started', async () => {
  const devices = superviseDevices('process.js', options, () => undefined);
  devices.startIn(10);
  devices.stop();
  expect(await devices.call('devices.look', [])).toEqual(down);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(0);
});

describe('EL16: the program that reads chips, started by main', () => {
  const place = '/tmp/chip-reader-1/link';
  async function asked() {
    const told: string[] = [];
    const devices = superviseDevices('/out/devices/process.js', { ...options, readerThroughMain: true }, (event) => told.push(event));
    devices.startIn(0);
    await vi.advanceTimersByTimeAsync(0);
    children[0]?.answer({ event: 'chip.start', payload: place });
    return { devices, told, process: children[0], reader: children[1] };
  }

  test('is the one beside the device process, with the place as its only argument; the page hears nothing of it', async () => {
    const { told, reader } = await asked();
    expect([reader?.file, reader?.args]).toEqual(['/out/devices/chip-reader.js', [place]]);
    expect(told).toEqual([]);
  });

  test('that ends, or does not start, is told to who asked', async () => {
    const { process, reader } = await asked();
    reader?.emit('exit', 1);
    expect(process?.received).toEqual([{ id: 1, call: 'chip.ended', args: [place] }]);
    // Another one is started when it is asked for.
    process?.answer({ event: 'chip.start', payload: place });
    expect(children).toHaveLength(3);
  });

  test('ends with the device process, and when the station stops', async () => {
    const { devices, process, reader } = await asked();
    const ended: string[] = [];
    reader?.on('exit', () => ended.push('first'));
    process?.emit('exit', 139);
    expect(ended).toEqual(['first']);
    expect(process?.received).toEqual([]);
    await vi.advanceTimersByTimeAsync(0);
    children[2]?.answer({ event: 'chip.start', payload: place });
    children[3]?.on('exit', () => ended.push('second'));
    devices.stop();
    expect(ended).toEqual(['first', 'second']);
    // What asks after that is too late.
    children[2]?.answer({ event: 'chip.start', payload: place });
    expect(children).toHaveLength(4);
  });
});
