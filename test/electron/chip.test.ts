import { describe, expect, test } from 'vitest';

import { argumentsOfCalls } from '../../electron/arguments-of-calls.js';
import type { Calls } from '../../electron/contract/calls.js';
import type { Context } from '../../electron/context.js';
import { captureHandlers } from '../../electron/handlers/capture.js';
import type { ChipReading } from '../../sync/core/capture.js';
import { change, emptyDraft, type Draft, type DraftChange } from '../../sync/core/dossier.js';
import { largestTrustList } from '../../sync/core/reference-data.js';
import { ok } from '../../sync/core/result.js';
import type { NewPart } from '../../sync/outbox/model.js';

const id = '019700a1-0000-7000-8000-00000000abcd';
const fits = (name: keyof Calls, ...args: readonly unknown[]): boolean => argumentsOfCalls[name].safeParse(args).success;

describe('EL1: arguments about chips', () => {
  test('a chip is read by its MRZ or its CAN, never by both or by nothing', () => {
    expect(fits('chip.read', id, { number: '138000001', birth: '380514', expiry: '991231' })).toBe(true);
    expect(fits('chip.read', id, { can: '123456' })).toBe(true);
    expect(fits('chip.read', id, { can: '123456', number: '138000001', birth: '380514', expiry: '991231' })).toBe(false);
    expect(fits('chip.read', id, {})).toBe(false);
  });

  test('the page may keep the form against the chip, and may not say what a chip proved', () => {
    expect(fits('dossier.change', id, [{ kind: 'chip-kept', fields: ['birth'] }])).toBe(true);
    expect(fits('dossier.change', id, [{ kind: 'chip-kept', fields: ['shoe size'] }])).toBe(false);
    expect(fits('dossier.change', id, [{ kind: 'chip-kept', fields: [] }])).toBe(false);
    expect(fits('dossier.change', id, [{ kind: 'chip-facts', facts: [], fields: {}, at: 1 }])).toBe(false);
  });

  test('a trust list has a name and a bounded size, above what is taken', () => {
    expect(fits('trust.add', { name: 'DE_ML.ml', bytes: new Uint8Array(largestTrustList + 1) })).toBe(true);
    expect(fits('trust.add', { name: 'DE_ML.ml', bytes: new Uint8Array(2 * largestTrustList + 1) })).toBe(false);
    expect(fits('trust.add', { name: '', bytes: new Uint8Array(1) })).toBe(false);
    expect(fits('trust.add', { name: 'a', bytes: 'text' })).toBe(false);
    expect(fits('trust.lists')).toBe(true);
    expect(fits('trust.lists', 'all')).toBe(false);
  });
});

interface Station {
  readonly context: Context;
  readonly asked: unknown[];
  readonly draft: () => Draft;
}

/** Main's parts as far as these calls use them; the vault keeps its draft by the core's own rules. */
function stationOf({ isOpen = true, answer = {} }: { isOpen?: boolean; answer?: Record<string, unknown> } = {}): Station {
  let draft = emptyDraft(id, 1);
  const asked: unknown[] = [];
  const apply = (changes: readonly DraftChange[]): void => {
    draft = changes.reduce(change, draft);
  };
  const context = {
    signedIn: () => (isOpen ? { session: { officer: 'Lê Văn Bảo', shift: 'morning' } } : null),
    trustLists: { state: () => ({ checkedAt: 7, fault: null, refused: [] }) },
    devices: {
      call: (name: string, args: unknown) => {
        asked.push([name, args]);
        return Promise.resolve(answer[name]);
      },
    },
    vault: {
      rows: () => [{ id, state: 'draft', mendableUntil: null }],
      onRow: () => () => undefined,
      draft: () => Promise.resolve(ok(draft)),
      change: (_id: string, changes: readonly DraftChange[]) => {
        apply(changes);
        return Promise.resolve(ok({ at: 9 }));
      },
      addParts: (_id: string, parts: readonly NewPart[], also: readonly DraftChange[]) => {
        asked.push(['parts', parts.map((one) => one.role)]);
        apply(also);
        return Promise.resolve(ok({ draft, saved: { at: 9 } }));
      },
    },
  } as unknown as Context;
  return { context, asked, draft: () => draft };
}

