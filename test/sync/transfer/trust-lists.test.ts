import { expect, test } from 'vitest';

import type { Signed } from '../../../sync/core/manifest.js';
import { trustListBlock, type TrustIndex } from '../../../sync/core/reference-data.js';
import { fault, ok } from '../../../sync/core/result.js';
import { sign } from '../../../sync/seal/sign.js';
import type { HeadquartersClient } from '../../../sync/transfer/model.js';
import { trustLists } from '../../../sync/transfer/trust-lists.js';
import { example } from '../outbox/example.js';
import { bytesOf, entryOf, idOf, running } from './trust-fake.js';

/** Milliseconds between two questions. */
const quarter = 900_000;

test('RD5: at the first contact what is new is fetched and handed on, then it is asked for again every 15 minutes at most', async () => {
  const run = await running();
  run.publish(7, ['CSCA Việt Nam', bytesOf('a')], ['ICAO', bytesOf('b', trustListBlock + 5)]);
  expect(await run.quiet()).toBe(quarter);
  expect([...run.used.values()].map(({ name, date }) => [name, date])).toEqual([['CSCA Việt Nam', '2026-06-30'], ['ICAO', '2026-06-30']]);
  expect(run.headquarters.calls.map((call) => call.replace(/[0-9a-f]{64}/, 'id'))).toEqual(['trust-index null', 'trust-list id 0', 'trust-list id 0', `trust-list id ${trustListBlock}`]);
  expect(run.lists.state()).toEqual({ checkedAt: 1_000_000, fault: null, refused: [] });
  expect(await run.quiet(60_000)).toBe(quarter - 60_000);
  expect(run.headquarters.calls).toHaveLength(4);
  expect(await run.quiet(quarter)).toBe(quarter);
  expect(run.headquarters.calls.slice(4)).toEqual(['trust-index 7']);
  expect(run.lists.state().checkedAt).toBe(1_960_000);
});

test('RD5: what is to be sent cuts the fetching, which goes on from there in the next quiet time', async () => {
  const run = await running();
  const list = bytesOf('c', 3 * trustListBlock);
  run.publish(1, ['ICAO', list]);
  const over = new AbortController();
  const client: HeadquartersClient = {
    ...run.headquarters.client,
    trustList: (id, offset, size, signal) => {
      if (offset === 2 * trustListBlock) over.abort();
      return signal.aborted ? Promise.resolve(fault('cut', 'cancelled')) : run.headquarters.client.trustList(id, offset, size, signal);
    },
  };
  run.lists.quiet(client, over.signal);
  expect(await run.quiet()).toBe(quarter);
  expect(run.headquarters.calls.map((call) => call.split(' ').at(-1))).toEqual(['null', '0', String(trustListBlock), String(2 * trustListBlock)]);
  expect([...run.used.keys()]).toEqual([idOf(list)]);
});

test('RD5: a headquarters that is not reached is no fault, and is asked at the next good contact', async () => {
  const run = await running();
  run.publish(1, ['ICAO', bytesOf('d')]);
  run.headquarters.intercept = () => 'offline';
  expect(await run.quiet()).toBe(quarter);
  expect(run.lists.state()).toEqual({ checkedAt: null, fault: null, refused: [] });
  run.headquarters.intercept = (call) => (call === 'trust-list' ? 'cut' : null);
  expect(await run.quiet()).toBe(1000);
  expect(run.lists.state().fault).toBeNull();
  run.headquarters.intercept = () => null;
  await run.quiet();
  expect(run.used.size).toBe(1);
});

test('RD6: an index by another hand is not believed', async () => {
  const run = await running();
  run.publish(3, ['ours', bytesOf('e')]);
  await run.quiet();
  const stranger = await example();
  run.headquarters.trust.index = sign('trust-index', { version: 1, sequence: 9, lists: [entryOf('theirs', bytesOf('f'))] }, stranger.headquartersKey);
  await run.quiet(quarter);
  expect(run.lists.state().fault).toMatchObject({ code: 'index-forged' });
  expect([...run.used.values()].map((one) => one.name)).toEqual(['ours']);
  // A signature of another kind is none, and neither is one over other values.
  const { index } = run.kept;
  if (index === null) throw Error('nothing kept');
  for (const forged of [sign('receipts', index.value, run.made.headquartersKey) as Signed<TrustIndex>, { ...index, value: { ...index.value, sequence: 10, lists: [] } }]) {
    run.headquarters.trust.index = forged;
    run.headquarters.intercept = () => null;
    await run.quiet(quarter);
    expect(run.used.size).toBe(1);
  }
  expect(run.lists.state().fault).toMatchObject({ code: 'index-forged' });
});

