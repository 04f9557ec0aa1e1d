/** The pure part: head, cipher, picture, density. Whatever bytes come, nothing throws and nothing grows. */
import { readFileSync } from 'node:fs';

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decryptBlock, decryption, encryptBlock, skip } from '../../../../devices/fingerprint/uareu/cipher.js';
import { resample } from '../../../../devices/image/resample.js';
import { readerModels } from '../../../../devices/fingerprint/uareu/models.js';
import { assemble, contactShare } from '../../../../devices/fingerprint/uareu/picture.js';
import { HEAD_BYTES, HEIGHT, parseHead, PICTURE_BYTES, WIDTH } from '../../../../devices/fingerprint/uareu/protocol.js';
import { pcapng } from '../../../../devices/fingerprint/uareu/simulator/pcapng.js';
import { glass, sensorFrame } from '../../../../devices/fingerprint/uareu/simulator/sensor.js';
import { differing, print } from './print.js';

const uint32 = fc.integer({ min: 0, max: 0xffffffff });

/** What a reader whose key numbers are `keyOf` made, as the driver reads it. */
function read(frame: Uint8Array, keyOf: (keyNumber: number) => number) {
  const bytes = frame.slice();
  const head = parseHead(bytes);
  if (!head.ok) return head.fault.code;
  const rows = bytes.subarray(HEAD_BYTES);
  const asked: number[] = [];
  const decrypting = decryption(head.value, rows);
  for (let wanted = decrypting.next(); !wanted.done;) {
    asked.push(wanted.value);
    wanted = decrypting.next(keyOf(wanted.value));
  }
  return { image: assemble(head.value, rows, true), asked };
}

describe("a U.are.U's pictures", () => {
  test('UR4 decryption undoes encryption but for the last byte, and both leave the register alike', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 600 }), uint32, fc.nat(255), (plain, key, first) => {
      const bytes = plain.slice();
      const after = encryptBlock(bytes, key, first);
      expect(bytes[0]).toBe(first);
      expect(decryptBlock(bytes, key)).toBe(after);
      expect(skip(key, plain.length)).toBe(after);
      expect(bytes).toEqual(Uint8Array.from([...plain.subarray(0, -1), 0]));
    }));
  });

  test('UR4 each key is asked for by its number, a change of key in the middle of the picture by the next one', () => {
    const keyOf = (number: number): number => (0x1234567 * (number + 1)) >>> 0;
    const options = { keyNumber: 0xff, keyOf, next: () => 0.4 };
    const usual = read(sensorFrame(glass(print), { ...options, kind: 'usual' }), keyOf);
    const changing = read(sensorFrame(glass(print), { ...options, kind: 'key-change' }), (number) => keyOf(number < 0xff ? number + 0x100 : number));
    expect(usual).toMatchObject({ asked: [0xff] });
    expect(changing).toMatchObject({ asked: [0xff, 0x00, 0x01] });
    for (const one of [usual, changing]) expect(typeof one === 'object' && differing(one.image, glass(print))).toBeLessThanOrEqual(4);
  });

  test('UR5 rows that were left out repeat the next one that came', () => {
    const options = { kind: 'row-missing', keyNumber: 0, keyOf: () => 99, next: () => 0.4 } as const;
    const got = read(sensorFrame(glass(print), options), () => 99);
    const image = typeof got === 'object' ? got.image : glass(null);
    const row = (at: number): Uint8Array => image.pixels.subarray(at * WIDTH, (at + 1) * WIDTH);
    // Row 122 of the sensor, from the bottom once it is turned.
    const missing = HEIGHT - 1 - 122;
    expect(row(missing)).toEqual(row(missing - 1));
    expect(row(missing)).not.toEqual(row(missing + 1));
    expect(differing(image, glass(print))).toBeLessThanOrEqual(4 + WIDTH);
  });

  test('UR6 a picture that says to be encrypted and is not stays as it is, and no key is asked for', () => {
    const got = read(sensorFrame(glass(print), { kind: 'clear', keyNumber: 0, keyOf: () => 1, next: () => 0 }), () => 1);
    expect(got).toMatchObject({ asked: [] });
    expect(typeof got === 'object' && differing(got.image, glass(print))).toBe(0);
  });

  test('UR7 whatever bytes come, there is a picture of the sensor or a reason', () => {
    const head = fc.uint8Array({ minLength: HEAD_BYTES, maxLength: HEAD_BYTES });
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 2000 }), head), fc.nat(PICTURE_BYTES), uint32, (start, length, key) => {
      const bytes = new Uint8Array(Math.max(start.length, length));
      bytes.set(start);
      const got = read(bytes, () => key);
      if (typeof got === 'string') expect(['picture-short', 'picture-head']).toContain(got);
      else expect([got.image.width, got.image.height, got.image.pixels.length]).toEqual([WIDTH, HEIGHT, WIDTH * HEIGHT]);
    }), { numRuns: 300 });
  });

  test('UR7 heads that are nearly right', () => {
    const block = fc.tuple(fc.constantFrom(0, 1, 2, 4, 0x80, 0x82, 3, 6, 0xff), fc.integer({ min: 1, max: 160 }));
    fc.assert(fc.property(fc.array(block, { minLength: 1, maxLength: 15 }), fc.integer({ min: 0, max: 300 }), uint32, (blocks, rows, key) => {
      const bytes = new Uint8Array(PICTURE_BYTES).map((_, at) => Math.imul(at, 0x9e3779b1) >>> 24);
      bytes.fill(0, 0, HEAD_BYTES);
      bytes.set([0, 0, 0, 0, rows & 0xff, rows >> 8, 3]);
      bytes.set(blocks.flat(), 16);
      const all = blocks.reduce((sum, [, count]) => sum + count, 0);
      const got = read(bytes, () => key);
      if (all > HEIGHT || rows < 1 || rows > HEIGHT) expect(got).toBe('picture-head');
      else expect(got).toMatchObject({ image: { width: WIDTH, height: HEIGHT } });
    }), { numRuns: 100 });
  });

  test('UR12 at 500 ppi: the size, the greys and the lines of the finger', () => {
    const flat = { width: 384, height: 290, pixels: new Uint8Array(384 * 290).fill(137) };
    const even = resample(flat, 512, 500);
    expect([even.width, even.height]).toEqual([375, 283]);
    expect(new Set(even.pixels)).toEqual(new Set([137]));
    // Lines of 9 pixels, as ridges are: 42.67 of them before and after, with their contrast.
    const lines = { ...flat, pixels: flat.pixels.map((_, at) => Math.round(128 + 100 * Math.cos((2 * Math.PI * (at % 384)) / 9))) };
    const { pixels } = resample(lines, 512, 500);
    let worst = 0;
    for (let x = 8; x < 367; x++) {
      const there = 128 + 100 * Math.cos((2 * Math.PI * ((x + 0.5) * 1.024 - 0.5)) / 9);
      worst = Math.max(worst, Math.abs(there - (pixels[100 * 375 + x] ?? 0)));
    }
    expect(worst).toBeLessThan(4);
  });

  test('UR18 a finger covers the glass, a bare or smudged one nothing', () => {
    expect(contactShare(glass(print))).toBeGreaterThan(0.5);
    expect(contactShare(glass(null))).toBe(0);
    const smudge = { width: WIDTH, height: HEIGHT, pixels: new Uint8Array(WIDTH * HEIGHT).map((_, at) => 225 + (Math.imul(at, 0x9e3779b1) >>> 27)) };
    expect(contactShare(smudge)).toBe(0);
  });
});

