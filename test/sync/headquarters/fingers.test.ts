import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Form, PartOrigin, PartRole } from '../../../sync/core/dossier.js';
import { deliver, type Enrolled } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;
beforeAll(async () => {
  headquarters = await startTemporary();
  station = await registered(headquarters.hq);
}, 120_000);
afterAll(() => headquarters.end());

const device = { make: 'Mẫu', model: 'Quét 500', serial: '1' };
const originOf = (role: PartRole, impression: 'flat' | 'rolled'): PartOrigin => ({
  role, device, at: 1_763_600_000_000, quality: 37,
  print: { impression, causes: ['dry', 'worn'], deviceQuality: 44, forRegistration: true, warnings: [{ code: 'finger-duplicate', finger: 2, like: 3, dossier: null, score: 0.71 }] },
});
type Manifested = Awaited<ReturnType<Enrolled['seal']>>['manifest']['value'];
/** The example's finger under another role. */
const under = (role: PartRole) => (one: Manifested): Manifested => ({
  ...one, parts: one.parts.map((part) => (part.role === 'finger-2' ? { ...part, role } : part)).sort((a, b) => (a.role < b.role ? -1 : 1)),
});
const seal = (role: PartRole, impression: 'flat' | 'rolled', more: Partial<Form> = {}) => station.seal({
  form: (form) => ({ ...form, origins: [...form.origins, originOf(role, impression)], ...more }), manifest: under(role),
});

test('FL11, FL12: rolled prints, captures, exceptions of rolling and what the scanner could are taken in as they were sent', async () => {
  const connection = station.connection();
  const attempts: Form['attempts'] = [
    { step: 2, at: 1_763_600_000_000, asked: [2], seen: 1, found: 1, hash: 'ab'.repeat(32) },
    { step: 13, at: 1_763_600_000_001, asked: [2, 4, 5], seen: 5, found: 3, hash: 'cd'.repeat(32), recut: true },
    { slap: 14, at: 1_763_600_000_002, found: 4, expected: 4, hash: '' },
  ];
  const exceptions: Form['exceptions'] = [
    { finger: 3, reason: 'paralysed', permanent: false, note: 'co cứng', officer: 'Trần Văn Mẫu', only: 'rolled' },
    { finger: 4, reason: 'amputated', permanent: true, note: '', officer: 'Trần Văn Mẫu' },
  ];
  const dossier = await seal('rolled-2', 'rolled', { attempts, exceptions, rolling: { possible: true, device } });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  const read = await headquarters.hq.readDossier(dossier.form.dossier, 1);
  expect(read?.parts.find((one) => one.role === 'rolled-2')?.print).toEqual(originOf('rolled-2', 'rolled').print);
  expect(read?.parts.find((one) => one.role === 'photo')?.print).toBeNull();
  expect(read).toMatchObject({ attempts, exceptions, rolling: { possible: true, device } });
  connection.close();
});

test('FL10: an ink card is a part', async () => {
  const connection = station.connection();
  const dossier = await station.seal({ manifest: under('ink-card') });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  connection.close();
});

test.each(['flat', null] as const)('FL4: a rolled part whose origin says %s is not taken in', async (impression) => {
  const connection = station.connection();
  const dossier = impression === null ? await station.seal({ manifest: under('rolled-2') }) : await seal('rolled-2', impression);
  const refused = await deliver(connection, dossier);
  expect(refused).toMatchObject({ ok: false, fault: { code: 'dossier-refused' } });
  connection.close();
});

test('HQ26: who took each part is kept with it, whoever sealed the dossier; a form that does not tell is taken in', async () => {
  const connection = station.connection();
  const by = { officer: 'Lê Thị Mẫu', shift: 'morning' } as const;
  const dossier = await station.seal({ form: (form) => ({ ...form, origins: form.origins.map((one) => ({ ...one, by })) }) });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  const read = await headquarters.hq.readDossier(dossier.form.dossier, 1);
  expect(read?.officer).toBe('Trần Văn Mẫu');
  expect(read?.parts.find((one) => one.role === 'photo')).toMatchObject(by);
  expect(read?.parts.find((one) => one.role === 'form')).toMatchObject({ officer: null, shift: null });
  connection.close();
});