test('RD6: an older index is not believed, in the next run neither; the same one is', async () => {
  const first = await running();
  first.publish(1, ['withdrawn since', bytesOf('g')]);
  const older = first.headquarters.trust.index;
  first.publish(2, ['ours', bytesOf('h')]);
  await first.quiet();
  const next = await running({ made: first.made, used: first.used, kept: first.kept });
  next.headquarters.trust.index = older;
  next.headquarters.trust.bytes.set(idOf(bytesOf('g')), bytesOf('g'));
  await next.quiet();
  expect(next.lists.state().fault).toMatchObject({ code: 'index-older' });
  expect([...next.used.values()].map((one) => one.name)).toEqual(['ours']);
  // One that says something else under the same number is no better.
  next.publish(2);
  next.headquarters.intercept = () => null;
  await next.quiet(quarter);
  expect(next.used.size).toBe(1);
  next.publish(3);
  await next.quiet(quarter);
  expect(next.used.size).toBe(0);
  expect(next.lists.state().fault).toBeNull();
});

test('RD7: a list with other bytes than the index names is not handed on, and not fetched again until the index changes', async () => {
  const run = await running();
  run.publish(1, ['ICAO', bytesOf('i')], ['short', bytesOf('j')], ['good', bytesOf('k')]);
  run.headquarters.trust.bytes.set(idOf(bytesOf('i')), bytesOf('x'));
  run.headquarters.trust.bytes.set(idOf(bytesOf('j')), bytesOf('j', 7));
  await run.quiet();
  expect([...run.used.values()].map((one) => one.name)).toEqual(['good']);
  expect(run.lists.state().refused.map(({ name, code }) => [name, code])).toEqual([['ICAO', 'list-differs'], ['short', 'list-differs']]);
  const before = run.headquarters.calls.length;
  await run.quiet(quarter);
  expect(run.headquarters.calls.slice(before)).toEqual(['trust-index 1']);
  run.publish(2, ['ICAO', bytesOf('i')]);
  await run.quiet(quarter);
  expect([...run.used.values()].map((one) => one.name)).toEqual(['ICAO']);
  expect(run.lists.state().refused).toEqual([]);
});

test('RD7: a list that whoever judges chips refuses is named with the reason; one that only had no time is handed on again', async () => {
  const run = await running();
  run.publish(1, ['no list', bytesOf('l')]);
  run.holder.answer = fault('trust-timeout');
  expect(await run.quiet()).toBe(1000);
  run.holder.answer = fault('list-malformed');
  expect(await run.quiet()).toBe(quarter);
  expect(run.headquarters.calls.filter((call) => call.startsWith('trust-list'))).toHaveLength(1);
  expect(run.lists.state().refused).toEqual([{ id: idOf(bytesOf('l')), name: 'no list', code: 'list-malformed' }]);
});

test('RD8: what the index does not name any more is given up, after a kill without any contact too', async () => {
  const first = await running();
  first.publish(1, ['a', bytesOf('m')], ['b', bytesOf('n')]);
  await first.quiet();
  // Killed between keeping the newer index and giving the list up.
  first.publish(2, ['b', bytesOf('n')]);
  const next = await running({ made: first.made, used: first.used, kept: { index: first.headquarters.trust.index } });
  next.headquarters.intercept = () => 'offline';
  await next.quiet();
  expect([...next.used.values()].map((one) => one.name)).toEqual(['b']);
});

test('RD8: a new name or date of headquarters\' is handed on too', async () => {
  const run = await running();
  run.publish(1, ['mistyped', bytesOf('o')]);
  await run.quiet();
  run.publish(2, ['right', bytesOf('o')]);
  await run.quiet(quarter);
  expect([...run.used.values()].map((one) => one.name)).toEqual(['right']);
});

test('RD9: while nobody judges chips yet, lists wait, and the index is asked for once', async () => {
  const run = await running();
  run.publish(1, ['a', bytesOf('p')]);
  run.holder.isThere = false;
  expect(await run.quiet()).toBe(1000);
  expect(await run.quiet()).toBe(1000);
  run.holder.isThere = true;
  expect(await run.quiet()).toBe(quarter);
  expect(run.headquarters.calls.map((call) => call.split(' ')[0])).toEqual(['trust-index', 'trust-list']);
  expect(run.used.size).toBe(1);
});

test('RD5: a mistake of whoever keeps the index ends the looking, and nothing else', async () => {
  const run = await running();
  const complaints: unknown[] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => complaints.push(words);
  try {
    const lists = trustLists({
      receiptKey: run.made.keys.receiptKey, clock: () => 0, random: () => 0, keep: () => Promise.resolve(true),
      kept: () => Promise.reject(Error('broken')), holder: { held: () => Promise.resolve(null), take: () => Promise.resolve(ok(null)), drop: () => Promise.resolve(ok(null)) },
    });
    lists.quiet(run.headquarters.client, new AbortController().signal);
    await expect.poll(() => complaints.length).toBe(1);
  } finally {
    console.error = error;
  }
});
