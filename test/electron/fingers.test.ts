import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { argumentsOfCalls } from '../../electron/arguments-of-calls.js';
import type { Calls } from '../../electron/contract/calls.js';
import { openScannerChoice } from '../../electron/scanner-choice.js';
import { change, emptyDraft } from '../../sync/core/dossier.js';
import type { FingerPlace, FingerWarning } from '../../sync/core/finger-capture.js';
import { triesOf } from '../../sync/core/finger-progress.js';
import type { Finger } from '../../sync/core/fingers.js';
import { fault, ok } from '../../sync/core/result.js';
import { captured, id, print, stationOf } from './finger-station.js';

const fits = (name: keyof Calls, ...args: readonly unknown[]): boolean => argumentsOfCalls[name].safeParse(args).success;
const place: FingerPlace = { finger: 2, x: 10, y: 20, width: 200, height: 300, angle: -4 };

describe('EL1: arguments about fingers', () => {
  test('the 13 steps, and of a slap one finger', () => {
    expect(fits('scanner.step', id, 13)).toBe(true);
    expect(fits('scanner.step', id, 10, 10)).toBe(true);
    expect(fits('scanner.step', id, 11)).toBe(false);
    expect(fits('scanner.preview', true, 3)).toBe(true);
    expect(fits('scanner.preview', true, 12)).toBe(false);
  });
  test('boxes are of fingers, finite and bounded', () => {
    expect(fits('scanner.recut', id, [place])).toBe(true);
    for (const wrong of [{ ...place, finger: 11 }, { ...place, width: 0 }, { ...place, x: NaN }, { ...place, x: 1e9 }, { ...place, angle: 400 }]) expect(fits('scanner.recut', id, [wrong])).toBe(false);
    expect(fits('scanner.recut', id, [])).toBe(false);
  });
  test('the page brings a print back and says what a scanner can; prints and attempts it does not make', () => {
    expect(fits('dossier.change', id, [{ kind: 'print-chosen', role: 'rolled-3', part: 'a'.repeat(64) }])).toBe(true);
    expect(fits('dossier.change', id, [{ kind: 'print-chosen', role: 'rolled-3', part: null }])).toBe(true);
    expect(fits('dossier.change', id, [{ kind: 'print-chosen', role: 'photo', part: null }])).toBe(false);
    expect(fits('dossier.change', id, [{ kind: 'rolling', rolling: { possible: false, device: { make: 'a', model: 'b', serial: '' } } }])).toBe(true);
    expect(fits('dossier.change', id, [{ kind: 'attempt', attempt: { step: 13, at: 1, asked: [], seen: 0, found: 0, hash: '' } }])).toBe(false);
    expect(fits('part.thumbnail', id, 'finger-3', 'a'.repeat(64))).toBe(true);
    expect(fits('part.thumbnail', id, 'photo', 'a'.repeat(64))).toBe(false);
  });
});

describe('FL12: a step', () => {
  test('asks for what is not excepted, continues the chain, and records what was asked and seen', async () => {
    const excepted = change(emptyDraft(id, 1), { kind: 'exception', exception: { finger: 4, reason: 'amputated', permanent: true, note: '', officer: 'A' } });
    const { handlers, asked, draft } = stationOf({ 'scanner.step': [captured([print(2, 70), print(3, 50)], { seen: 4, hash: 'h1' }), captured([])] }, excepted);
    expect(await handlers['scanner.step'](id, 13)).toMatchObject({ ok: true, value: { asked: [2, 3, 5], seen: 4, found: [{ finger: 2, kept: true, part: expect.any(String) as string }, { finger: 3, kept: true }] } });
    expect(asked[0]).toEqual(['scanner.step', [{ step: 13, asked: [2, 3, 5], missing: [4], transaction: id, previousHash: '' }]]);
    expect(draft().attempts).toMatchObject([{ step: 13, asked: [2, 3, 5], seen: 4, found: 2, hash: 'h1' }]);
    await handlers['scanner.step'](id, 14);
    expect(asked[1]?.[1]).toMatchObject([{ step: 14, previousHash: 'h1' }]);
  });
  test('of a single-finger scanner takes one', async () => {
    const { handlers, asked } = stationOf({ 'scanner.step': [captured([print(3, 70)])] });
    expect(await handlers['scanner.step'](id, 13, 3)).toMatchObject({ ok: true, value: { asked: [3] } });
    expect(asked[0]?.[1]).toMatchObject([{ asked: [3], missing: [] }]);
  });
  test('a fault of the scanner changes nothing', async () => {
    const { handlers, draft } = stationOf({ 'scanner.step': [fault('scanner-timeout')] });
    expect(await handlers['scanner.step'](id, 13)).toMatchObject({ ok: false, fault: { code: 'scanner-timeout' } });
    expect(draft()).toEqual(emptyDraft(id, 1));
  });
});

