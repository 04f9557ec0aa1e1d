import { expect, test } from 'vitest';

import { idOf, valueOf } from '../outbox/example.js';
import { fakeHeadquarters, runEngine, sealOne, stationWith } from './engine-fake.js';

test('TE1: registers once, then sends in the order of the counter until all is received', async () => {
  const station = await stationWith(3);
  const headquarters = fakeHeadquarters(station.made);
  let remembered = 0;
  const run = runEngine(station, () => headquarters.client, { registered: false, onRegistered: async () => void (remembered += 1) });
  expect(await run.paused()).toBe(Infinity);
  expect(remembered).toBe(1);
  expect(station.vault.rows().map((row) => row.state)).toEqual(['received', 'received', 'received']);
  expect(headquarters.calls.filter((call) => /register|put/.test(call))).toEqual(
    ['register code', ...[1, 2, 3].flatMap((number) => [`put ${idOf(number)}/1`, `put ${idOf(number)}/1`])]);
  expect(run.engine.state()).toMatchObject({ link: 'idle', fault: null, registered: true, waiting: 0, bytesWaiting: 0, nextAt: null, lastContact: 1_000_000 });
  expect(run.engine.state().bytesSent).toBeGreaterThan(3000);
  await run.engine.stop();
});

test('TE2: what is sealed while it is idle goes out at once', async () => {
  const station = await stationWith(0);
  const headquarters = fakeHeadquarters(station.made);
  const run = runEngine(station, () => headquarters.client);
  await run.paused();
  const received = new Promise<void>((resolve) => {
    station.vault.onRow((row) => row.state === 'received' && resolve());
  });
  await sealOne(station.vault, 1);
  await received;
  await run.paused();
  expect(station.vault.outgoing()).toEqual([]);
  await run.engine.stop();
});

test('TE3: a cut interrupts, one offset query follows, and no byte that headquarters holds is sent again', async () => {
  const station = await stationWith(0);
  await sealOne(station.vault, 1, 3_000_000);
  const headquarters = fakeHeadquarters(station.made);
  let cuts = 0;
  headquarters.intercept = (call, id) => (call === 'patch' && id.endsWith(` ${2 ** 20}`) && (cuts += 1) === 1 ? 'cut' : null);
  const run = runEngine(station, () => headquarters.client);
  // The last contact made progress: it is tried again without waiting.
  expect(await run.paused()).toBe(0);
  expect(station.vault.rows()[0]?.state).toBe('queued');
  expect(run.engine.state()).toMatchObject({ link: 'waiting', fault: { code: 'cut' }, waiting: 1 });
  const before = headquarters.calls.length;
  run.elapse();
  expect(await run.paused()).toBe(Infinity);
  const after = headquarters.calls.slice(before).map((call) => call.replace(/[0-9a-f]{64}/, 'id'));
  expect(after).toEqual(['offsets 2', `patch id ${2 ** 20}`, `patch id ${2 ** 21}`, `put ${idOf(1)}/1`]);
  expect(station.vault.rows()[0]?.state).toBe('received');
  await run.engine.stop();
});

test('TE4: offline waits longer each time, up to five minutes, and now() tries at once', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  headquarters.intercept = () => 'offline';
  const run = runEngine(station, () => headquarters.client);
  const waits: number[] = [];
  for (let tries = 0; tries < 12; tries += 1) {
    waits.push(await run.paused());
    run.elapse();
  }
  await run.paused();
  expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
  expect(Math.max(...waits)).toBe(150_000);
  expect(run.engine.state()).toMatchObject({ link: 'waiting', fault: { code: 'offline' }, lastContact: null });
  headquarters.intercept = () => null;
  run.engine.now();
  expect(await run.paused()).toBe(Infinity);
  expect(station.vault.rows()[0]?.state).toBe('received');
  await run.engine.stop();
});

test('TE5: a revision that headquarters refuses three times is set aside, the others go on', async () => {
  const station = await stationWith(3);
  const headquarters = fakeHeadquarters(station.made);
  headquarters.intercept = (_, id) => (id === `${idOf(2)}/1` ? 'dossier-refused' : null);
  const run = runEngine(station, () => headquarters.client);
  for (let tries = 1; tries < 3; tries += 1) {
    expect(await run.paused()).toBeLessThan(300_000);
    expect(station.vault.rows().map((row) => row.state)).toEqual(['received', 'queued', 'received']);
    run.elapse();
  }
  expect(await run.paused()).toBe(Infinity);
  expect(station.vault.rows().map((row) => row.state)).toEqual(['received', 'quarantined', 'received']);
  expect(station.vault.rows()[1]?.note).toBe('dossier-refused');
  headquarters.intercept = () => null;
  valueOf(await station.vault.step(idOf(2), 1, 'retry'));
  await expect.poll(() => station.vault.rows()[1]?.state).toBe('received');
  await run.engine.stop();
});

