import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { keyFiles, type KeyFiles } from '../../electron/keys.js';
import { recoverSlot } from '../../sync/seal/secret.js';
import { newIdentity } from '../../sync/seal/recipients.js';
import { bundle, type Bundle } from '../sync/seal/bundle.js';
import { valueOf } from '../sync/outbox/example.js';
import { provisioning } from './provisioning.js';

const secret = 'sông núi biển trời';
let worker: Bundle;
let folder: string;
let keys: KeyFiles;
let recovery: Awaited<ReturnType<typeof newIdentity>>;
let file: string;
/** Provisioned, with its keys: made once, since each derivation of a secret takes a second. */
let ready: string;
beforeAll(async () => {
  worker = await bundle(fileURLToPath(new URL('../../sync/seal/argon2-worker.ts', import.meta.url)));
  recovery = await newIdentity();
  file = JSON.stringify({ ...(await provisioning()), recovery: recovery.recipient });
  ready = await mkdtemp(join(tmpdir(), 'tan-nha-keys-'));
  const made = keyFiles(ready, worker.file);
  valueOf(await made.provision(file));
  valueOf(await made.createSecret(secret));
});
afterAll(async () => {
  await worker.remove();
  await rm(ready, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tan-nha-keys-')), 'keys');
  keys = keyFiles(folder, worker.file);
  return () => rm(join(folder, '..'), { recursive: true, force: true });
});

test('EL7: the station’s keys are made once, after the provisioning', async () => {
  expect(await keys.createSecret(secret)).toMatchObject({ fault: { code: 'not-provisioned' } });
  expect(await keys.open(secret)).toMatchObject({ fault: { code: 'not-provisioned' } });
  valueOf(await keys.provision(file));
  expect(await keys.provision(file)).toMatchObject({ fault: { code: 'already-provisioned' } });
  expect(await keys.createSecret('một hai')).toMatchObject({ fault: { code: 'secret-too-weak' } });
  expect(await keys.hasSecret()).toBe(false);
  valueOf(await keys.createSecret(secret));
  expect(await keys.hasSecret()).toBe(true);
  const first = valueOf(await keys.open(secret));
  expect(await keys.createSecret('bốn từ hoàn toàn khác')).toMatchObject({ fault: { code: 'secret-exists' } });
  const again = valueOf(await keyFiles(folder, worker.file).open(secret));
  expect([again.station, again.stationKey]).toEqual([first.station, first.stationKey]);
});

test('EL7: a wrong secret opens nothing and loses nothing; no key lies in clear; headquarters’ recovery opens the station key', async () => {
  await cp(ready, folder, { recursive: true });
  const before = await readFile(join(folder, 'station.json'), 'utf8');
  expect(await keys.open('sông núi biển đất')).toMatchObject({ fault: { code: 'wrong-secret' } });
  expect(await readFile(join(folder, 'station.json'), 'utf8')).toBe(before);
  const opened = valueOf(await keys.open(secret));
  const pkcs8 = opened.signingKey.export({ type: 'pkcs8', format: 'der' });
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (const clear of [opened.stationKey, pkcs8, pkcs8.subarray(-32)]) {
      for (const form of ['base64', 'base64url', 'hex'] as const) expect(bytes.includes(Buffer.from(clear).toString(form).replace(/=+$/, ''))).toBe(false);
      expect(bytes.includes(Buffer.from(clear))).toBe(false);
    }
    expect(bytes.includes(secret)).toBe(false);
  }
  expect(valueOf(await recoverSlot((JSON.parse(before) as { slot: unknown }).slot, recovery.identity))).toEqual(opened.stationKey);
});

test.each([
  ['cut', (text: string) => text.slice(0, 200)], ['empty', () => ''], ['another value', () => 'null'], ['without its signing key', (text: string) => text.replace('signingKey', 'x')],
  ['of a damaged slot', (text: string) => text.replace(/"salt":"(.)/, (_whole, first) => `"salt":"${first === 'A' ? 'B' : 'A'}`)], ['of a damaged signing key', (text: string) => text.replace(/"signingKey":"..../, '"signingKey":"AAAA')],
])('EL35: a station’s key file that is %s is a fault in words, and is not written over', async (_what, damage) => {
  await cp(ready, folder, { recursive: true });
  const damaged = damage(await readFile(join(folder, 'station.json'), 'utf8'));
  await writeFile(join(folder, 'station.json'), damaged);
  expect(await keys.open(secret)).toMatchObject({ fault: { code: 'keys-unreadable' } });
  expect(await keys.hasSecret()).toBe(true);
  expect(await keys.createSecret(secret)).toMatchObject({ fault: { code: 'secret-exists' } });
  expect(await readFile(join(folder, 'station.json'), 'utf8')).toBe(damaged);
});

test('EL35: in place of a damaged provisioning another is taken, and the station’s own keys go on', async () => {
  await cp(ready, folder, { recursive: true });
  const { station } = valueOf(await keys.open(secret));
  await writeFile(join(folder, 'provisioning.json'), file.slice(0, 50));
  expect(await keys.provisioning()).toBeNull();
  for (const refused of [await keys.open(secret), await keys.createSecret(secret)]) expect(refused).toMatchObject({ fault: { code: 'keys-unreadable' } });
  valueOf(await keys.provision(file));
  expect(valueOf(await keys.open(secret)).station).toBe(station);
});

test('EL35: a folder of keys that cannot be read is a fault, never an exception', async () => {
  await mkdir(join(folder, 'provisioning.json'), { recursive: true });
  await mkdir(join(folder, 'station.json'));
  expect(await keys.provisioning()).toBeNull();
  expect(await keys.hasSecret()).toBe(true);
  expect(await keys.open(secret)).toMatchObject({ fault: { code: 'keys-unreadable', detail: 'EISDIR' } });
  expect(await keys.provision(file)).toMatchObject({ fault: { code: 'not-durable' } });
});
