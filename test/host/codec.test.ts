/** Values as bytes, addresses both ways, and the small rules that need no browser. */
import { readdirSync } from 'node:fs';
import { Duplex, PassThrough } from 'node:stream';

import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';

import { decode, encode } from '../../build/host/codec.js';
import { openFrames } from '../../build/host/frames.js';
import { toApp, toBrowser } from '../../build/host/origin.js';
import { pdfParameters } from '../../build/host/pdf.js';
import { allowChannel } from '../../build/host/policy.js';
import { sleepDetector } from '../../build/host/power.js';
import { watchAnswering } from '../../build/host/unresponsive.js';

const values = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: false, withSparseArray: false, maxDepth: 4 });

describe('codec', () => {
  test('HO40: what can be cloned arrives as it was', () => {
    fc.assert(fc.property(values, (value) => {
      expect(decode(encode(value))).toEqual(structuredClone(value));
    }));
  });
  test('HO40: keys that look like the codec\'s own, and __proto__, are plain keys', () => {
    const value = JSON.parse('{"$":["undefined"],"__proto__":{"x":1},"inner":{"$":5}}') as object;
    expect(JSON.stringify(decode(encode([value, undefined])))).toBe(JSON.stringify([value, null]));
  });
  test('HO40: decoded bytes share no memory, a Buffer arrives as a Uint8Array', () => {
    const bytes = decode(encode([Buffer.from('one'), new Uint8Array([1])])) as Uint8Array[];
    expect(bytes.map((one) => [one.constructor.name, one.byteOffset, one.buffer.byteLength])).toEqual([['Uint8Array', 0, 3], ['Uint8Array', 0, 1]]);
    const message = Buffer.from(encode(new Uint8Array([1, 2])));
    const first = decode(message) as Uint8Array;
    message.fill(0);
    expect(first).toEqual(new Uint8Array([1, 2]));
  });
  test('HO40: functions, symbols, promises and cycles are refused with Electron\'s sentence', () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    for (const value of [() => 1, Symbol('x'), Promise.resolve(), cycle, new WeakMap(), { deep: [() => 1] }]) expect(() => encode(value)).toThrow('An object could not be cloned.');
  });
  test('HO41: damaged bytes are refused, never half read', () => {
    const whole = encode({ bytes: new Uint8Array(100), none: undefined });
    for (let length = 0; length < whole.length; length += 1) expect(() => decode(whole.slice(0, length))).toThrow();
    expect(() => decode(Uint8Array.from([...whole, 0]))).toThrow();
  });
});

test('HO42: messages on a stream arrive whole however they are cut', () => {
  fc.assert(fc.property(fc.array(values, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 50 }), (messages, size) => {
    const [written, other] = duplexPair();
    const send = openFrames(written, () => undefined);
    for (const message of messages) send(message);
    const bytes = other.read() as Buffer;
    const cut = new PassThrough();
    const seen: unknown[] = [];
    openFrames(cut, (message) => seen.push(message));
    for (let at = 0; at < bytes.length; at += size) cut.emit('data', bytes.subarray(at, at + size));
    expect(seen).toEqual(messages.map((message) => structuredClone(message)));
  }));
});

describe('large messages', () => {
  const large = { bytes: new Uint8Array(140_000).fill(7), name: 'Đ' };

  test('HO42: go by shared memory where it can be had, and leave nothing open', async () => {
    const [one, other] = duplexPair();
    const onTheWire: number[] = [];
    other.prependListener('data', (chunk: Buffer) => onTheWire.push(chunk.length));
    const before = readdirSync('/proc/self/fd').length;
    const seen: unknown[] = [];
    openFrames(other, (message) => seen.push(message));
    const send = openFrames(one, () => undefined);
    const second = { ...large, name: 'N' };
    for (const message of [large, second, { ...large, bytes: new Uint8Array(150_000) }]) {
      send(message);
      await vi.waitFor(() => expect(seen.at(-1)).toEqual(message));
    }
    expect(onTheWire.reduce((sum, length) => sum + length, 0)).toBe(3 * 12);
    // One is kept for the next message.
    expect(readdirSync('/proc/self/fd').length).toBe(before + 1);
    one.destroy();
    await vi.waitFor(() => expect(readdirSync('/proc/self/fd').length).toBe(before));
    expect(readdirSync('/dev/shm').filter((name) => name.startsWith('station-'))).toEqual([]);
  });

  test('HO42: come by the stream where the other side may not look, and so do all that follow', async () => {
    const [one, other] = duplexPair();
    const seen: unknown[] = [];
    openFrames(other, (message) => seen.push(message));
    const send = openFrames(one, () => undefined);
    const pid = vi.spyOn(process, 'pid', 'get').mockReturnValue(0);
    send(large);
    await vi.waitFor(() => expect(seen).toEqual([large]));
    pid.mockRestore();
    send(large);
    await vi.waitFor(() => expect(seen).toEqual([large, large]));
  });
});

