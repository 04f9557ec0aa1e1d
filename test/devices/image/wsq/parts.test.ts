/** The parts of the codec against what defines them: the filters' taps, the split, the code. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { readSymbols, countSymbols, writeSymbols } from '../../../../devices/image/wsq/entropy.js';
import { bestTable, codesOf, lookup } from '../../../../devices/image/wsq/huffman.js';
import { taps } from '../../../../devices/image/wsq/model.js';
import { scale, unscale } from '../../../../devices/image/wsq/scaled-number.js';
import { planSubbands } from '../../../../devices/image/wsq/subbands.js';
import { analyse, synthesise } from '../../../../devices/image/wsq/wavelet.js';

const sizes = fc.tuple(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 130 }));

/** One line filtered with the taps themselves, ends mirrored: lows at even places, highs at odd ones. */
function filtered(line: readonly number[], half: readonly number[], start: number): number[] {
  const last = line.length - 1;
  const at = (k: number): number => {
    let place = Math.abs(k) % (2 * last || 1);
    if (place > last) place = 2 * last - place;
    return line[place] ?? 0;
  };
  const found: number[] = [];
  for (let middle = start; middle <= last; middle += 2) {
    found.push(half.reduce((sum, tap, k) => sum + tap * (k === 0 ? at(middle) : at(middle - k) + at(middle + k)), 0));
  }
  return found;
}

test('WQ7: one split by lifting is what the filters of the format give', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 2, maxLength: 60 }), fc.boolean(), (line, isReversed) => {
    const plane = Float32Array.from(line);
    const whole = { x: 0, y: 0, width: line.length, height: 1, highFirstInRows: isReversed, highFirstInColumns: false };
    analyse(plane, line.length, { splits: [whole], subbands: [] });
    const [low, high] = [filtered(line, taps.low, 0), filtered(line, taps.high, 1)];
    // One row has only lows along its columns, which are √2 of it.
    const wanted = (isReversed ? [...high, ...low] : [...low, ...high]).map((value) => value * Math.SQRT2);
    wanted.forEach((value, k) => expect(plane[k]).toBeCloseTo(value, 2));
  }));
});

test('WQ7: columns are split as rows are', () => {
  fc.assert(fc.property(sizes, fc.integer(), ([width, height], seed) => {
    const across = Float32Array.from({ length: width * height }, (_, k) => ((k * 7919 + seed) % 251) - 125);
    const down = new Float32Array(across.length);
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) down[x * height + y] = across[y * width + x] ?? 0;
    const plan = planSubbands(width, height);
    analyse(across, width, plan);
    // The turned picture has the turned plan.
    analyse(down, height, { subbands: [], splits: plan.splits.map((one) => ({ x: one.y, y: one.x, width: one.height, height: one.width, highFirstInRows: one.highFirstInColumns, highFirstInColumns: one.highFirstInRows })) });
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(Math.abs((down[x * height + y] ?? 0) - (across[y * width + x] ?? 0))).toBeLessThan(0.01);
  }), { numRuns: 25 });
});

test('WQ7: synthesis gives back what analysis was given', () => {
  fc.assert(fc.property(sizes, fc.integer(), ([width, height], seed) => {
    const before = Float32Array.from({ length: width * height }, (_, k) => (Math.imul(k + seed, 2_654_435_761) >>> 24) - 128);
    const plane = Float32Array.from(before);
    const plan = planSubbands(width, height);
    analyse(plane, width, plan);
    synthesise(plane, width, plan);
    before.forEach((value, k) => expect(Math.abs((plane[k] ?? 0) - value)).toBeLessThan(0.01));
  }), { numRuns: 50 });
});

test('WQ1: the bands lie side by side, cover all but the quarter of highest frequencies, and none lies in another', () => {
  fc.assert(fc.property(sizes, ([width, height]) => {
    const { subbands } = planSubbands(width, height);
    const owner = new Int8Array(width * height).fill(-1);
    subbands.forEach((box, band) => {
      for (let y = box.y; y < box.y + box.height; y++) for (let x = box.x; x < box.x + box.width; x++) {
        expect(owner[y * width + x]).toBe(-1);
        owner[y * width + x] = band;
      }
    });
    expect(owner.filter((band) => band < 0).length).toBe((width >> 1) * (height >> 1));
  }), { numRuns: 40 });
});

const values = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -80, max: 80 }), fc.integer({ min: -32_767, max: 32_767 })), { maxLength: 300 });

test('WQ1: any bin numbers come back from their code, long runs of zeros too', () => {
  fc.assert(fc.property(values, fc.integer({ min: 0, max: 140_000 }), (numbers, zeros) => {
    const all = Int16Array.from([...numbers, ...new Int16Array(zeros), 3]);
    const counts = new Uint32Array(256);
    const behind = countSymbols(all, counts);
    const table = bestTable(counts);
    const [codes, found] = [codesOf(table), lookup(table)];
    if (!codes || !found) throw Error('no code');
    const bits = counts.reduce((sum, count, symbol) => sum + count * (codes.lengths[symbol] ?? 0), behind);
    const out = new Uint8Array(2 * Math.ceil(bits / 8) + 2);
    const end = writeSymbols(all, codes, out, 0);
    expect(end).toBeLessThanOrEqual(out.length);
    const stream = Uint8Array.from([...out.subarray(0, end), 0xff, 0xa1]);
    const back = new Int16Array(all.length);
    expect(readSymbols(stream, 0, found, back, 0)).toEqual({ next: end, filled: all.length });
    expect(Buffer.compare(Buffer.from(back.buffer), Buffer.from(all.buffer))).toBe(0);
  }), { numRuns: 60 });
});

test('WQ1: codes have at most 16 bits, and none is all ones, however uneven the counts', () => {
  fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 31 })), { minLength: 1, maxLength: 256 }), (pairs) => {
    const counts = new Uint32Array(256);
    for (const [symbol, power] of pairs) counts[symbol] = 2 ** power;
    const table = bestTable(counts);
    const codes = codesOf(table);
    if (!codes) throw Error('no code');
    const used = [...counts.keys()].filter((symbol) => counts[symbol] !== 0);
    expect([...table.symbols].sort((a, b) => a - b)).toEqual(used);
    for (const symbol of used) {
      const [code = 0, length = 0] = [codes.codes[symbol], codes.lengths[symbol]];
      expect(length).toBeGreaterThan(0);
      expect(length).toBeLessThanOrEqual(16);
      expect(code).toBeLessThan(2 ** length - 1);
    }
  }));
});

test('WQ1: a number is written with as many digits as 16 bits hold', () => {
  expect(scale(7.951)).toEqual({ places: 3, digits: 7951 });
  expect(scale(0)).toEqual({ places: 0, digits: 0 });
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 65_000, noNaN: true }), (value) => {
    const { places, digits } = scale(value);
    expect(digits).toBeLessThanOrEqual(65_535);
    expect(Math.abs(unscale(places, digits) / value - 1)).toBeLessThan(1e-4);
  }));
});
