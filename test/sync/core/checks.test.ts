import { describe, expect, test } from 'vitest';

import { blocking, check, findingKey, type Finding } from '../../../sync/core/checks.js';
import { change, emptyDraft, type Draft, type FieldName, type FieldSource, type PartRole } from '../../../sync/core/dossier.js';
import { fingers, type Finger } from '../../../sync/core/fingers.js';
import type { Person } from '../../../sync/core/person.js';

const today = '2026-11-24';
const person: Person = {
  id: '1', number: '079138012345', name: 'Nguyễn Thị Oanh', birth: '1938', sex: 'female', residence: 'permanent', address: '12 Lê Trọng Tấn', hamlet: 'Tổ 3',
  ward: 'Phường Hòa Phát', household: '', phone: '', due: 'card', priority: 'bedridden',
};
const session = { officer: 'A', shift: 'morning', place: 'Tổ 3', businessDay: today } as const;

function fields(draft: Draft, values: Partial<Record<FieldName, string>>, source: FieldSource = 'typed'): Draft {
  return change(draft, { kind: 'fields', fields: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source }])) });
}

/** Whatever stood there before. */
function captured(draft: Draft, role: PartRole, quality: number | null = 80): Draft {
  return change(without(draft, role), { kind: 'parts', parts: [{ part: { role, id: 'a'.repeat(64), size: 1, revision: 1 }, origin: { role, device: null, at: 0, quality } }] });
}

/** A draft that nothing is wrong with. */
function whole(kind: Draft['kind'] = 'exchange', of: Person | null = person): Draft {
  let draft = change(emptyDraft('d', 1), { kind: 'begin', person: of, dossierKind: kind, session });
  draft = fields(draft, {
    number: '079138012345', fullName: 'NGUYỄN THỊ OANH', birth: '1938-05-14', sex: 'female', nationality: 'Việt Nam', residence: '12 Lê Trọng Tấn, Tổ 3',
  });
  for (const finger of fingers) draft = captured(captured(draft, `finger-${finger}`), `rolled-${finger}`);
  return captured(draft, 'photo', null);
}

function codes(draft: Draft): readonly string[] {
  return check(draft, today).map((one) => `${one.severity} ${one.code} ${one.field ?? one.finger ?? one.values?.['part'] ?? ''}`.trim());
}

function without(draft: Draft, role: PartRole): Draft {
  const { [role]: _gone, ...parts } = draft.parts;
  return { ...draft, parts };
}

function except(draft: Draft, finger: Finger): Draft {
  return change(draft, { kind: 'exception', exception: { finger, reason: 'amputated', permanent: true, note: '', officer: 'A' } });
}

