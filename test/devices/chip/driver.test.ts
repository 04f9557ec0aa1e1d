import sharp from 'sharp';
import { expect, test } from 'vitest';

import { makeCard } from '../../../devices/chip/simulator/card.js';
import { makeChip } from '../../../devices/chip/simulator/chip.js';
import { chipTransport } from '../../../devices/chip/simulator/in-process.js';
import { fault, ok } from '../../../sync/core/result.js';
import { card, kit, never } from './driver-kit.js';
import { countingRandom, person } from './person.js';

test('CH18: the state follows service, readers and card, and is told only when it changes', () => {
  const { watch, states, lay } = kit();
  watch.onServiceLost('no service');
  watch.onServiceLost('no service');
  watch.onService();
  watch.onReader('Virtual PCD 00 00');
  watch.onReader('Virtual PCD 00 01');
  lay('Virtual PCD 00 01');
  watch.onCardGone('Virtual PCD 00 01');
  watch.onReaderGone('Virtual PCD 00 00');
  watch.onReaderGone('Virtual PCD 00 01');
  const seen = states.map((one) => `${one.state} ${one.fault} ${one.identity?.model} ${one.cardPresent}`);
  expect(seen).toEqual([
    'missing pcsc-absent undefined false',
    'missing reader-absent undefined false',
    'ready null Virtual PCD 00 00 false',
    'ready null Virtual PCD 00 01 true',
    'ready null Virtual PCD 00 00 false',
    'ready null Virtual PCD 00 01 false',
    'missing reader-absent undefined false',
  ]);
  expect(states.every((one) => one.simulated)).toBe(true);
});

test('CH19: what is missing is named: service, reader, card; a malformed key before all', async () => {
  const { reader, watch, lay } = kit();
  expect(await reader.read({ ...card.key, number: '' }, never)).toMatchObject({ ok: false, fault: { code: 'chip-key-malformed' } });
  watch.onServiceLost('no service');
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  watch.onService();
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'reader-absent' } });
  watch.onReader('one');
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-absent' } });
  lay('one');
  expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
});

test('CH20: a reading has files, fields and a photo at most 480 pixels high; the state is busy meanwhile', async () => {
  const { reader, watch, states, progress, lay } = kit();
  watch.onReader('one');
  lay('one');
  const result = await reader.read(card.key, never);
  if (!result.ok) throw Error(result.fault.code);
  expect(result.value.reader).toBe('one');
  expect(result.value.fields).toEqual(card.fields);
  expect(result.value.files).toEqual(card.files.map(({ file, bytes }) => ({ role: file.role, bytes })));
  expect(await sharp(result.value.photo ?? new Uint8Array()).metadata()).toMatchObject({ format: 'jpeg', height: 480, width: 360 });
  expect(states.map((one) => one.state)).toEqual(['ready', 'ready', 'busy', 'ready']);
  expect(progress.at(-1)?.step).toBe('done');
});

test('CH40: the text comes long before the photo: the fields are told once, at less than 40 % of the bytes', async () => {
  const { reader, watch, progress, lay } = kit();
  watch.onReader('one');
  lay('one');
  expect(await reader.read({ can: card.can }, never)).toMatchObject({ ok: true });
  const told = progress.filter((one) => one.fields !== undefined);
  expect(told).toHaveLength(1);
  expect(told[0]?.fields).toEqual(card.fields);
  expect((told[0]?.read ?? 1) / (told[0]?.total ?? 1)).toBeLessThan(0.4);
});

test('CH40: a reading carries its facts, and asks the given judge for those of trust', async () => {
  const asked: string[][] = [];
  const { reader, watch, lay } = kit({ verify: async (files) => {
    asked.push([...files.keys()]);
    return [{ name: 'chain', state: 'not-possible', reason: 'no-anchors' }];
  } });
  watch.onReader('one');
  lay('one');
  const result = await reader.read({ can: card.can }, never);
  expect(result.ok && result.value.facts?.map((one) => `${one.name} ${one.state}`)).toEqual(['access ok', 'chip-authentication ok', 'active-authentication ok', 'chain not-possible']);
  expect(asked.at(-1)).toEqual(card.files.map(({ file }) => file.role));
});

test('CH40: a reading that is cancelled while the chip proves itself is cancelled', async () => {
  const { reader, watch, lay } = kit();
  const controller = new AbortController();
  watch.onReader('one');
  lay('one', {}, (chip) => ({ ...chip, transmit: (command) => {
    if (command[1] === 0x88) controller.abort();
    return chip.transmit(command);
  } }));
  expect(await reader.read(card.key, controller.signal)).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
});

