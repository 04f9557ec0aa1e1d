/** The driver against a simulated module on a pseudo terminal, through the real serial library. */
import { describe, expect, test, vi } from 'vitest';

import { openSerialScanner } from '../../../devices/fingerprint/serial/driver.js';
import { r503Glass } from '../../../devices/fingerprint/serial/simulator/glass.js';
import { never, print, request, scanner, simulator, until, waits, wanted } from './serial-rig.js';

vi.setConfig({ testTimeout: 60_000 });

describe('opening', () => {
  test('SM4, SM7: a module is found at the factory’s rate, with what it tells of itself, and never fit for registration', async () => {
    const module = await simulator();
    const { offer } = await scanner(module.path);
    expect(offer).toEqual({
      key: `serial/${module.path}`, kind: 'serial', identity: { make: 'UART', model: 'R30x/AS608/R503 (0009)', serial: '' }, trust: 'unsigned',
      takes: 'single', rolled: false, forRegistration: false,
    });
    expect(module.heard()).toEqual([0x13, 0x0f]);
  });

  test.each([115_200, 9600, 28_800])('SM4: its rate is found by trying: %i', async (baud) => {
    const module = await simulator({ baud });
    expect((await scanner(module.path)).offer.kind).toBe('serial');
  });

  test('SM5: a wrong password has a fault of its own, at the rate at which it was said', async () => {
    const module = await simulator({ password: 0xcafe, baud: 115_200 });
    expect(await openSerialScanner({ path: module.path, waits, onGone: () => undefined }, never)).toEqual({ ok: false, fault: { code: 'scanner-wrong-password' } });
    expect((await scanner(module.path, { password: 0xcafe })).offer.kind).toBe('serial');
  });

  test('SM4: nobody there, nobody answering, garbage at every rate: no scanner', async () => {
    const open = (path: string) => openSerialScanner({ path, waits: { ...waits, greeting: 30 }, onGone: () => undefined }, never);
    expect(await open('/dev/there-is-no-such-port')).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
    const silent = await simulator({ troubles: { isSilent: true } });
    expect(await open(silent.path)).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
    const noisy = await simulator({ baud: 12_345 });
    expect(await open(noisy.path)).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
  });

  test('SM4: a module that is only just powered up is waited for', async () => {
    const module = await simulator();
    module.restart(100);
    await scanner(module.path, { waits: { start: 200 } });
    expect(module.heard()).toEqual([0x13, 0x0f]);
  });

  test('SM6: without ReadSysPara it works with the usual values', async () => {
    const module = await simulator({ troubles: { hasNoParameters: true } });
    const opened = await scanner(module.path);
    expect(opened.offer.identity.model).toBe('R30x/AS608/R503');
    module.lay(print);
    expect(await opened.capture(request, never)).toMatchObject({ ok: true });
  });

  test('SM4: a port that another program holds is busy', async () => {
    const module = await simulator();
    await scanner(module.path);
    expect(await openSerialScanner({ path: module.path, waits, onGone: () => undefined }, never)).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
  });
});

