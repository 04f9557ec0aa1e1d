import { describe, expect, test } from 'vitest';

import { canonicalBytes } from '../../../sync/core/canonical.js';
import { blocking, check, findingKey } from '../../../sync/core/checks.js';
import { change, emptyDraft, formOf, type Draft } from '../../../sync/core/dossier.js';
import { printState, worthTrying } from '../../../sync/core/finger-progress.js';
import type { PrintRole } from '../../../sync/core/finger-steps.js';
import { lowQuality } from '../../../sync/core/prints.js';
import { formShape, parseJson } from '../../../sync/headquarters/schema.js';
import { codes, start, take, today } from './taken.js';

describe('FL13: a name that was guessed', () => {
  const guessed = { guessed: true } as const;
  const partsOf = (draft: Draft, role: PrintRole): string[] => draft.tries[role]?.map((one) => one.part.id) ?? [];

  test('makes a print weak and worth another try, warns by itself, and gives way to a print of a finger that is known', () => {
    const draft = take(start, 'finger-2', { quality: 90, print: guessed });
    expect([printState(draft, 2, 'flat'), worthTrying(draft, 13).includes(2)]).toEqual(['weak', true]);
    expect(codes(draft)).toContain('warn finger-guessed 2');
    const again = take(draft, 'finger-2', { quality: 60, at: 2 });
    expect(again.parts['finger-2']?.origin.quality).toBe(60);
    expect(codes(again)).not.toContain('warn finger-guessed 2');
    expect(take(again, 'finger-2', { quality: 95, at: 3, print: guessed }).parts['finger-2']?.origin.quality).toBe(60);
    // A poor print of a known finger is no better than a good one.
    expect(take(draft, 'finger-2', { quality: lowQuality - 1, at: 2 }).parts['finger-2']?.origin.quality).toBe(90);
  });

  test('is one like any other once the officer has said that it is right; what had stood there goes by quality again', () => {
    const before = take(take(start, 'finger-2', { quality: 60 }), 'finger-2', { quality: 90, at: 2, print: guessed });
    expect(before.parts['finger-2']?.origin.quality).toBe(60);
    const [, later = ''] = partsOf(before, 'finger-2');
    const known = change({ ...before, confirmation: { by: 'citizen', at: 1 } }, { kind: 'names-confirmed', parts: [later, 'f'.repeat(64)] });
    expect(known).toMatchObject({ parts: { 'finger-2': { part: { id: later }, origin: { quality: 90 } } }, confirmation: null });
    expect(JSON.stringify(known)).not.toContain('guessed');
    expect([printState(known, 2, 'flat'), codes(known).filter((code) => code.includes('guessed'))]).toEqual(['good', []]);
  });

  test('a print that the officer took out of its place stays out of it only until its name is said to be right', () => {
    const draft = change(take(start, 'finger-2', { print: guessed }), { kind: 'print-chosen', role: 'finger-2', part: null });
    expect(change(draft, { kind: 'names-confirmed', parts: [] }).parts['finger-2']).toBeUndefined();
    expect(change(draft, { kind: 'names-confirmed', parts: partsOf(draft, 'finger-2') }).parts['finger-2']).toBeDefined();
  });

  test('that was accepted for one capture is not accepted for another', () => {
    const accept = (draft: Draft): Draft => check(draft, today).filter((one) => one.code === 'finger-guessed').reduce((sum, one) => change(sum, { kind: 'accepted', check: findingKey(one), note: 'đã đối chiếu' }), draft);
    const open = (draft: Draft): number => blocking(check(draft, today), draft).filter((one) => one.code === 'finger-guessed').length;
    const accepted = accept(take(start, 'finger-2', { print: guessed }));
    expect(open(accepted)).toBe(0);
    expect(open(take(accepted, 'finger-2', { at: 2, print: guessed }))).toBe(1);
  });

  test('lies in the form, which headquarters takes', () => {
    const draft = take({ ...emptyDraft('01970000-0000-7000-8000-000000000001', 1), session: { officer: 'A', shift: 'morning', place: '', businessDay: today } }, 'finger-2', { print: guessed });
    const form = formOf(draft, { by: 'citizen', at: 1 });
    expect(parseJson(formShape, canonicalBytes(form))).toMatchObject({ origins: [{ print: { guessed: true } }] });
  });
});
