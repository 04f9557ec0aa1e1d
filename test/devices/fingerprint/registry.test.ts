import { afterEach, describe, expect, test } from 'vitest';

import { fault, ok } from '../../../sync/core/result.js';
import type { Plug } from './scripted.js';
import { good, hand, plug } from './scripted.js';
import type { Watched } from './station.js';
import { asking, never, until, watchFinders } from './station.js';

const opened: Watched[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.scanner.close();
});

async function open(finders: readonly Plug[], options: Partial<Parameters<typeof watchFinders>[0]> = {}): Promise<Watched> {
  const watched = watchFinders({ finders, ...options });
  opened.push(watched);
  // The finders are started a moment later.
  await new Promise(setImmediate);
  return watched;
}

const inUse = ({ states }: Watched): string | undefined => states.at(-1)?.identity?.serial;

describe('registry', () => {
  test('FS14: scanners of all kinds are offered, the fittest first, and that one is used while none is chosen', async () => {
    const [usb, serial] = [plug(), plug()];
    const watched = await open([usb, serial]);
    expect(watched.states.at(-1)?.state).toBe('looking');
    serial.tell(hand('demo', { kind: 'serial', forRegistration: false }));
    expect(watched.states.at(-1)?.state).toBe('looking');
    usb.tell();
    expect(inUse(watched)).toBe('demo');
    usb.tell(hand('one'), hand('ten', { takes: 'slaps' }));
    expect(inUse(watched)).toBe('ten');
    expect(watched.scanner.offers().map((offer) => offer.key)).toEqual(['ten', 'one', 'demo']);
  });

  test('FS45: a small glass is used where nothing fitter is there, before one for demonstration', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const [small, demo] = [hand('small', { forRegistration: false, unfit: 'small-glass' }), hand('demo', { kind: 'serial', forRegistration: false, rolled: true })];
    usb.tell(demo, small);
    expect(inUse(watched)).toBe('small');
    usb.tell(demo, small, hand('ten', { takes: 'slaps' }));
    expect(inUse(watched)).toBe('ten');
    expect(watched.scanner.offers().map((offer) => offer.key)).toEqual(['ten', 'small', 'demo']);
  });

  test('FS14: of two that are worth the same, the one in use stays', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const later = hand('b');
    usb.tell(later);
    usb.tell(hand('a'), later);
    expect(inUse(watched)).toBe('b');
    usb.tell();
    expect(watched.states.at(-1)).toMatchObject({ state: 'missing', fault: 'scanner-lost' });
  });

  test('FS15: the choice of before is taken when it comes, and waited for after it went', async () => {
    const usb = plug();
    const watched = await open([usb], { chosen: 'single' });
    const [ten, single] = [hand('ten', { takes: 'slaps' }), hand('single')];
    usb.tell(ten);
    expect(inUse(watched)).toBe('ten');
    usb.tell(ten, single);
    expect(inUse(watched)).toBe('single');
    expect(watched.all.at(-1)).toMatchObject({ chosen: 'single' });
    usb.tell(ten);
    expect(watched.states.at(-1)).toMatchObject({ state: 'missing', fault: 'scanner-lost', identity: null });
    expect(watched.scanner.choose('ten')).toEqual(ok(null));
    expect(watched.all.at(-1)).toMatchObject({ chosen: 'ten', scanner: { state: 'ready' } });
  });

  test('FS16: nothing is changed under a capture: a better scanner and another choice wait for its end', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const single = hand('single');
    usb.tell(single);
    const capture = watched.scanner.step(asking({ step: 2, asked: [2], missing: [] }), never);
    await until('it captures', () => single.waiting() === 1);
    usb.tell(single, hand('ten', { takes: 'slaps' }));
    expect(inUse(watched)).toBe('single');
    expect(watched.scanner.choose('ten')).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
    expect(await watched.scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
    single.end(good);
    expect(await capture).toMatchObject({ ok: true, value: { device: { serial: 'single' } } });
    expect(inUse(watched)).toBe('ten');
  });

  test('FS16: a device that goes in the middle of a capture ends it, and the next one in is used', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const first = hand('first');
    usb.tell(first);
    const capture = watched.scanner.step(asking(), never);
    await until('it captures', () => first.waiting() === 1);
    usb.tell();
    first.end(fault('scanner-lost', 'usb'));
    expect(await capture).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    expect(watched.states.at(-1)).toMatchObject({ state: 'missing', fault: 'scanner-lost' });
    usb.tell(hand('second'));
    expect(inUse(watched)).toBe('second');
  });

  for (const code of ['scanner-overheated', 'scanner-not-ready', 'scanner-timeout'] as const) {
    test(`FS17: a scanner that ends with ${code} is shown broken, and ready again after reconnecting or a capture that works`, async () => {
      const usb = plug();
      const watched = await open([usb]);
      const one = hand('one');
      usb.tell(one);
      const failed = watched.scanner.step(asking(), never);
      await until('it captures', () => one.waiting() === 1);
      one.end(fault(code));
      await failed;
      expect(watched.states.at(-1)).toMatchObject({ state: 'broken', fault: code, identity: { serial: 'one' } });
      expect(await watched.scanner.reconnect()).toEqual(ok(null));
      expect([one.resets(), usb.looks()]).toEqual([1, 1]);
      expect(watched.states.at(-1)?.state).toBe('ready');
    });
  }

  test('FS17: nobody laid a finger on it: that is no trouble of the device', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const one = hand('one');
    usb.tell(one);
    const empty = watched.scanner.step(asking(), never);
    await until('it captures', () => one.waiting() === 1);
    one.end(fault('scanner-timeout', undefined, { fingers: 0 }));
    expect((await empty).ok).toBe(false);
    expect(watched.states.at(-1)?.state).toBe('ready');
  });

  test('FS17: reconnecting without a scanner, and waking up, look again everywhere', async () => {
    const [usb, serial] = [plug(), plug()];
    const watched = await open([usb, serial]);
    usb.tell();
    serial.tell();
    expect(await watched.scanner.reconnect()).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
    watched.scanner.wake();
    expect([usb.looks(), serial.looks()]).toEqual([2, 2]);
  });

  test('FS60: a scanner that becomes another object in its reset is used again afterwards, and no other one meanwhile', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const [one, again, other] = [hand('one', {}, true, async () => {
      usb.tell(other);
      usb.tell(other, again);
      return ok(null);
    }), hand('one'), hand('a')];
    usb.tell(one);
    usb.tell(other, one);
    const told = watched.states.length;
    expect(await watched.scanner.reconnect()).toEqual(ok(null));
    expect(watched.states.slice(told)).toEqual([]);
    expect(inUse(watched)).toBe('one');
    const captured = watched.scanner.step(asking({ asked: [2] }), never);
    await until('it captures', () => again.waiting() === 1);
    again.end(good);
    expect((await captured).ok).toBe(true);
  });

  test('FS60: what came of a reset is answered and shown; one that went in it is missing', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const silent = hand('silent', {}, true, async () => fault('scanner-timeout'));
    usb.tell(silent);
    expect(await watched.scanner.reconnect()).toEqual(fault('scanner-timeout'));
    expect(watched.states.at(-1)).toMatchObject({ state: 'broken', fault: 'scanner-timeout', identity: { serial: 'silent' } });
    const gone = hand('gone', {}, true, async () => {
      usb.tell();
      return ok(null);
    });
    usb.tell(gone);
    expect(await watched.scanner.reconnect()).toEqual(fault('scanner-lost'));
    expect(watched.states.at(-1)).toMatchObject({ state: 'missing', fault: 'scanner-lost' });
  });

  test('FS60: a driver that does not come back from its reset is given up; a second wish meanwhile is the same one', async () => {
    const usb = plug();
    const watched = await open([usb], { waits: { reset: 50 } });
    const deaf = hand('deaf', {}, true, () => new Promise(() => undefined));
    usb.tell(deaf);
    const ends = await Promise.all([watched.scanner.reconnect(), watched.scanner.reconnect()]);
    expect(ends).toEqual([0, 1].map(() => fault('scanner-timeout', 'the driver did not come back from its reset')));
    expect(deaf.resets()).toBe(1);
    expect(watched.scanner.choose('deaf')).toEqual(ok(null));
  });

  test('FS18: a driver that heeds neither signal nor deadline does not hold the officer', async () => {
    const usb = plug();
    const watched = await open([usb], { waits: { grace: 20, longest: 200 } });
    const deaf = hand('deaf', {}, false);
    usb.tell(deaf);
    const officer = new AbortController();
    const cancelled = watched.scanner.step(asking(), officer.signal);
    await until('it captures', () => deaf.waiting() === 1);
    officer.abort();
    expect(await cancelled).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(await watched.scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-timeout' } });
  });

  test('FS18: a capture before anything is known waits for the first word of the finders', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const capture = watched.scanner.step(asking({ step: 2, asked: [2], missing: [] }), never);
    const one = hand('one');
    usb.tell(one);
    await until('it captures', () => one.waiting() === 1);
    one.end(good);
    expect(await capture).toMatchObject({ ok: true });
    usb.tell();
    expect(await watched.scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
  });

  test('FS7: without a finger asked for, no scanner is needed', async () => {
    const watched = await open([plug()]);
    expect(await watched.scanner.step(asking({ asked: [], previousHash: 'ab' }), never)).toMatchObject({ ok: true, value: { prints: [], hash: 'ab' } });
  });
});