describe('checks', () => {
  test('CK1: a whole draft has no finding; the list knowing the year alone is none', () => expect(check(whole(), today)).toEqual([]));

  test.each(['number', 'fullName', 'birth', 'sex', 'nationality', 'residence'] as const)('CK1: an empty %s blocks', (field) => {
    expect(codes(fields(whole(), { [field]: ' ' }))).toContain(`block missing-field ${field}`);
    const { [field]: _gone, ...rest } = whole().fields;
    expect(codes({ ...whole(), fields: rest })).toEqual([`block missing-field ${field}`]);
  });

  test('CK1: a first issue needs no number', () => expect(codes(fields(whole('first-issue'), { number: '' }))).toEqual([]));

  test('CK1: an eID account needs a phone and no biometrics', () => {
    expect(codes({ ...whole('eid-account'), parts: {} })).toEqual(['block missing-field phone']);
    expect(codes(fields({ ...whole('eid-account'), parts: {} }, { phone: '0912345678' }))).toEqual([]);
    expect(codes(whole('exchange', { ...person, due: 'both' }))).toEqual(['warn missing-field phone']);
  });

  test.each([['fullName', 'NGUYỄN THỊ 0ANH', '0'], ['mother', 'Trần Thị B@', '@'], ['residence', '12 <b>', '< >'], ['fullName', 'NGUYỄN THỊ OANH'.normalize('NFD'), 'NFD'], ['father', 'Trần\u200BVăn', 'U+200B']] as const)(
    'CK2: %s with %j blocks', (field, value, characters) => {
      expect(check(fields(whole('exchange', null), { [field]: value }), today)).toEqual([{ code: 'illegal-character', severity: 'block', field, values: { characters } }]);
    });

  test.each([['number', '07913801234', 'number-malformed'], ['oldNumber', '12345678', 'number-malformed'], ['sex', 'nữ', 'sex-unknown'], ['phone', '12', 'phone-malformed'], ['email', 'a@b', 'email-malformed']] as const)(
    'CK2: %s %j blocks', (field, value, code) => expect(codes(fields(whole('exchange', null), { [field]: value }))).toEqual([`block ${code} ${field}`]));

  test('CK3: dates off the calendar, ahead, too young, the wrong way round', () => {
    const stranger = fields(whole('first-issue', null), { number: '' });
    expect(codes(fields(stranger, { birth: '1950-02-31' }))).toEqual(['block date-impossible birth']);
    expect(codes(fields(stranger, { birth: '31/02/1950' }))).toEqual(['block date-impossible birth']);
    expect(codes(fields(stranger, { birth: '2026-11-25' }))).toEqual(['block date-in-future birth']);
    expect(codes(fields(stranger, { birth: '2027' }))).toEqual(['block date-in-future birth']);
    expect(codes(fields(stranger, { cardIssued: '2026-12' }))).toEqual(['block date-in-future cardIssued']);
    expect(codes(fields(stranger, { birth: '2012-11-25' }))).toEqual(['warn under-age birth']);
    expect(codes(fields(stranger, { birth: '2012-11-24' }))).toEqual([]);
    expect(codes(fields(stranger, { cardIssued: '2021-05-01', cardExpiry: '2020-05-01' }))).toEqual(['warn card-dates cardExpiry']);
  });

  test('CK4: the number against birth and sex', () => {
    const stranger = whole('exchange', null);
    expect(check(fields(stranger, { birth: '1983-05-14', sex: 'male' }), today)).toEqual([
      { code: 'dob-mismatch', severity: 'warn', field: 'birth', values: { with: 'number', here: '14/05/1983', there: 1938 } },
      { code: 'sex-mismatch', severity: 'warn', field: 'sex', values: { with: 'number', here: 'male', there: 'female' } },
    ]);
  });

  test('CK5: a source against the person of the list', () => {
    const other = fields(whole('exchange', { ...person, birth: '1938-05-04', number: '079138099999', sex: 'male' }), { fullName: 'NGUYỄN THỊ HOANH' }, 'chip');
    expect(check(other, today)).toEqual([
      { code: 'name-mismatch', severity: 'warn', field: 'fullName', values: { with: 'worklist', here: 'NGUYỄN THỊ HOANH', there: 'Nguyễn Thị Oanh' } },
      { code: 'dob-mismatch', severity: 'warn', field: 'birth', values: { with: 'worklist', here: '14/05/1938', there: '04/05/1938' } },
      { code: 'sex-mismatch', severity: 'warn', field: 'sex', values: { with: 'worklist', here: 'female', there: 'male' } },
      { code: 'number-mismatch', severity: 'warn', field: 'number', values: { with: 'worklist', here: '079138012345', there: '079138099999' } },
    ]);
    expect(codes(whole('exchange', { ...person, number: '', sex: null, birth: '' }))).toEqual([]);
  });

  test('CK6: fingers and photo', () => {
    expect(codes(without(without(whole(), 'finger-3'), 'photo'))).toEqual(['block missing-part 3', 'block missing-part photo']);
    expect(codes(except(without(whole(), 'finger-3'), 3))).toEqual(['warn finger-excepted 3']);
    expect(codes(captured(whole(), 'finger-7', 39))).toEqual(['warn finger-quality 7']);
    expect(codes(captured(whole(), 'finger-7', 40))).toEqual([]);
    expect(codes(captured(whole(), 'finger-7', null))).toEqual([]);
  });

  test('CK7: a warning accepted with a note stops blocking, for those values alone', () => {
    const draft = captured(without(whole(), 'photo'), 'finger-7', 21);
    const findings = check(draft, today);
    expect(blocking(findings, draft)).toEqual(findings);
    const accept = (one: Finding, note: string, on: Draft) => change(on, { kind: 'accepted', check: findingKey(one), note });
    const accepted = findings.reduce((sum, one) => accept(one, 'da mòn, thử 3 lần', sum), draft);
    expect(blocking(findings, accepted).map((one) => one.code)).toEqual(['missing-part']);
    expect(blocking(findings, findings.reduce((sum, one) => accept(one, '  ', sum), draft))).toEqual(findings);
    const again = captured(accepted, 'finger-7', 19);
    expect(blocking(check(again, today), again).map((one) => one.code)).toEqual(['missing-part', 'finger-quality']);
  });

  test('CK7: keys tell findings apart', () => {
    const other = fields(whole('exchange', { ...person, birth: '1983' }), { birth: '1950-01-01' });
    const keys = check(other, today).map(findingKey);
    expect(new Set(keys).size).toBe(2);
  });
});