describe('EN23: main', () => {
  const reading: ChipReading = {
    files: [{ role: 'chip-dg1', bytes: new Uint8Array(3) }], fields: { origin: 'Huế' }, photo: null, reader: 'Mẫu 01',
    facts: [{ name: 'chain', state: 'ok', values: { issuer: 'C=VN\0' } }],
  };

  test('keeps what a chip said and proved with its files, fit for headquarters', async () => {
    const station = stationOf({ answer: { 'chip.read': ok(reading) } });
    const read = await captureHandlers(station.context)['chip.read'](id, { can: '123456' });
    expect(read).toMatchObject({ ok: true, value: { facts: [{ values: { issuer: 'C=VN' } }], fields: { origin: 'Huế' } } });
    expect(station.draft().chip).toMatchObject({ facts: [{ values: { issuer: 'C=VN' } }], fields: { origin: 'Huế' }, kept: [] });
    expect(station.asked).toContainEqual(['parts', ['chip-dg1']]);
    expect(JSON.stringify(station.draft())).not.toContain('123456');
  });

  test('a reading without proofs has none', async () => {
    const { facts: _facts, ...bare } = reading;
    const station = stationOf({ answer: { 'chip.read': ok(bare) } });
    expect(await captureHandlers(station.context)['chip.read'](id, { can: '123456' })).toMatchObject({ ok: true, value: { facts: [] } });
  });
});

describe('UI10: trust lists', () => {
  test('are refused while nobody is signed in', async () => {
    const { context, asked } = stationOf({ isOpen: false });
    const handlers = captureHandlers(context);
    expect(await handlers['trust.add']({ name: 'a.ml', bytes: new Uint8Array(1) })).toMatchObject({ ok: false, fault: { code: 'locked' } });
    expect(await handlers['trust.lists']()).toMatchObject({ ok: false, fault: { code: 'locked' } });
    expect(await handlers['trust.headquarters']()).toMatchObject({ ok: false, fault: { code: 'locked' } });
    expect(asked).toEqual([]);
  });

  test('CH80: go to the device process with the date that they carry themselves and the officer who imports them', async () => {
    const { context, asked } = stationOf({ answer: { 'trust.add': ok({ name: 'a.ml' }), 'trust.lists': ok([]) } });
    const bytes = new Uint8Array(4);
    expect(await captureHandlers(context)['trust.add']({ name: 'a.ml', bytes })).toEqual(ok({ name: 'a.ml' }));
    expect(await captureHandlers(context)['trust.lists']()).toEqual(ok([]));
    expect(asked).toEqual([['trust.add', [{ name: 'a.ml', date: '', bytes, origin: { from: 'file', by: 'Lê Văn Bảo' } }]], ['trust.lists', []]]);
    expect(await captureHandlers(context)['trust.headquarters']()).toEqual(ok({ checkedAt: 7, fault: null, refused: [] }));
  });

  test('CH82: one that is too large is answered so by main, and goes no further', async () => {
    const { context, asked } = stationOf();
    const bytes = new Uint8Array(largestTrustList + 1);
    expect(await captureHandlers(context)['trust.add']({ name: 'a.ml', bytes })).toMatchObject({ ok: false, fault: { code: 'list-too-large' } });
    expect(asked).toEqual([]);
  });
});

describe('UI11: who vouches for scanners', () => {
  test('a file of certificates has at most 1 MiB', () => {
    expect(fits('anchors.add', new Uint8Array(2 ** 20))).toBe(true);
    for (const wrong of [new Uint8Array(2 ** 20 + 1), 'text', null]) expect(fits('anchors.add', wrong)).toBe(false);
    expect(fits('anchors.add', new Uint8Array(1), 'name')).toBe(false);
    expect(fits('anchors.list')).toBe(true);
    expect(fits('anchors.list', 'all')).toBe(false);
  });

  test('is asked and changed only while somebody is signed in', async () => {
    const bytes = new Uint8Array(4);
    const locked = stationOf({ isOpen: false });
    expect(await captureHandlers(locked.context)['anchors.add'](bytes)).toMatchObject({ ok: false, fault: { code: 'locked' } });
    expect(await captureHandlers(locked.context)['anchors.list']()).toMatchObject({ ok: false, fault: { code: 'locked' } });
    expect(locked.asked).toEqual([]);
    const open = stationOf({ answer: { 'anchors.add': ok({ added: [] }), 'anchors.list': ok({ anchors: [] }) } });
    expect(await captureHandlers(open.context)['anchors.add'](bytes)).toEqual(ok({ added: [] }));
    expect(await captureHandlers(open.context)['anchors.list']()).toEqual(ok({ anchors: [] }));
    expect(open.asked).toEqual([['anchors.add', [bytes]], ['anchors.list', []]]);
  });
});