test('FL2, FL3: the better print stays and says so, the other is kept with its quality and causes', async () => {
  const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(2, 70)]), captured([print(2, 50)])] });
  await handlers['scanner.step'](id, 13);
  expect(await handlers['scanner.step'](id, 13)).toMatchObject({ value: { found: [{ finger: 2, kept: false }] } });
  expect(draft().parts['finger-2']?.origin).toMatchObject({ quality: 70, print: { deviceQuality: 61, causes: ['dry'], forRegistration: true } });
  expect(draft().tries['finger-2']).toHaveLength(2);
});

test('FL4: a flat print of a rolled step is kept as a flat one', async () => {
  const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(3, 70, 'flat')], { step: 3 }), captured([print(3, 70, 'rolled')], { step: 3 })] });
  await handlers['scanner.step'](id, 3);
  expect(Object.keys(draft().parts)).toEqual(['finger-3']);
  await handlers['scanner.step'](id, 3);
  expect(draft().parts['rolled-3']?.origin.print?.impression).toBe('rolled');
});

test('FL9: what seemed wrong is kept with the finger that it is said of', async () => {
  const warnings: readonly FingerWarning[] = [{ code: 'finger-swapped', finger: 3, like: 2, dossier: null, score: 0.8 }];
  const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(2, 70), print(3, 70)], { warnings })] });
  expect(await handlers['scanner.step'](id, 13)).toMatchObject({ value: { warnings } });
  expect(draft().parts['finger-3']?.origin.print?.warnings).toEqual(warnings);
  expect(draft().parts['finger-2']?.origin.print?.warnings).toEqual([]);
});

test('FL13: prints of a slap whose names were guessed say so, those of the officer’s boxes do not', async () => {
  const slap = { png: new Uint8Array(1), width: 1600, height: 1500, places: [place], isSure: false };
  const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(2, 70), print(3, 70)], { slap })], 'scanner.recut': [captured([print(2, 60)], { slap: { ...slap, isSure: true } })] });
  await handlers['scanner.step'](id, 13);
  expect([2, 3].map((finger) => draft().parts[`finger-${finger as Finger}`]?.origin.print?.guessed)).toEqual([true, true]);
  await handlers['scanner.recut'](id, [place]);
  expect(draft().parts['finger-2']?.origin).toMatchObject({ quality: 60, print: { warnings: [] } });
  expect(draft().parts['finger-2']?.origin.print).not.toHaveProperty('guessed');
  expect(argumentsOfCalls['dossier.change'].safeParse([id, [{ kind: 'names-confirmed', parts: ['a'.repeat(64)] }]]).success).toBe(true);
});

