import { describe, expect, test } from 'vitest';

import { fieldsFromList, sittingSince } from '../../../renderer/screens/enrolment/begin.js';
import { next, notFound, openDifferences, openState, type EnrolmentEvent, type EnrolmentState } from '../../../renderer/screens/enrolment/state.js';
import { change } from '../../../sync/core/dossier.js';

import { dossier, draftOf, person, qualityOf, typed } from './drafts.js';

const start = openState(draftOf(person), 'person');
const run = (state: EnrolmentState, ...events: readonly EnrolmentEvent[]): EnrolmentState => events.reduce(next, state);

describe('EN7: a field keeps what was typed', () => {
  test('as text while it is written, as a value in the draft', () => {
    const state = run(start, { kind: 'typed', field: 'birth', text: '14/5/1938' });
    expect(state.typed.birth).toBe('14/5/1938');
    expect(state.draft.fields.birth).toEqual({ value: '1938-05-14', source: 'typed' });
    expect(run(state, { kind: 'left-field', field: 'birth' }).typed).toEqual({});
  });

  test('what is not a date stays as it was typed', () => {
    const state = run(start, { kind: 'typed', field: 'birth', text: '31/02/1950' });
    expect(state.draft.fields.birth?.value).toBe('31/02/1950');
  });

  test.each([['1938', '1938'], ['00/00/1938', '1938'], ['14/5/1950', '1950-05-14'], ['5/1950', '1950-05']])('%s is the date %s', (text, value) => {
    expect(run(start, { kind: 'typed', field: 'birth', text }).draft.fields.birth?.value).toBe(value);
  });
});

describe('EN8: a draft that comes back from a call does not undo what is typed meanwhile', () => {
  test('unsaved changes are put on top of it', () => {
    const typing = run(start, { kind: 'typed', field: 'phone', text: '0905 123 456' });
    const answered = change(draftOf(person), { kind: 'fields', fields: typed({ origin: 'Huế' }, 'chip') });
    const state = run(typing, { kind: 'draft', draft: answered, unsaved: [{ kind: 'fields', fields: { phone: typing.draft.fields.phone ?? { value: '', source: 'typed' } } }] });
    expect(state.draft.fields).toEqual({ ...typed({ origin: 'Huế' }, 'chip'), ...typed({ phone: '0905123456' }) });
    expect(state.typed.phone).toBe('0905 123 456');
  });

  test('a change of content takes the confirmation away', () => {
    const confirmed = run(start, { kind: 'changed', changes: [{ kind: 'confirmed', confirmation: { by: 'citizen', at: 1 } }] });
    expect(confirmed.draft.confirmation).not.toBeNull();
    expect(run(confirmed, { kind: 'typed', field: 'phone', text: '1' }).draft.confirmation).toBeNull();
  });
});

describe('EN9: captures', () => {
  test('what was called off is no fault', () => {
    const state = run(start, { kind: 'capture-started' }, { kind: 'capture-failed', fault: { code: 'scanner-cancelled' } });
    expect(state).toMatchObject({ capturing: false, scannerFault: null });
    const chip = run(start, { kind: 'chip-started' }, { kind: 'chip-failed', fault: { code: 'chip-cancelled' } });
    expect(chip).toMatchObject({ chipReading: null, chipFault: null });
  });

  test('a fault stays until the next attempt', () => {
    const failed = run(start, { kind: 'capture-started' }, { kind: 'capture-failed', fault: { code: 'scanner-timeout' } });
    expect(run(failed, { kind: 'step', step: 'photo' }).scannerFault?.code).toBe('scanner-timeout');
    expect(run(failed, { kind: 'capture-started' }).scannerFault).toBeNull();
  });

  test('fingers that were asked for and not seen are named; excepted ones are not', () => {
    const found = [{ part: 'p2', finger: 2, impression: 'flat', quality: qualityOf(80), kept: true }] as const;
    const outcome = { step: 13, asked: [2, 3, 4], found } as const;
    expect(notFound(outcome)).toEqual([3, 4]);
    // A flat print is not what a rolled step asked for.
    expect(notFound({ step: 2, asked: [2], found })).toEqual([2]);
  });

  test('progress that comes after the end of a reading changes nothing', () => {
    expect(run(start, { kind: 'chip-progress', progress: { step: 'photo', read: 1, total: 2 } })).toBe(start);
  });
});

