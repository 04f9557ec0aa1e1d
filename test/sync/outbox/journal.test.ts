import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { appender } from '../../../sync/outbox/appender.js';
import { readFrames, writeFrame } from '../../../sync/outbox/frames.js';
import { openJournal, sealEntry } from '../../../sync/outbox/journal.js';
import { memoryDisk } from './memory-disk.js';
import { idOf, typed, valueOf } from './example.js';

const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 8 });

test('OB23: whatever is cut off or hangs on at the end, the whole entries before it are read', () => {
  fc.assert(fc.property(bodies, fc.nat(), fc.uint8Array({ maxLength: 30 }), (all, where, rubbish) => {
    const frames = all.map(writeFrame);
    const bytes = Buffer.concat(frames);
    const cut = bytes.length === 0 ? 0 : where % (bytes.length + 1);
    const read = readFrames(bytes.subarray(0, cut));
    expect(read.bodies.map((one) => Buffer.from(one))).toEqual(all.slice(0, read.bodies.length).map((one) => Buffer.from(one)));
    expect(read.good).toBeLessThanOrEqual(cut);
    expect(cut - read.good).toBeLessThan(Math.max(1, frames[read.bodies.length]?.length ?? 1));
    // Zeros are what a power cut leaves of bytes whose length was already on the disk.
    for (const tail of [new Uint8Array(rubbish.length), rubbish]) {
      const longer = readFrames(Buffer.concat([bytes, tail]));
      expect(longer.bodies.slice(0, all.length).map((one) => Buffer.from(one))).toEqual(all.map((one) => Buffer.from(one)));
      if (tail.every((byte) => byte === 0)) expect(longer.good).toBe(bytes.length);
    }
  }));
});

test('OB23: a flipped bit ends the reading before its entry, never with another entry', () => {
  fc.assert(fc.property(bodies.filter((all) => all.length > 0), fc.nat(), fc.integer({ min: 0, max: 7 }), (all, where, bit) => {
    const bytes = Buffer.concat(all.map(writeFrame));
    const at = where % bytes.length;
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    const read = readFrames(bytes);
    expect(read.bodies.length).toBeLessThan(all.length);
    expect(read.bodies.map((one) => Buffer.from(one))).toEqual(all.slice(0, read.bodies.length).map((one) => Buffer.from(one)));
  }));
});

test('OB24: a journal opens with its key and in its order alone', () => {
  const key = new Uint8Array(32).fill(1);
  const of = { id: idOf(1), revision: 1 };
  const frames = ['A', 'B', 'C'].map((name, index) => sealEntry(key, { ...of, index }, { at: index, changes: [typed(name)] }));
  expect(valueOf(openJournal(key, of, Buffer.concat(frames))).entries.map((one) => one.at)).toEqual([0, 1, 2]);
  expect(valueOf(openJournal(key, of, Buffer.concat([...frames.slice(0, 2), frames[2]!.subarray(0, 20)]))).entries).toHaveLength(2);
  for (const order of [[1, 0], [0, 2], [0, 0]]) {
    expect(openJournal(key, of, Buffer.concat(order.map((index) => frames[index]!)))).toMatchObject({ fault: { code: 'part-unreadable' } });
  }
  expect(openJournal(key, { ...of, revision: 2 }, frames[0]!)).toMatchObject({ ok: false });
  expect(openJournal(new Uint8Array(32), of, frames[0]!)).toMatchObject({ ok: false });
});

test('OB25: after a failed append the next one stands where it should, and none is read that was refused', async () => {
  const disk = memoryDisk();
  await disk.write('/j', new Uint8Array(0));
  const file = appender(disk, '/j', 0);
  await file.append(writeFrame(new Uint8Array([1])));
  disk.failWith('EIO', 1, 1);
  await expect(file.append(writeFrame(new Uint8Array([2, 2, 2, 2])))).rejects.toThrow('EIO');
  await Promise.all([file.append(writeFrame(new Uint8Array([3]))), file.append(writeFrame(new Uint8Array([4])))]);
  const read = readFrames(await disk.read('/j'));
  expect(read.bodies.map((one) => one[0])).toEqual([1, 3, 4]);
  expect(read.good).toBe((await disk.read('/j')).length);
});
