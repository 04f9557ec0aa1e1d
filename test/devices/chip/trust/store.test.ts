import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { anchorStore } from '../../../../devices/chip/trust/store.js';

let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'trust-store-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const list = (name: string, date = '2026-05-28') => ({ name, date, bytes: new TextEncoder().encode(`bytes of ${name}`), origin: { from: 'headquarters' } as const });
async function idOf(store: ReturnType<typeof anchorStore>, name: string): Promise<string> {
  const added = await store.add(list(name));
  if (!added.ok) throw Error(added.fault.code);
  return added.value.id;
}

test('CT20: lists come back byte for byte, by date, in another process too; the same bytes are the same list', async () => {
  const store = anchorStore(path.join(folder, 'whole'));
  expect(await store.load()).toEqual({ lists: [], damaged: [] });
  await store.add(list('b', '2026-07-22'));
  const id = await idOf(store, 'a');
  await store.add({ ...list('a'), name: 'renamed' });
  const loaded = await anchorStore(path.join(folder, 'whole')).load();
  expect(loaded.lists.map(({ name, date }) => [name, date])).toEqual([['renamed', '2026-05-28'], ['b', '2026-07-22']]);
  expect(loaded.lists[0]).toMatchObject({ id, bytes: list('a').bytes });
  expect(await readFile(path.join(folder, 'whole', `${id}.list`), 'utf8')).toBe('bytes of a');
  await store.remove(id);
  await store.remove(id);
  expect((await store.load()).lists.map(({ name }) => name)).toEqual(['b']);
});

test('CT20: what was cut or changed on the disk is named, kept and not used; what was half written is passed over', async () => {
  const place = path.join(folder, 'damaged');
  const store = anchorStore(place);
  const [cut, garbled, good] = [await idOf(store, 'cut'), await idOf(store, 'garbled'), await idOf(store, 'good')];
  await truncate(path.join(place, `${cut}.list`), 3);
  await writeFile(path.join(place, `${garbled}.json`), '{"name":');
  await writeFile(path.join(place, `${'a'.repeat(64)}.list`), 'without a description');
  await writeFile(path.join(place, `${'b'.repeat(64)}.json.tmp`), '{');
  const loaded = await store.load();
  expect(loaded.lists.map(({ id }) => id)).toEqual([good]);
  expect([...loaded.damaged].sort()).toEqual([`${cut}.json`, `${garbled}.json`].sort());
  expect(await readdir(place)).toHaveLength(8);
});

test('CT20: a folder that cannot be written is a fault', async () => {
  const file = path.join(folder, 'a file');
  await writeFile(file, '');
  expect(await anchorStore(path.join(file, 'below')).add(list('x'))).toMatchObject({ ok: false, fault: { code: 'not-durable', detail: 'ENOTDIR' } });
});

test('CH80: from whom a list came is kept with it; one that was kept before that was written down came from a file', async () => {
  const place = path.join(folder, 'origins');
  const store = anchorStore(place);
  const old = await idOf(store, 'old');
  await store.add({ ...list('new'), origin: { from: 'file', by: 'Lê Văn Bảo' } });
  await writeFile(path.join(place, `${old}.json`), JSON.stringify({ name: 'old', date: '2026-05-28', importedAt: 5 }));
  const { lists } = await store.load();
  expect(lists.map(({ name, origin }) => [name, origin])).toEqual([['new', { from: 'file', by: 'Lê Văn Bảo' }], ['old', { from: 'file', by: '' }]]);
});
