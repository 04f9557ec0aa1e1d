/** The block sizes of readers: what is learnt from a reading, what is not, and what outlives the process. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';

import { concat, fromHex, toHex } from '../../../devices/chip/bytes.js';
import { blockMemory } from '../../../devices/chip/block-memory.js';
import { openChipReader } from '../../../devices/chip/driver.js';
import { blockLadder } from '../../../devices/chip/protocol/file-reader.js';
import { makeCard } from '../../../devices/chip/simulator/card.js';
import { makeChip, type Chip, type ChipScript } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import type { ReaderWatch } from '../../../devices/chip/transport.js';
import { ok } from '../../../sync/core/result.js';
import { countingRandom, person } from './person.js';

const folder = mkdtempSync(join(tmpdir(), 'blocks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const card = await makeCard(person, concat(fromHex('FFD8FFE0'), new Uint8Array(6000)));
const never = new AbortController().signal;

/** A reader in which card after card is laid; `sessions`: how often each was opened, `longest`: bytes of the longest answer each gave. */
function reader(blockFile?: string) {
  const kept: { watch?: ReaderWatch } = {};
  const opened = openChipReader({
    simulated: true, onState: () => undefined, onProgress: () => undefined, ...(blockFile === undefined ? {} : { blockFile }),
    watchReaders: (watch) => {
      kept.watch = watch;
      return { close: async () => undefined };
    },
  });
  kept.watch?.onReader('one');
  return {
    close: () => opened.close(),
    async read(script: ChipScript = {}, wrap: (chip: Chip) => Chip = (chip) => chip): Promise<{ readonly sessions: number; readonly longest: number }> {
      const seen = { sessions: 0, longest: 0 };
      const chip = wrap(makeChip({ card, random: countingRandom(), script }));
      const counted: Chip = { ...chip, get held() { return 0; }, transmit: (command) => {
        const answer = chip.transmit(command);
        if (toHex(command).startsWith('0022C1A4')) seen.sessions++;
        if (typeof answer !== 'string') seen.longest = Math.max(seen.longest, answer.length);
        return answer;
      } };
      kept.watch?.onCard('one', async () => ok(chipTransport(counted)));
      expect(await opened.read(card.key, never)).toMatchObject({ ok: true });
      return seen;
    },
  };
}

test('CH63: a reader that takes short commands alone is begun with those; a larger block is tried again now and then, less and less often', async () => {
  const { read } = reader();
  const sessions: number[] = [];
  for (let count = 0; count < 8; count++) sessions.push((await read({ shortOnly: true })).sessions);
  // The first goes down two steps; each that costs a session more is one that tried.
  expect(sessions).toEqual([3, 2, 1, 2, 1, 1, 2, 1]);
}, 60_000);

test('CH63: a chip that gives fewer bytes slows the next cards no longer than a step each', async () => {
  const { read } = reader();
  await read({ mostBytes: 160 });
  const next: number[] = [];
  for (let count = 0; count < 3; count++) next.push((await read()).longest);
  expect(next.map((bytes) => blockLadder.find((block) => block <= bytes))).toEqual([223, 1024, 4096]);
}, 60_000);

test('CH63: a session that is lost on a wobbling card, after a block of that size has come, says nothing of the reader', async () => {
  const { read } = reader();
  const garbled = (chip: Chip): Chip => {
    let isDone = false;
    let before = 0;
    return { ...chip, get held() { return 0; }, transmit: (command) => {
      const answer = chip.transmit(command);
      if (typeof answer === 'string' || isDone || before < 4096) {
        before = Math.max(before, answer.length);
        return answer;
      }
      isDone = true;
      return answer.map((byte, index) => (index === 9 ? byte ^ 1 : byte));
    } };
  };
  expect(await read({}, garbled)).toMatchObject({ sessions: 2 });
  const after = await read();
  expect(after.sessions).toBe(1);
  expect(after.longest).toBeGreaterThan(4096);
}, 60_000);

test('CH63: what was learnt is there in the next process, by the reader\'s name', async () => {
  const file = join(folder, 'trust', 'readers.json');
  const first = reader(file);
  expect((await first.read({ shortOnly: true })).sessions).toBe(3);
  await first.close();
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ one: { block: 223, wait: 0, pause: 1 } });
  expect((await reader(file).read({ shortOnly: true })).sessions).toBe(2);
}, 60_000);

test.each(['', '{', '[]', 'null', '{"one":{"block":100,"wait":0,"pause":1}}', '{"one":{"block":223,"wait":-1,"pause":1}}', '{"one":{"block":223,"wait":1e9,"pause":1}}', '{"one":null}'])(
  'CH63: a file that is not as it was written (%s) is learnt again', (content) => {
    const file = join(folder, 'damaged.json');
    writeFileSync(file, content);
    expect(blockMemory(file).begin('one')).toBe(4096);
  },
);

test('CH63: a disk that takes nothing costs what is remembered alone', () => {
  const memory = blockMemory(join(folder, 'damaged.json', 'no folder', 'readers.json'));
  memory.learn('one', 4096, { block: 223, isRefused: true });
  expect(memory.begin('one')).toBe(1024);
});

test('CH63: whatever readings come, each begins with a size of the ladder, at most one step above what worked last', () => {
  fc.assert(fc.property(fc.array(fc.record({ most: fc.constantFrom(...blockLadder), isLost: fc.boolean() }), { maxLength: 60 }), (readings) => {
    const memory = blockMemory();
    let worked: number = blockLadder[0];
    for (const { most, isLost } of readings) {
      const begun = memory.begin('one');
      expect(blockLadder).toContain(begun);
      expect(blockLadder.indexOf(begun as (typeof blockLadder)[number])).toBeGreaterThanOrEqual(blockLadder.indexOf(worked as (typeof blockLadder)[number]) - 1);
      const block = Math.min(begun, most);
      // One that was lost ends lower, and nothing was refused.
      memory.learn('one', begun, isLost ? { block: 112, isRefused: false } : { block, isRefused: block < begun });
      if (!isLost) worked = block;
    }
  }));
});