describe('what goes with the driver', () => {
  test('UR13 the rule of udev names each reader that the driver speaks to, and no other', () => {
    const rule = readFileSync(new URL('../../../../build/udev/70-tan-nha.rules', import.meta.url), 'utf8');
    const named = [...rule.matchAll(/ATTR\{idVendor\}=="(\w+)", ATTR\{idProduct\}=="([\w|]+)", TAG\+="uaccess"/g)]
      .flatMap(([, vendor = '', products = '']) => products.split('|').map((product) => `${vendor}:${product}`));
    const hex = (value: number): string => value.toString(16).padStart(4, '0');
    expect(named).toEqual(readerModels.map(({ vendor, product }) => `${hex(vendor)}:${hex(product)}`));
  });

  test('UR23 a forged recording is pcapng of usbmon packets, each block as long at its end as at its start', () => {
    const setup = Uint8Array.of(0xc0, 4, 7, 0, 0, 0, 1, 0);
    const bytes = Buffer.from(pcapng([
      { id: 1, moment: 'submit', transfer: 'control', endpoint: 0x80, setup, status: -115, length: 1, data: null },
      { id: 1, moment: 'complete', transfer: 'control', endpoint: 0x80, setup: null, status: 0, length: 1, data: Uint8Array.of(0x81) },
    ], { bus: 1, device: 7 }));
    const blocks: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at + 4)) {
      const length = bytes.readUInt32LE(at + 4);
      expect(bytes.readUInt32LE(at + length - 4)).toBe(length);
      blocks.push(bytes.subarray(at, at + length));
    }
    expect(blocks.map((block) => block.readUInt32LE(0))).toEqual([0x0a0d0d0a, 1, 6, 6]);
    expect(blocks[1]!.readUInt16LE(8)).toBe(220);
    expect(blocks[2]!.subarray(28 + 40, 28 + 48)).toEqual(Buffer.from(setup));
    expect([blocks[2]![28 + 8], blocks[3]![28 + 8], blocks[3]![28 + 64]]).toEqual([0x53, 0x43, 0x81]);
  });
});