describe('capture', () => {
  test('SM8: the finger is waited for, and its picture is what lay on the glass', async () => {
    const module = await simulator();
    const opened = await scanner(module.path);
    const capturing = opened.capture(request, never);
    await until(() => module.heard().filter((one) => one === 0x01).length > 2);
    module.lay(print);
    expect(await capturing).toEqual({ ok: true, value: { hash: null, pictures: [{ shows: 'single', finger: 2, image: wanted, record: null, deviceQuality: null }] } });
  });

  test('SM8, SM15: at 115200 a picture lasts as long as on a real line', async () => {
    const module = await simulator({ baud: 115_200, troubles: { haste: 1 } });
    const opened = await scanner(module.path);
    module.lay(print);
    const before = performance.now();
    expect(await opened.capture(request, never)).toMatchObject({ ok: true, value: { pictures: [{ image: wanted }] } });
    // 288 packets of 139 bytes of ten bits: 3.47 s at the least.
    expect(performance.now() - before).toBeGreaterThan(3400);
  });

  test('SM9: R503’s picture is brought to 500 pixels per inch', async () => {
    const module = await simulator({ glass: r503Glass });
    module.lay(print);
    const taken = await (await scanner(module.path)).capture(request, never);
    expect(taken).toMatchObject({ ok: true, value: { pictures: [{ image: { width: 189, height: 189 } }] } });
  });

  test.each([
    ['a lost packet', { droppedPacket: 17, spoiledUploads: 1 }, 2], ['a damaged packet', { corruptPacket: 200, spoiledUploads: 2 }, 3],
    ['no last packet', { hasNoEndPacket: true }, 1], ['noise between packets', { noise: 9 }, 1], ['two pictures that failed', { failedImages: 2 }, 1],
    ['a lost last packet', { droppedPacket: 287, spoiledUploads: 1 }, 2],
  ] as const)('SM10: %s: the same picture, whole', async (_what, troubles, uploads) => {
    const module = await simulator({ troubles });
    module.lay(print);
    const taken = await (await scanner(module.path)).capture(request, never);
    expect(taken).toMatchObject({ ok: true, value: { pictures: [{ image: wanted }] } });
    expect(module.heard().filter((one) => one === 0x0a)).toHaveLength(uploads);
  });

  test('SM10: after three uploads that are not whole it gives up by name, and the next capture works', async () => {
    const module = await simulator({ troubles: { droppedPacket: 3 } });
    module.lay(print);
    const opened = await scanner(module.path);
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage', detail: expect.stringContaining('36736 bytes') } });
    module.trouble({ droppedPacket: null });
    expect(await opened.capture(request, never)).toMatchObject({ ok: true });
  });

  test('SM11: no finger, no answer, a refusal, cancelled: each its own fault', async () => {
    const module = await simulator();
    const opened = await scanner(module.path, { waits: { capture: 300 } });
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-timeout', values: { fingers: 0 } } });
    const given = new AbortController();
    const capturing = opened.capture(request, given.signal);
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
    given.abort();
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(await opened.capture(request, given.signal)).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    module.lay(print);
    module.trouble({ refusesUpload: true });
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-refused', values: { confirmation: 0x0f } } });
    module.trouble({ refusesUpload: false });
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-timeout' } });
  });

  test('SM11, SM3: given up in the middle of an upload, the next capture waits for the rest to pass and is right', async () => {
    const module = await simulator();
    module.lay(print);
    const opened = await scanner(module.path);
    const given = new AbortController();
    const capturing = opened.capture(request, given.signal);
    await until(() => module.heard().includes(0x0a));
    given.abort();
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(await opened.capture(request, never)).toMatchObject({ ok: true, value: { pictures: [{ image: wanted }] } });
  });

  test('SM12: the cable pulled in the middle of an upload: lost, told once', async () => {
    const module = await simulator({ troubles: { haste: 2 } });
    module.lay(print);
    const onGone = vi.fn<() => void>();
    const opened = await scanner(module.path, { onGone });
    const capturing = opened.capture(request, never);
    await until(() => module.heard().includes(0x0a));
    await module.close();
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    await until(() => onGone.mock.calls.length > 0);
    expect(await opened.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    await opened.close();
    expect(onGone).toHaveBeenCalledTimes(1);
  });

  test('SM12: a module that falls silent while its line stays open is noticed by the heartbeat', async () => {
    const module = await simulator();
    const onGone = vi.fn<() => void>();
    await scanner(module.path, { onGone, waits: { heartbeat: 20, answer: 250 } });
    await until(() => module.heard().filter((one) => one === 0x13).length > 2);
    expect(onGone).not.toHaveBeenCalled();
    module.trouble({ isSilent: true });
    await until(() => onGone.mock.calls.length === 1);
  });
});