/** Both ends of a stream. */
function duplexPair(): [Duplex, Duplex] {
  const one: Duplex = new Duplex({ read: () => undefined, write: (chunk, _encoding, done) => (other.push(chunk), done()) });
  const other: Duplex = new Duplex({ read: () => undefined, write: (chunk, _encoding, done) => (one.push(chunk), done()) });
  return [one, other];
}

test('HO43: addresses of the app map to one secure origin and back; others stay', () => {
  expect(['app://station/', 'app://station', 'app://station/a/b.html?c=1#d', 'APP://Station/x'].map(toBrowser)).toEqual([
    'https://station.app.localhost/', 'https://station.app.localhost/', 'https://station.app.localhost/a/b.html?c=1#d', 'https://station.app.localhost/x',
  ]);
  const foreign = ['https://example.invalid/', 'https://station.app.localhost:444/', 'https://user@station.app.localhost/', 'http://station.app.localhost/', 'https://station.app.localhost.example/', 'about:blank', ''];
  expect(foreign.map(toApp)).toEqual(foreign);
  expect(toApp('https://station.app.localhost/a?b#c')).toBe('app://station/a?b#c');
});

test('HO44: the channel is added to the policy and nothing else is changed', () => {
  const channel = 'ws://127.0.0.1:1';
  expect(["default-src 'self'; img-src data:", "default-src 'none'", "connect-src 'self' https://x; default-src 'none'", "img-src 'self'", "default-src 'self', connect-src 'none'"].map((policy) => allowChannel(policy, channel))).toEqual([
    "default-src 'self'; img-src data:; connect-src 'self' ws://127.0.0.1:1", "default-src 'none'; connect-src ws://127.0.0.1:1", "default-src 'none'; connect-src 'self' https://x ws://127.0.0.1:1", "img-src 'self'",
    "default-src 'self'; connect-src 'self' ws://127.0.0.1:1,connect-src ws://127.0.0.1:1",
  ]);
});

test('HO45: sleep is seen by the drift of two clocks, once; a slow look is none', () => {
  let boot = 1000;
  let awake = 1000;
  const slept = sleepDetector({ sinceBoot: () => boot, awake: () => awake });
  const after = (asleep: number, working: number) => {
    boot += asleep + working;
    awake += working;
    return slept();
  };
  expect([after(0, 2000), after(60_000, 2000), after(0, 2000), after(0, 100_000), after(2000, 2000)]).toEqual([false, true, false, false, false]);
});

test('HO46: a page that does not answer is told once, and so is its return', async () => {
  const told: string[] = [];
  let answer = (): void => undefined;
  const page = { send: () => new Promise<Record<string, unknown>>((resolve) => (answer = () => resolve({}))) };
  const stop = await new Promise<() => void>((resolve) => {
    const undo = watchAnswering(page, (event) => {
      told.push(event);
      if (event === 'unresponsive') answer();
      else resolve(undo);
    }, 5, 20);
  });
  stop();
  expect(told.slice(0, 2)).toEqual(['unresponsive', 'responsive']);
});

test('HO47: sizes of paper are in inches, an unknown one or a foreign option is refused', () => {
  expect(pdfParameters({ pageSize: { width: 2, height: 3 }, margins: { top: 0 }, landscape: true })).toEqual({ landscape: true, paperWidth: 2, paperHeight: 3, marginTop: 0, transferMode: 'ReturnAsBase64' });
  expect(() => pdfParameters({ pageSize: 'B7' })).toThrow('page size B7');
});
