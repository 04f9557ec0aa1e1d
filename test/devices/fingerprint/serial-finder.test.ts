/** Previews, and the finder, on simulated modules. */
import { describe, expect, test, vi } from 'vitest';

import type { FingerScanner, RawFrame } from '../../../devices/fingerprint/model.js';
import { serialFinder } from '../../../devices/fingerprint/serial/finder.js';
import { never, print, request, scanner, simulator, until, waits, wanted } from './serial-rig.js';

vi.setConfig({ testTimeout: 60_000 });

describe('preview', () => {
  test('SM13: one picture for each time that a finger is laid on; a capture goes before and the preview goes on', async () => {
    const module = await simulator();
    const opened = await scanner(module.path);
    const frames: RawFrame[] = [];
    const given = new AbortController();
    const previewing = opened.preview(2, (frame) => frames.push(frame), given.signal);
    module.lay(print);
    await until(() => frames.length === 1);
    expect(frames[0]).toEqual({ image: wanted, jpeg: null });
    expect(await opened.capture(request, never)).toMatchObject({ ok: true });
    expect(frames).toHaveLength(1);
    module.lay(null);
    const looks = module.heard().length;
    await until(() => module.heard().length > looks + 3);
    module.lay(print);
    await until(() => frames.length === 2);
    given.abort();
    expect(await previewing).toEqual({ ok: true, value: null });
  });
});

describe('finding', () => {
  test('SM26: reset: the port is closed and opened, the module greeted anew; what runs is lost, the next capture is right', async () => {
    const module = await simulator();
    const given = new AbortController();
    let found: readonly FingerScanner[] = [];
    const watching = serialFinder({ paths: [module.path], waits }).watch((now) => (found = now), given.signal);
    await until(() => found.length === 1);
    const [first] = found;
    const capturing = first?.capture(request, never);
    const greetings = (): number => module.heard().filter((one) => one === 0x13).length;
    const before = greetings();
    await until(() => module.heard().at(-1) === 0x01);
    expect(await first?.reset?.()).toEqual({ ok: true, value: null });
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    expect(greetings()).toBeGreaterThan(before);
    expect(found).toHaveLength(1);
    expect(found[0]).not.toBe(first);
    expect(found[0]?.offer).toEqual(first?.offer);
    module.lay(print);
    expect(await found[0]?.capture(request, never)).toMatchObject({ ok: true, value: { pictures: [{ image: wanted }] } });
    given.abort();
    await watching;
  });

  test('SM26: a module that does not answer to that is told as absent and looked for again; one that refuses, with its fault', async () => {
    const [silent, refusing] = [await simulator(), await simulator({ password: 5 })];
    const given = new AbortController();
    let found: readonly FingerScanner[] = [];
    const finder = serialFinder({ paths: [silent.path, refusing.path], waits: { ...waits, answer: 250, greeting: 100 } });
    const watching = finder.watch((now) => (found = now), given.signal);
    await until(() => found.length === 2);
    const hindered = found.find((one) => one.fault !== undefined);
    expect(await hindered?.reset?.()).toMatchObject({ ok: false, fault: { code: 'scanner-wrong-password' } });
    silent.trouble({ isSilent: true });
    expect(await found.find((one) => one.fault === undefined)?.reset?.()).toMatchObject({ ok: false, fault: { code: 'scanner-absent' } });
    expect(found).toHaveLength(1);
    silent.trouble({ isSilent: false });
    finder.again?.();
    await until(() => found.length === 2);
    given.abort();
    await watching;
  });

  test('SM14: a port named by hand is found without a list of ports, told to be gone, and found again', async () => {
    const module = await simulator();
    const given = new AbortController();
    const told: (readonly FingerScanner[])[] = [];
    const finder = serialFinder({ paths: [module.path], waits: { ...waits, heartbeat: 30, answer: 250, greeting: 100 } });
    const watching = finder.watch((found) => told.push(found), given.signal);
    await until(() => told.at(-1)?.length === 1);
    module.trouble({ isSilent: true });
    await until(() => told.at(-1)?.length === 0);
    module.trouble({ isSilent: false });
    await vi.waitUntil(() => {
      finder.again?.();
      return told.at(-1)?.length === 1;
    }, { timeout: 30_000, interval: 500 });
    given.abort();
    await watching;
  });

  test('SM14: a module with a wrong password is shown with its fault', async () => {
    const module = await simulator({ password: 5 });
    const given = new AbortController();
    let found: readonly FingerScanner[] = [];
    const watching = serialFinder({ paths: [module.path], waits }).watch((now) => (found = now), given.signal);
    await until(() => found.length === 1);
    expect(found[0]?.fault?.()).toBe('scanner-wrong-password');
    expect(await found[0]?.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-wrong-password' } });
    given.abort();
    await watching;
  });
});
