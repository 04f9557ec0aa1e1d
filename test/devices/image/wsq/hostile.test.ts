import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { decodeWsq } from '../../../../devices/image/wsq/decode.js';
import { encodeWsq } from '../../../../devices/image/wsq/encode.js';
import { ridgePicture, spoil } from '../ridges.js';

const bytes = encodeWsq(ridgePicture(96, 80));
const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 6 });
const frameAt = Buffer.from(bytes).indexOf('ffa20011', 'hex');

/** A value, and a picture that is whole where it is one. */
function judge(file: Uint8Array): void {
  const picture = decodeWsq(file);
  if (!picture.ok) expect(picture.fault.code).toMatch(/^picture-/);
  else expect(picture.value.image.pixels.length).toBe(picture.value.image.width * picture.value.image.height);
}

test('WQ6: cut anywhere it is refused', () => {
  for (let length = 0; length < bytes.length; length++) expect(decodeWsq(bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false);
});

test('WQ6: any bytes, and any changed or cut file, give a value', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (junk) => judge(Uint8Array.from([0xff, 0xa0, ...junk]))), { numRuns: 400 });
  fc.assert(fc.property(changes, fc.double({ min: 0, max: 1, noNaN: true }), (changed, kept) => judge(spoil(bytes, changed, kept))), { numRuns: 300 });
  fc.assert(fc.property(changes, (changed) => judge(spoil(bytes, changed.map(([at, value]) => [at % (frameAt + 30), value] as const)))), { numRuns: 500 });
});

test('WQ6: a header that claims more than is read here is refused before anything is allocated for it', () => {
  const before = process.memoryUsage().arrayBuffers;
  for (const [height, width] of [[65_535, 65_535], [4097, 4096], [16, 0xffff], [0, 80]] as const) {
    const lying = Uint8Array.from(bytes);
    new DataView(lying.buffer).setUint16(frameAt + 6, height);
    new DataView(lying.buffer).setUint16(frameAt + 8, width);
    const picture = decodeWsq(lying);
    expect(picture.ok).toBe(false);
    if (!picture.ok && height * width > 4096 * 4096) expect(picture.fault.code).toBe('picture-too-large');
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
});

test('WQ6: another size than the bin numbers are for is damage', () => {
  const lying = Uint8Array.from(bytes);
  new DataView(lying.buffer).setUint16(frameAt + 6, 81);
  expect(decodeWsq(lying)).toMatchObject({ ok: false, fault: { code: 'picture-damaged', values: { format: 'WSQ' } } });
});

test('WQ6: other filters, restart intervals and files of other kinds are told apart from damage', () => {
  const tapsAt = Buffer.from(bytes).indexOf('ffa4003a', 'hex');
  const changed = (at: number, value: number): Uint8Array => spoil(bytes, [[at, value]]);
  expect(decodeWsq(changed(tapsAt + 4, 8))).toMatchObject({ fault: { code: 'picture-unsupported' } });
  expect(decodeWsq(changed(tapsAt + 8, 0x90))).toMatchObject({ fault: { code: 'picture-unsupported' } });
  expect(decodeWsq(changed(frameAt + 1, 0xa7))).toMatchObject({ fault: { code: 'picture-unsupported' } });
  expect(decodeWsq(changed(1, 0xd8))).toMatchObject({ fault: { code: 'picture-unknown' } });
});

test('WQ6: a file of nothing but tables ends soon', () => {
  const table = [0xff, 0xa6, 0x00, 0x14, 0x00, 1, ...Array.from({ length: 15 }, () => 0), 1];
  expect(decodeWsq(Uint8Array.from([0xff, 0xa0, ...Array.from({ length: 20_000 }, () => table).flat()])).ok).toBe(false);
});