test('CH12: the block that worked with a reader is where the next card begins', async () => {
  const { reader, watch, lay } = kit();
  const commands: number[] = [];
  watch.onReader('one');
  for (const _turn of [1, 2]) {
    let count = 0;
    lay('one', { shortOnly: true }, (chip) => ({ ...chip, transmit: (command) => {
      count += 1;
      return chip.transmit(command);
    } }));
    expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
    commands.push(count);
  }
  expect(commands[1]).toBeLessThan(commands[0] ?? 0);
});

test('CH20: a photo that does not decode is null, the rest stands', async () => {
  const { reader, watch } = kit();
  const odd = await makeCard(person, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3));
  watch.onReader('one');
  watch.onCard('one', async () => ok(chipTransport(makeChip({ card: odd, random: countingRandom() }))));
  expect(await reader.read(card.key, never)).toMatchObject({ ok: true, value: { photo: null, fields: card.fields } });
});

test('CH13: a card pulled mid-read is removed, and the next reading works', async () => {
  const { reader, watch, states, lay } = kit();
  watch.onReader('one');
  lay('one', { removeAt: 12 });
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-removed' } });
  watch.onCardGone('one');
  lay('one');
  expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
  expect(states.at(-1)).toMatchObject({ state: 'ready', cardPresent: true });
});

test('CH21: a card that is swapped during a reading ends it, even when the reader goes on answering', async () => {
  const { reader, watch, lay } = kit();
  watch.onReader('one');
  lay('one', {}, (chip) => {
    let count = 0;
    return {
      ...chip,
      transmit: (command) => {
        count += 1;
        if (count === 10) {
          watch.onCardGone('one');
          lay('one');
        }
        return chip.transmit(command);
      },
    };
  });
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-removed' } });
  expect(await reader.read(card.key, never)).toMatchObject({ ok: true });
});

test('CH21: a service that ends during a reading ends it', async () => {
  const { reader, watch, lay } = kit();
  watch.onReader('one');
  lay('one', { silentAt: 12 });
  const reading = reader.read(card.key, never);
  watch.onServiceLost('stopped');
  expect(await reading).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
});

test('CH22: a chip that does not answer is given up at the deadline of a command, a slow one at that of the whole', async () => {
  const silent = kit({ deadlines: { whole: 60_000, command: 40 } });
  silent.watch.onReader('one');
  silent.lay('one', { silentAt: 7 });
  expect(await silent.reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'chip-timeout' } });
  const slow = kit({ deadlines: { whole: 40, command: 60_000 } });
  slow.watch.onReader('one');
  slow.lay('one', { silentAt: 7 });
  expect(await slow.reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'chip-timeout' } });
});

test('CH22: a reader that does not connect is given up, and lets the card go when it does at last', async () => {
  const { reader, watch } = kit({ deadlines: { whole: 60_000, command: 40 } });
  let isClosed = false;
  let connect = (): void => undefined;
  watch.onReader('one');
  watch.onCard('one', () => new Promise((resolve) => {
    const transport = chipTransport(makeChip({ card, random: countingRandom() }));
    connect = () => resolve(ok({ ...transport, close: async () => void (isClosed = true) }));
  }));
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'chip-timeout' } });
  connect();
  await expect.poll(() => isClosed).toBe(true);
});

test('CH22: a reading is cancelled by its signal, before and during', async () => {
  const { reader, watch, lay } = kit();
  watch.onReader('one');
  lay('one', { silentAt: 7 });
  expect(await reader.read(card.key, AbortSignal.abort())).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
  const controller = new AbortController();
  const reading = reader.read(card.key, controller.signal);
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'chip-cancelled', detail: 'another reading is under way' } });
  controller.abort();
  expect(await reading).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
});

test('CH22: closing gives a reading up, closes the port, and no state is told afterwards', async () => {
  const { reader, watch, states, kept, lay } = kit();
  watch.onReader('one');
  lay('one', { silentAt: 7 });
  const reading = reader.read(card.key, never);
  const told = states.length;
  await reader.close();
  expect(await reading).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
  expect(kept.isClosed).toBe(true);
  expect(states).toHaveLength(told);
});

test('CH19: a card that another program holds is named so', async () => {
  const { reader, watch } = kit();
  watch.onReader('one');
  watch.onCard('one', async () => fault('reader-held'));
  expect(await reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'reader-absent', detail: 'held by another program' } });
});
