import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { canonicalBytes } from '../../../sync/core/canonical.js';
import { chipFactNames, chipFactStates, type ChipFact } from '../../../sync/core/chip-facts.js';
import { keepableFacts } from '../../../sync/core/chip-record.js';
import { change, emptyDraft, formOf, type Draft, type DraftChange } from '../../../sync/core/dossier.js';
import { formShape, parseJson } from '../../../sync/headquarters/schema.js';

const id = '019700a1-0000-7000-8000-00000000abcd';
const session = { officer: 'Trần Văn Mẫu', shift: 'evening', place: 'Phường Thử Nghiệm', businessDay: '2026-11-20' } as const;
const confirmation = { by: 'citizen', at: 1_763_600_100_000 } as const;
const start = change(emptyDraft(id, 1), { kind: 'begin', person: null, dossierKind: 'exchange', session });
const reading = (at: number): Extract<DraftChange, { kind: 'chip-facts' }> => ({ kind: 'chip-facts', facts: [{ name: 'access', state: 'ok' }], fields: { origin: 'Huế' }, at });
const after = (...changes: readonly DraftChange[]): Draft => changes.reduce(change, start);
const read = (draft: Draft) => parseJson(formShape, canonicalBytes(formOf(draft, confirmation)));

describe('EN23: what a chip proved is kept with the draft', () => {
  test('facts, values and decisions are there after the journal is read again', () => {
    const changes: readonly DraftChange[] = JSON.parse(JSON.stringify([reading(7), { kind: 'chip-kept', fields: ['origin'] }]));
    expect(after(...changes).chip).toEqual({ at: 7, facts: [{ name: 'access', state: 'ok' }], fields: { origin: 'Huế' }, kept: ['origin'] });
  });

  test('another reading takes the place of the first, with what was decided about it', () => {
    expect(after(reading(7), { kind: 'chip-kept', fields: ['origin'] }, reading(8)).chip).toMatchObject({ at: 8, kept: [] });
  });

  test('a decision counts once, and without a reading there is nothing to decide', () => {
    expect(after(reading(7), { kind: 'chip-kept', fields: ['origin'] }, { kind: 'chip-kept', fields: ['origin', 'birth'] }).chip?.kept).toEqual(['origin', 'birth']);
    expect(after({ kind: 'chip-kept', fields: ['origin'] })).toEqual(start);
  });

  test('a reading takes a confirmation away, as other content does', () => {
    expect(after({ kind: 'confirmed', confirmation }, reading(7)).confirmation).toBeNull();
  });
});

describe('EN23: and goes with the form', () => {
  test('its facts and decisions, not its words: those are in its parts', () => {
    expect(read(after(reading(7), { kind: 'chip-kept', fields: ['origin'] }))?.chip).toEqual({ at: 7, facts: [{ name: 'access', state: 'ok' }], kept: ['origin'] });
  });

  test('a form without a chip has no such member', () => {
    expect(read(start)).toBeDefined();
    expect(Object.keys(formOf(start, confirmation))).not.toContain('chip');
  });

  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 800 }), fc.string({ unit: fc.constantFrom('\0', '\uD83D', '\uDE00', '😀', 'ế'), maxLength: 800 }), fc.double());
  const fact = fc.record({
    name: fc.constantFrom(...chipFactNames), state: fc.constantFrom(...chipFactStates), reason: fc.option(fc.string({ unit: 'binary', maxLength: 300 }), { nil: undefined }),
    values: fc.option(fc.dictionary(fc.string({ maxLength: 150 }), value, { maxKeys: 30 }), { nil: undefined }),
  }) as unknown as fc.Arbitrary<ChipFact>;

  test('whatever a card says of itself, headquarters takes the form', () => {
    fc.assert(fc.property(fc.array(fact, { maxLength: 150 }), (facts) => {
      expect(read(after({ ...reading(7), facts: keepableFacts(facts) }))?.chip?.facts).toEqual(JSON.parse(JSON.stringify(keepableFacts(facts))));
    }), { numRuns: 60, examples: [[[{ name: 'access', state: 'ok', values: JSON.parse('{"__proto__":1,"__proto\\u0000__":2,"protocol":"PACE"}') as NonNullable<ChipFact['values']> }]]] });
  });

  test('an ordinary fact stays as it is', () => {
    const facts: readonly ChipFact[] = [{ name: 'chain', state: 'ok', values: { list: 'Mẫu', date: '2026-11-03', lists: 2 } }, { name: 'hash', state: 'failed', reason: 'not-in-sod', values: { group: 13 } }];
    expect(keepableFacts(facts)).toEqual(facts);
  });
});