test.each(['code-used', 'code-unknown', 'station-refused', 'signature-refused', 'wrong-certificate'] as const)(
  'TE6: %s stops the queue with its code until the officer says so or five minutes pass', async (code) => {
    const station = await stationWith(2);
    const headquarters = fakeHeadquarters(station.made);
    headquarters.intercept = () => code;
    const run = runEngine(station, () => headquarters.client, { registered: false });
    expect(await run.paused()).toBe(300_000);
    expect(run.engine.state()).toMatchObject({ link: 'stopped', fault: { code }, nextAt: 1_300_000 });
    expect(headquarters.calls).toHaveLength(1);
    headquarters.intercept = () => null;
    run.elapse();
    expect(await run.paused()).toBe(Infinity);
    expect(station.vault.outgoing()).toEqual([]);
    await run.engine.stop();
  });

test('TE7: a headquarters that does not know the station any more is registered with once again', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  headquarters.intercept = (call) => (call === 'put' && !headquarters.calls.some((one) => one.startsWith('register')) ? 'not-registered' : null);
  const run = runEngine(station, () => headquarters.client);
  expect(await run.paused()).toBe(Infinity);
  expect(station.vault.rows()[0]?.state).toBe('received');
  headquarters.intercept = (call) => (call === 'put' ? 'not-registered' : null);
  await sealOne(station.vault, 2);
  await expect.poll(() => run.engine.state().link).toBe('stopped');
  await run.engine.stop();
});

test('TE8: a receipt that is not headquarters’ stops the queue, nothing is taken for received', async () => {
  const station = await stationWith(1);
  const impostor = fakeHeadquarters((await stationWith(0)).made);
  const run = runEngine(station, () => impostor.client);
  expect(await run.paused()).toBe(300_000);
  expect(run.engine.state()).toMatchObject({ link: 'stopped', fault: { code: 'receipt-forged' } });
  expect(station.vault.rows()[0]?.state).toBe('queued');
  await run.engine.stop();
});

test('TE9: a part file that is not what its name says is set aside before a byte of it is sent', async () => {
  const station = await stationWith(2);
  const headquarters = fakeHeadquarters(station.made);
  station.disk.flip(station.vault.outgoing()[0]!.parts[1]!.file, 100);
  const run = runEngine(station, () => headquarters.client);
  expect(await run.paused()).toBe(Infinity);
  expect(station.vault.rows().map((row) => row.state)).toEqual(['quarantined', 'received']);
  await run.engine.stop();
});

test('TE10: while locked it waits without trying; an unlock and now() send', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  let open = false;
  const run = runEngine(station, () => (open ? headquarters.client : null));
  expect(await run.paused()).toBe(Infinity);
  expect(run.engine.state()).toMatchObject({ link: 'locked', waiting: 1 });
  open = true;
  run.engine.now();
  expect(await run.paused()).toBe(Infinity);
  expect(run.engine.state()).toMatchObject({ link: 'idle', waiting: 0 });
  await run.engine.stop();
});

test('TE11: what was being sent when the station was killed is in the queue again and goes out', async () => {
  const station = await stationWith(1);
  valueOf(await station.vault.step(idOf(1), 1, 'send'));
  const headquarters = fakeHeadquarters(station.made);
  const run = runEngine(station, () => headquarters.client);
  await expect.poll(() => station.vault.rows()[0]?.state).toBe('received');
  await run.engine.stop();
});

test('TE12: stop ends a call that hangs, and leaves the revision queued', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  let hanging: (() => void) | null = null;
  const hang = new Promise<void>((resolve) => {
    hanging = resolve;
  });
  const client = {
    ...headquarters.client,
    putManifest: (_: unknown, signal: AbortSignal) => new Promise<{ ok: false; fault: { code: 'cut' } }>((resolve) => {
      signal.addEventListener('abort', () => resolve({ ok: false, fault: { code: 'cut' } }));
      hanging?.();
    }),
  };
  const run = runEngine(station, () => client);
  await hang;
  expect(station.vault.rows()[0]?.state).toBe('sending');
  await run.engine.stop();
  expect(station.vault.rows()[0]?.state).toBe('queued');
});

test('TE13: an offset that does not grow ends the try instead of sending the same bytes for ever', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  const client = { ...headquarters.client, patchPart: () => Promise.resolve({ ok: true as const, value: { offset: 0 } }) };
  const run = runEngine(station, () => client);
  expect(await run.paused()).toBeGreaterThan(0);
  expect(run.engine.state()).toMatchObject({ link: 'waiting', fault: { code: 'answer-unreadable' } });
  await run.engine.stop();
});

test('TE14: what can wait has its time once a round has ended well, and none as soon as something is to be sent', async () => {
  const station = await stationWith(1);
  const headquarters = fakeHeadquarters(station.made);
  const quiet: AbortSignal[] = [];
  headquarters.intercept = () => 'offline';
  const run = runEngine(station, () => headquarters.client, { onQuiet: (_client, signal) => quiet.push(signal) });
  await run.paused();
  expect(quiet).toEqual([]);
  headquarters.intercept = () => null;
  run.elapse();
  expect(await run.paused()).toBe(Infinity);
  expect(quiet.map((signal) => signal.aborted)).toEqual([false]);
  await sealOne(station.vault, 2);
  await expect.poll(() => quiet.map((signal) => signal.aborted)).toEqual([true, false]);
  await run.engine.stop();
  expect(quiet.every((signal) => signal.aborted)).toBe(true);
});
