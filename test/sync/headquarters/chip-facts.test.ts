import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Form } from '../../../sync/core/dossier.js';
import { deliver, type Enrolled } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;
beforeAll(async () => {
  headquarters = await startTemporary();
  station = await registered(headquarters.hq);
}, 120_000);
afterAll(() => headquarters.end());

const chip: NonNullable<Form['chip']> = {
  at: 1_763_600_000_000, kept: ['birth'],
  facts: [
    { name: 'hash', state: 'failed', reason: 'hash-differs', values: { group: 13 } }, { name: 'access', state: 'ok', values: { protocol: 'BAC', password: 'mrz' } },
    { name: 'chain', state: 'not-possible', reason: 'issuer-unknown', values: { list: 'Mẫu', date: '2026-11-03' } },
  ],
};

test('EN23: what a chip proved arrives with the dossier and is read back as it was sent', async () => {
  const connection = station.connection();
  const dossier = await station.seal({ form: (form) => ({ ...form, chip }) });
  expect(await deliver(connection, dossier)).toMatchObject({ ok: true, value: { kind: 'complete' } });
  expect((await headquarters.hq.readDossier(dossier.form.dossier, 1))?.chip).toEqual(chip);
  connection.close();
});

test('EN23: a dossier without a chip has none', async () => {
  const connection = station.connection();
  const dossier = await station.seal();
  await deliver(connection, dossier);
  expect((await headquarters.hq.readDossier(dossier.form.dossier, 1))?.chip).toBeNull();
  connection.close();
});
