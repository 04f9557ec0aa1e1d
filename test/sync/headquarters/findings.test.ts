import { afterAll, beforeAll, expect, test } from 'vitest';

import { check, findingKey } from '../../../sync/core/checks.js';
import { change, draftOf, emptyDraft, formOf, type Draft, type DraftChange, type Form } from '../../../sync/core/dossier.js';
import { findingsOf } from '../../../sync/headquarters/findings.js';
import { deliver, type Enrolled } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;
beforeAll(async () => {
  headquarters = await startTemporary();
  station = await registered(headquarters.hq);
}, 120_000);
afterAll(() => headquarters.end());

const day = '2026-11-20';
const fields: Form['fields'] = {
  number: { value: '001193000001', source: 'typed' }, fullName: { value: 'Nguyễn Thị Ví Dụ', source: 'typed' }, birth: { value: '1993-02-03', source: 'typed' },
  sex: { value: 'male', source: 'typed' }, nationality: { value: 'Việt Nam', source: 'typed' }, residence: { value: 'Thôn 1', source: 'typed' },
};

test('HQ28: a form read back is the draft that it was made of, but for the list’s person and the tries', () => {
  const confirmation = { by: 'citizen', at: 5 } as const;
  const part = { role: 'finger-2', id: 'ab'.repeat(32), size: 9, revision: 1 } as const;
  const origin = { role: 'finger-2', device: null, at: 1, quality: 61 } as const;
  const changes: readonly DraftChange[] = [
    { kind: 'fields', fields }, { kind: 'parts', parts: [{ part, origin }] },
    { kind: 'exception', exception: { finger: 3, reason: 'amputated', permanent: true, note: '', officer: 'Trần Văn Mẫu' } },
    { kind: 'confirmed', confirmation },
  ];
  const draft = changes.reduce<Draft>(change, emptyDraft('019700a1-0000-7000-8000-00000000abcd', 1));
  const back = draftOf(formOf(draft, confirmation), [part]);
  expect({ ...back, tries: draft.tries }).toEqual(draft);
  expect(check(back, day)).toEqual(check(draft, day));
});

test('HQ28: headquarters runs the station’s checks over what it received: an accepted warning with its note, one that nobody accepted, and what blocks', async () => {
  const connection = station.connection();
  const before = await station.seal({ form: (form) => ({ ...form, fields }) });
  const warned = findingsOf({ ...before.form, fields }, [], day).find((one) => one.code === 'sex-mismatch');
  if (warned === undefined) throw Error('no warning to accept');
  const dossier = await station.seal({ form: (form) => ({ ...form, fields, accepted: { [findingKey(warned)]: 'Đã xem giấy khai sinh' } }) });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  const found = (await headquarters.hq.readDossier(dossier.form.dossier, 1))?.findings ?? [];
  expect(found.find((one) => one.code === 'sex-mismatch')).toEqual({ ...warned, note: 'Đã xem giấy khai sinh' });
  expect(found.find((one) => one.code === 'finger-excepted')).toMatchObject({ finger: 3, severity: 'warn', note: null });
  // The station would not have sealed it: that it came is seen.
  expect(found.find((one) => one.code === 'missing-part' && one.finger === 1)).toMatchObject({ severity: 'block', note: null });
  connection.close();
});