describe('FL24: boxes that the officer dragged', () => {
  const slap = { png: new Uint8Array(1), width: 1600, height: 1500, places: [place] };
  test('go before those of the same picture, and count as no try', async () => {
    const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(2, 70)], { slap, hash: 'h1' })], 'scanner.recut': [captured([print(2, 60)], { slap, hash: 'h2' })] });
    await handlers['scanner.step'](id, 13);
    expect(await handlers['scanner.recut'](id, [place])).toMatchObject({ value: { found: [{ finger: 2, kept: true }] } });
    expect(draft().parts['finger-2']?.origin.quality).toBe(60);
    expect(draft().attempts).toMatchObject([{ hash: 'h1' }, { hash: 'h2', recut: true }]);
  });
  test('but not before a better print of another capture', async () => {
    const first = [captured([print(2, 90)]), captured([print(2, 50)], { slap })];
    const { handlers, draft } = stationOf({ 'scanner.step': first, 'scanner.recut': [captured([print(2, 60)])] });
    await handlers['scanner.step'](id, 13);
    await handlers['scanner.step'](id, 13);
    expect(await handlers['scanner.recut'](id, [place])).toMatchObject({ value: { found: [{ kept: false }] } });
    expect(draft().parts['finger-2']?.origin.quality).toBe(90);
  });
  test('FL30: a print whose name the officer takes back stands there no longer; the better of the tries before does again', async () => {
    const guessed = captured([print(3, 80), print(4, 80)], { slap });
    const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(4, 60)]), captured([print(4, 55)]), guessed], 'scanner.recut': [captured([print(3, 80), print(5, 80)], { slap }), captured([print(3, 79), print(4, 80)], { slap })] });
    for (const _ of [1, 2, 3]) await handlers['scanner.step'](id, 13);
    expect(draft().parts['finger-4']?.origin.quality).toBe(80);
    const renamed = await handlers['scanner.recut'](id, [{ ...place, finger: 3 }, { ...place, finger: 5 }]);
    expect(renamed).toMatchObject({ value: { found: [{ finger: 3, kept: true }, { finger: 5, kept: true }] } });
    expect([draft().parts['finger-4']?.origin.quality, draft().parts['finger-5']?.origin.quality]).toEqual([60, 80]);
    expect(renamed).toMatchObject({ value: { draft: { parts: { 'finger-4': { origin: { quality: 60 } } } } } });
    // And back again: the box of before is that finger's now.
    await handlers['scanner.recut'](id, [{ ...place, finger: 3 }, { ...place, finger: 4 }]);
    expect([draft().parts['finger-3']?.origin.quality, draft().parts['finger-4']?.origin.quality, draft().parts['finger-5']]).toEqual([79, 80, undefined]);
  });
  test('FL30: three of four seen, and a box added: four prints, in one try', async () => {
    const { handlers, draft } = stationOf({ 'scanner.step': [captured([print(2, 70), print(3, 70), print(5, 70)], { slap, seen: 3 })], 'scanner.recut': [captured([2, 3, 4, 5].map((finger) => print(finger as Finger, 70)), { slap })] });
    await handlers['scanner.step'](id, 13);
    await handlers['scanner.recut'](id, [2, 3, 4, 5].map((finger) => ({ ...place, finger: finger as Finger })));
    expect(Object.keys(draft().parts).sort()).toEqual(['finger-2', 'finger-3', 'finger-4', 'finger-5']);
    expect(triesOf(draft(), 13, 4)).toBe(1);
  });
  test('of another dossier\'s picture are refused', async () => {
    const { handlers, asked } = stationOf({});
    expect(await handlers['scanner.recut'](id, [place])).toMatchObject({ fault: { code: 'scanner-refused' } });
    expect(asked).toEqual([]);
  });
});

test('FL10: an ink card is kept as the JPEG of its picture', async () => {
  const { handlers, draft } = stationOf({ 'photo.encode': [ok({ jpeg: new Uint8Array(9), thumbnail: new Uint8Array(2), width: 1920, height: 1080 })] });
  expect(await handlers['ink-card.save'](id, new Uint8Array(5), 'Máy ảnh')).toMatchObject({ ok: true, value: { part: { role: 'ink-card', size: 9 } } });
  expect(draft().parts['ink-card']?.origin.device?.model).toBe('Máy ảnh');
});

describe('EL12: the officer\'s choice of a scanner', () => {
  test('is used, then remembered; one that is refused is not', async () => {
    const { handlers, asked } = stationOf({ 'scanner.choose': [ok(null), fault('scanner-absent')] });
    expect(await handlers['scanner.choose']('usb:1')).toEqual(ok(null));
    await handlers['scanner.choose']('usb:2');
    expect(asked.map(([name, args]) => [name, ...args])).toEqual([['scanner.choose', 'usb:1'], ['kept', 'usb:1'], ['scanner.choose', 'usb:2']]);
  });
  test('is there after a restart; an unreadable file is no choice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-choice-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, 'scanner.json');
    const choice = await openScannerChoice(file);
    expect(choice.key()).toBeNull();
    expect(await choice.choose('sbi:Mẫu:1')).toEqual(ok(null));
    expect((await openScannerChoice(file)).key()).toBe('sbi:Mẫu:1');
    await writeFile(file, '{"key":');
    expect((await openScannerChoice(file)).key()).toBeNull();
  });
});
