import { expect, test } from 'vitest';

import { card, kit, never } from './driver-kit.js';

test('CH64: asked before it is known what there is, a reading waits for it: the card that is told a moment later is read, a service that is not there ends it', async () => {
  const early = kit();
  const reading = early.reader.read(card.key, never);
  early.watch.onService();
  early.watch.onReader('one');
  setTimeout(() => early.lay('one'), 50);
  expect(await reading).toMatchObject({ ok: true });
  const without = kit();
  const waiting = without.reader.read(card.key, never);
  without.watch.onServiceLost('not there');
  expect(await waiting).toMatchObject({ ok: false, fault: { code: 'pcsc-absent' } });
  const empty = kit();
  empty.watch.onReader('one');
  expect(await empty.reader.read(card.key, never)).toMatchObject({ ok: false, fault: { code: 'card-absent' } });
  const given = kit();
  const controller = new AbortController();
  const givenUp = given.reader.read(card.key, controller.signal);
  controller.abort();
  expect(await givenUp).toMatchObject({ ok: false, fault: { code: 'chip-cancelled' } });
});
