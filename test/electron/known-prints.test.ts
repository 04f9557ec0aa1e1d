import { describe, expect, test } from 'vitest';

import { argumentsOfCalls } from '../../electron/arguments-of-calls.js';
import type { FingerPlace } from '../../sync/core/finger-capture.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import { captured, destroyed, id, print, stationOf } from './finger-station.js';

const turn = (): Promise<void> => new Promise((settle) => setTimeout(settle, 5));
const place: FingerPlace = { finger: 2, x: 10, y: 20, width: 200, height: 300, angle: -4 };

describe('EL24: prints of before', () => {
  const captures = (): Record<string, Result<unknown>[]> => ({ 'scanner.preview': [ok(null), ok(null)], 'scanner.step': [captured([print(2, 70), print(3, 50)]), captured([print(4, 60)]), captured([])] });
  const sealed = { id: '019700a1-0000-7000-8000-00000000beef', state: 'queued', updatedAt: 2, mendableUntil: 9 } as const;

  test('are told to a device process once, before its first capture, the latest dossier last; what cannot be opened is left out', async () => {
    const rows = [{ ...sealed, id: destroyed }, sealed, { ...sealed, id: 'closed', mendableUntil: null }];
    const { handlers, known, startAgain } = stationOf(captures(), undefined, rows);
    await handlers['scanner.preview'](true, 13);
    await handlers['scanner.step'](id, 13);
    await handlers['scanner.step'](id, 14);
    const seven = { dossier: sealed.id, prints: [{ finger: 7, impression: 'flat', template: new Uint8Array([1, 2, 3]) }] };
    expect(known).toEqual([[seven]]);
    startAgain();
    await handlers['scanner.preview'](false);
    expect(known).toHaveLength(1);
    await handlers['scanner.step'](id, 13);
    expect(known[1]).toMatchObject([seven, { dossier: id, prints: [{ finger: 2 }, { finger: 3 }, { finger: 4, template: new Uint8Array([7, 4, 60]) }] }]);
  });

  test('are told again where the device process went meanwhile; no capture fails by it', async () => {
    const { handlers, known } = stationOf({ ...captures(), 'prints.known': [fault('device-process-down')] });
    expect(await handlers['scanner.step'](id, 13)).toMatchObject({ ok: true });
    expect(await handlers['scanner.step'](id, 14)).toMatchObject({ ok: true });
    expect(known).toHaveLength(2);
  });

  test('of a dossier whose key ended are forgotten, with one word for a whole day; what can be opened stays known', async () => {
    const other = { ...sealed, id: '019700a1-0000-7000-8000-00000000bee0' };
    const { handlers, known, endKey } = stationOf(captures(), undefined, [sealed, other, { ...sealed, id: 'closed', mendableUntil: null }]);
    endKey(other.id);
    await turn();
    expect(known).toEqual([]);
    await handlers['scanner.step'](id, 13);
    endKey(sealed.id);
    endKey('closed');
    await turn();
    expect(known).toHaveLength(2);
    expect(known[1]).toMatchObject([{ dossier: id, prints: [{ finger: 2 }, { finger: 3 }] }]);
    await handlers['scanner.step'](id, 14);
    expect(known).toHaveLength(2);
  });

  test('are all forgotten when a key ends while the station is locked, and told again before the next capture', async () => {
    const { known, endKey, lock, handlers } = stationOf(captures(), undefined, [sealed]);
    await handlers['scanner.step'](id, 13);
    lock();
    endKey(sealed.id);
    await turn();
    expect(known[1]).toEqual([]);
  });

  test('are kept beside the draft with the capture: the newest of each finger, none of one that was not measured, and nothing of them goes to the page', async () => {
    const blind = { ...print(3, 80), template: new Uint8Array() };
    const { handlers, draft, templates } = stationOf({ 'scanner.step': [captured([print(2, 70), print(3, 50)]), captured([print(2, 60), blind])] });
    await handlers['scanner.step'](id, 13);
    const result = await handlers['scanner.step'](id, 13);
    expect(templates()).toEqual({ 'finger-2': Buffer.from([7, 2, 60]).toString('base64'), 'finger-3': '' });
    expect(JSON.stringify([draft(), result])).not.toMatch(/template/i);
  });

  test('of a name that the officer takes back from a slap are taken back too', async () => {
    const slap = { png: new Uint8Array(1), width: 1600, height: 1500, places: [place] };
    const { handlers, templates } = stationOf({
      'scanner.step': [captured([print(2, 70), print(3, 60)], { slap })], 'scanner.recut': [captured([print(2, 70), print(4, 60)], { slap }), captured([print(3, 50)], { slap })],
    });
    await handlers['scanner.step'](id, 13);
    await handlers['scanner.recut'](id, [place]);
    expect(templates()).toMatchObject({ 'finger-3': '', 'finger-4': Buffer.from([7, 4, 60]).toString('base64') });
    await handlers['scanner.recut'](id, [place]);
    expect(templates()).toEqual({ 'finger-2': '', 'finger-3': Buffer.from([7, 3, 50]).toString('base64'), 'finger-4': '' });
  });

  test('a step that is called off while they are told does not begin', async () => {
    const { handlers, asked } = stationOf(captures());
    const step = handlers['scanner.step'](id, 13);
    await Promise.resolve();
    await Promise.resolve();
    await handlers['scanner.cancel']();
    expect(await step).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(asked).toEqual([]);
  });

  test('the page cannot make any', () => expect(argumentsOfCalls['dossier.change'].safeParse([id, [{ kind: 'templates', templates: {} }]]).success).toBe(false));
});
