import { expect, test } from 'vitest';

import { captureHandlers } from '../../electron/handlers/capture.js';
import { dossierHandlers } from '../../electron/handlers/dossier.js';
import type { Fields } from '../../sync/core/dossier.js';
import { ok } from '../../sync/core/result.js';
import { openPart } from '../../sync/seal/part.js';
import { unwrapKey } from '../../sync/seal/recipients.js';
import { confirmed, session, valueOf } from '../sync/outbox/example.js';
import { mainParts, type MainParts } from './main-parts.js';

const values = { number: '001038000001', fullName: 'NGUYỄN VĂN AN', birth: '1938', sex: 'male', nationality: 'Việt Nam', residence: 'Số 1', phone: '0912345678' };
const fields: Fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source: 'typed' }]));

/** An eID account needs neither fingers nor photo. */
async function begun({ context }: MainParts): Promise<string> {
  return valueOf(await dossierHandlers(context)['dossier.begin']({ person: null, kind: 'eid-account' })).id;
}

test('EL10: without the citizen’s confirmation nothing is sealed', async () => {
  const parts = await mainParts();
  const dossier = dossierHandlers(parts.context);
  const id = await begun(parts);
  valueOf(await dossier['dossier.change'](id, [{ kind: 'fields', fields }]));
  expect(await dossier['dossier.seal'](id)).toMatchObject({ fault: { code: 'not-confirmed' } });
  expect(parts.context.vault.outgoing()).toEqual([]);
  valueOf(await dossier['dossier.change'](id, [confirmed]));
  expect(valueOf(await dossier['dossier.seal'](id)).state).toBe('queued');
  expect(parts.told).toEqual(['now']);
});

test('EL10: a draft with a blocking finding is not sealed, whatever the page says', async () => {
  const parts = await mainParts();
  const dossier = dossierHandlers(parts.context);
  const id = await begun(parts);
  const { number: _number, ...others } = fields;
  valueOf(await dossier['dossier.change'](id, [{ kind: 'fields', fields: others }, confirmed]));
  expect(await dossier['dossier.seal'](id)).toMatchObject({ fault: { code: 'checks-block', detail: 'missing-field', values: { count: 1 } } });
  // A warning that nobody accepted keeps it from being sealed as well.
  valueOf(await dossier['dossier.change'](id, [{ kind: 'fields', fields: { number: { value: '001099000001', source: 'typed' } } }, confirmed]));
  expect(await dossier['dossier.seal'](id)).toMatchObject({ fault: { code: 'checks-block', detail: 'dob-mismatch' } });
  expect(parts.context.vault.outgoing()).toEqual([]);
  valueOf(await dossier['dossier.change'](id, [{ kind: 'fields', fields }, confirmed]));
  expect((await dossier['dossier.seal'](id)).ok).toBe(true);
});

test('EL10: nothing is begun, opened, changed or sealed while the station is locked', async () => {
  const parts = await mainParts();
  const dossier = dossierHandlers(parts.context);
  const id = await begun(parts);
  parts.context.setSignedIn(null);
  for (const call of [
    dossier['dossier.begin']({ person: null, kind: 'exchange' }), dossier['dossier.open'](id), dossier['dossier.change'](id, [confirmed]), dossier['dossier.seal'](id),
    dossier['dossier.mend'](id), dossier['dossier.summaries']([id]), dossier['part.open'](id, 'photo'),
  ]) expect(await call).toMatchObject({ fault: { code: 'locked' } });
});

test('EL36: a part keeps who took it and in which shift, also when another officer seals; a device’s long name is cut', async () => {
  const parts = await mainParts();
  const { context, disk, keys, made } = parts;
  Object.assign(context.devices, { call: () => Promise.resolve(ok({ jpeg: new Uint8Array(9), thumbnail: new Uint8Array(1), width: 1, height: 1 })) });
  const id = await begun(parts);
  valueOf(await captureHandlers(context)['photo.save'](id, new Uint8Array(1), `${'C'.repeat(300)}\0`));
  const other = { ...session, officer: 'Lê Văn Tám', shift: 'evening' } as const;
  context.setSignedIn({ keys, session: other });
  const dossier = dossierHandlers(context);
  valueOf(await dossier['dossier.change'](id, [{ kind: 'fields', fields }, confirmed]));
  valueOf(await dossier['dossier.seal'](id));
  const [outgoing] = context.vault.outgoing();
  const form = outgoing!.parts.find(({ part }) => part.role === 'form')!;
  const key = valueOf(await unwrapKey(outgoing!.manifest.value.key, [made.identity]));
  expect(JSON.parse(new TextDecoder().decode(valueOf(openPart(await disk.read(form.file), key))))).toMatchObject({
    session: other, origins: [{ role: 'photo', device: { model: 'C'.repeat(200) }, by: { officer: session.officer, shift: session.shift } }],
  });
});
