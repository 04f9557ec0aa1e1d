import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from 'vitest';

import { makeTrustList } from '../../../../devices/chip/trust/make-trust-list.js';
import { trustCustody } from '../../../../devices/chip/trust/custody.js';
import { builtTrustWorker } from './built-worker.js';
import { signedCard, single as certificate } from './issuers.js';

const never = new AbortController().signal;
const built = builtTrustWorker();
const fromFile = { from: 'file', by: 'Lê Văn Bảo' } as const;
const fromHeadquarters = { from: 'headquarters' } as const;
const single = { ...certificate, origin: fromFile };

const chainOf = async (custody: ReturnType<typeof trustCustody>) => (await custody.verify(signedCard())).find((fact) => fact.name === 'chain');

test('CT27: nothing is trusted until it is imported; an import counts at once, and in the next process', async () => {
  const lists = path.join(built.folder, 'first');
  const custody = trustCustody({ folder: lists, worker: built.worker, clock: () => 1000 });
  try {
    expect(await chainOf(custody)).toMatchObject({ state: 'not-possible', reason: 'no-anchors' });
    const added = await custody.add(single, never);
    expect(added).toMatchObject({ ok: true, value: { name: 'a certificate', date: '2026-05-28', accepted: 1, refused: 0, importedAt: 1000, origin: fromFile } });
    expect(await chainOf(custody)).toMatchObject({ state: 'ok', values: { list: 'a certificate' } });
  } finally {
    await custody.close();
  }
  const next = trustCustody({ folder: lists, worker: built.worker });
  try {
    // The first card waits for the lists, not for a call that asks for them.
    expect(await chainOf(next)).toMatchObject({ state: 'ok', values: { list: 'a certificate', date: '2026-05-28' } });
    expect(await next.lists(never)).toMatchObject({ ok: true, value: [{ name: 'a certificate', accepted: 1, importedAt: 1000, origin: fromFile }] });
  } finally {
    await next.close();
  }
});

test('CT27: what is refused leaves nothing behind; the same bytes again are the list that is there', async () => {
  const lists = path.join(built.folder, 'second');
  const custody = trustCustody({ folder: lists, worker: built.worker, clock: () => 2000 });
  try {
    expect(await custody.add({ name: 'no list', date: '', bytes: Uint8Array.of(1, 2, 3), origin: fromFile }, never)).toMatchObject({ ok: false, fault: { code: 'list-unknown' } });
    expect(await readdir(lists)).toEqual([]);
    const list = { name: 'a list', date: '', bytes: makeTrustList(0.02).bytes, origin: fromFile };
    const [first, second] = await Promise.all([custody.add(list, never), custody.add({ ...list, name: 'again' }, never)]);
    expect(first).toMatchObject({ ok: true, value: { name: 'a list', date: '2026-05-28', kind: 'master-list', signedBy: 'itself' } });
    expect(second).toEqual(first);
    expect(await custody.lists(never)).toMatchObject({ ok: true, value: [{ name: 'a list' }] });
  } finally {
    await custody.close();
  }
});

test('CT27: a stored list that was damaged is told and not used', async () => {
  const lists = path.join(built.folder, 'third');
  const custody = trustCustody({ folder: lists, worker: built.worker });
  const added = await custody.add(single, never);
  await custody.close();
  if (!added.ok) throw Error(added.fault.code);
  await writeFile(path.join(lists, `${added.value.id}.list`), 'something else');
  const next = trustCustody({ folder: lists, worker: built.worker });
  try {
    expect(await next.lists(never)).toMatchObject({ ok: true, value: [{ id: added.value.id, accepted: 0, fault: 'list-damaged' }] });
    expect(await chainOf(next)).toMatchObject({ state: 'not-possible', reason: 'no-anchors' });
    // Imported anew, it counts again.
    expect(await next.add(single, never)).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(await chainOf(next)).toMatchObject({ state: 'ok' });
  } finally {
    await next.close();
  }
});

test('CT27: a thread that does not answer leaves the chain undone, and everything else judged', async () => {
  const silent = path.join(built.folder, 'silent.mjs');
  await writeFile(silent, "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => undefined);\n");
  const custody = trustCustody({ folder: path.join(built.folder, 'fourth'), worker: silent, patience: 50 });
  try {
    const facts = await custody.verify(signedCard());
    expect(facts).toContainEqual({ name: 'chain', state: 'not-done', reason: 'trust-timeout' });
    expect(facts.find((fact) => fact.name === 'sod-signature')).toMatchObject({ state: 'ok' });
  } finally {
    await custody.close();
  }
});

test('CH80: headquarters\' word, name and date replace those of a file, and no file\'s replace its own, in the next process too', async () => {
  const lists = path.join(built.folder, 'fifth');
  const official = { ...single, name: 'CSCA Việt Nam', date: '2026-06-30', origin: fromHeadquarters };
  const custody = trustCustody({ folder: lists, worker: built.worker, clock: () => 5000 });
  try {
    expect(await custody.add({ ...single, name: 'csca (1).cer', date: '' }, never)).toMatchObject({ ok: true, value: { origin: fromFile } });
    expect(await custody.add(official, never)).toMatchObject({ ok: true, value: { name: 'CSCA Việt Nam', date: '2026-06-30', accepted: 1, origin: fromHeadquarters } });
    expect(await chainOf(custody)).toMatchObject({ state: 'ok', values: { list: 'CSCA Việt Nam', date: '2026-06-30' } });
    expect(await custody.add({ ...single, name: 'csca (2).cer' }, never)).toMatchObject({ ok: true, value: { name: 'CSCA Việt Nam', origin: fromHeadquarters } });
  } finally {
    await custody.close();
  }
  const next = trustCustody({ folder: lists, worker: built.worker });
  try {
    expect(await next.lists(never)).toMatchObject({ ok: true, value: [{ name: 'CSCA Việt Nam', origin: fromHeadquarters }] });
  } finally {
    await next.close();
  }
});

test('CH81: a list that is removed counts no more from the next reading on; the others do', async () => {
  const lists = path.join(built.folder, 'sixth');
  const custody = trustCustody({ folder: lists, worker: built.worker });
  try {
    const added = await custody.add({ ...single, origin: fromHeadquarters }, never);
    const other = await custody.add({ name: 'another', date: '', bytes: makeTrustList(0.02).bytes, origin: fromFile }, never);
    if (!added.ok || !other.ok) throw Error('not added');
    expect(await chainOf(custody)).toMatchObject({ state: 'ok' });
    // A card that is judged meanwhile is judged, by the old lists or by the new ones.
    const [removed, meanwhile] = await Promise.all([custody.remove(added.value.id), chainOf(custody)]);
    expect(removed).toEqual({ ok: true, value: null });
    expect(['ok', 'not-possible']).toContain(meanwhile?.state);
    expect(await chainOf(custody)).toMatchObject({ state: 'not-possible', reason: 'issuer-unknown' });
    expect(await custody.lists(never)).toMatchObject({ ok: true, value: [{ name: 'another', accepted: other.value.accepted }] });
    expect((await readdir(lists)).sort()).toEqual([`${other.value.id}.json`, `${other.value.id}.list`]);
    expect(await custody.remove(added.value.id)).toEqual({ ok: true, value: null });
  } finally {
    await custody.close();
  }
});