describe('EN10: differences from the chip stay open until decided', () => {
  const filled = run(start, { kind: 'typed', field: 'fullName', text: 'Trần Thị Lài' });
  const said = { kind: 'chip-facts', facts: [], fields: { fullName: 'Trần Thị Lai' }, at: 7 } as const;
  const read = run(filled, { kind: 'chip-started' }, { kind: 'changed', changes: [said] }, { kind: 'chip-read', photo: null });

  test('over a change of steps', () => {
    expect(openDifferences(run(read, { kind: 'step', step: 'photo' }))).toHaveLength(1);
  });
  test('over a restart: the draft as the vault opens it asks again', () => {
    expect(openDifferences(openState(read.draft, 'person'))).toEqual(openDifferences(read));
    const kept = change(read.draft, { kind: 'chip-kept', fields: ['fullName'] });
    expect(openDifferences(openState(kept, 'person'))).toEqual([]);
  });
  test('keeping the form settles one, until the chip is read again', () => {
    const kept = run(read, { kind: 'changed', changes: [{ kind: 'chip-kept', fields: ['fullName'] }] });
    expect(openDifferences(kept)).toEqual([]);
    expect(openDifferences(run(kept, { kind: 'changed', changes: [said] }))).toHaveLength(1);
  });
  test('taking the chip settles one', () => {
    expect(openDifferences(run(read, { kind: 'changed', changes: [{ kind: 'fields', fields: typed({ fullName: 'Trần Thị Lai' }, 'chip') }] }))).toEqual([]);
  });
  test('an empty field that the chip could fill is one too', () => {
    const empty = run(start, { kind: 'changed', changes: [said] });
    expect(openDifferences(empty)).toEqual([{ field: 'fullName', present: '', chip: 'Trần Thị Lai' }]);
  });
});

describe('EN18: the chip\'s text is there while its photo is still coming', () => {
  const early = run(start, { kind: 'chip-started' }, { kind: 'chip-progress', progress: { step: 'text', read: 1, total: 9, fields: { origin: 'Huế' } } });

  test('and stays as the progress goes on', () => {
    const later = run(early, { kind: 'chip-progress', progress: { step: 'photo', read: 5, total: 9 } });
    expect(later.chipEarly).toEqual({ origin: 'Huế' });
    expect(later.chipReading).toEqual({ step: 'photo', read: 5, total: 9 });
  });
  test('until the reading ends, well or not', () => {
    expect(run(early, { kind: 'chip-read', photo: null }).chipEarly).toBeNull();
    expect(run(early, { kind: 'chip-failed', fault: { code: 'card-removed' } }).chipEarly).toBeNull();
    expect(run(early, { kind: 'chip-started' }).chipEarly).toBeNull();
  });
});

describe('EN11: a new dossier starts with what the list knows', () => {
  test('each value with the list as its source, nothing invented', () => {
    expect(fieldsFromList(draftOf(person))).toEqual(typed({
      number: '048138001234', fullName: 'Trần Thị Lài', birth: '1938', sex: 'female', residence: '27 Hồ Sĩ Phấn', hamlet: 'Tổ 14', ward: 'Phường Hòa Phát',
    }, 'worklist'));
  });
  test('not again over fields that are there, and not without a person', () => {
    expect(fieldsFromList(change(draftOf(person), { kind: 'fields', fields: typed({ phone: '1' }) }))).toBeNull();
    expect(fieldsFromList(draftOf())).toBeNull();
  });
});

test('EN12: the clock runs from the making of the dossier, or from its opening when that was long ago', () => {
  const made = Number.parseInt(dossier.replaceAll('-', '').slice(0, 12), 16);
  const draft = draftOf();
  expect(sittingSince(draft, made + 60_000)).toBe(made);
  expect(sittingSince(draft, made + 86_400_000)).toBe(made + 86_400_000);
  expect(sittingSince({ ...draft, revision: 2 }, made + 60_000)).toBe(made + 60_000);
  expect(sittingSince(draft, made - 60_000)).toBe(made - 60_000);
});

describe('EN41: a value that is typed back to what it was keeps where it came from', () => {
  const known = openState(change(draftOf(person), { kind: 'fields', fields: typed({ fullName: 'Lê Thị Bưởi' }, 'chip') }), 'person');

  test('as when a reader’s keys are taken back out of a field', () => {
    const spoiled = run(known, { kind: 'typed', field: 'fullName', text: 'Lê Thị Bưởi0' }, { kind: 'typed', field: 'fullName', text: 'Lê Thị Bưởi04' });
    expect(spoiled.draft.fields.fullName?.source).toBe('typed');
    expect(run(spoiled, { kind: 'typed', field: 'fullName', text: 'Lê Thị Bưởi' }).draft.fields.fullName).toEqual({ value: 'Lê Thị Bưởi', source: 'chip' });
  });

  test('but not what is typed anew after the field was left', () => {
    const changed = run(known, { kind: 'typed', field: 'fullName', text: 'Lê Thị B' }, { kind: 'left-field', field: 'fullName' });
    expect(run(changed, { kind: 'typed', field: 'fullName', text: 'Lê Thị Bưởi' }).draft.fields.fullName?.source).toBe('typed');
    expect(run(changed, { kind: 'left-field', field: 'fullName' }).before).toEqual({});
  });

  test('a field that was not there is typed', () => {
    expect(run(known, { kind: 'typed', field: 'phone', text: '0' }, { kind: 'typed', field: 'phone', text: '' }).draft.fields.phone).toEqual({ value: '', source: 'typed' });
  });
});
