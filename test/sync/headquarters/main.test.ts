/** The program itself: built, started, killed and started again on the same data. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeAll, expect, test } from 'vitest';

import type { Provisioning } from '../../../sync/core/manifest.js';
import { writeBatch } from './batch-folder.js';
import { deliver, newStation } from './enrolled.js';
import { temporaryData } from './running.js';

const root = join(import.meta.dirname, '..', '..', '..');
const program = join(root, 'out', 'headquarters', 'main.js');
const run = promisify(execFile);
const signal = () => AbortSignal.timeout(60_000);
const undo: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  await run(process.execPath, ['--input-type=module', '-e', 'import { build } from "./build/build.mjs"; await build(["headquarters"])'], { cwd: root });
}, 240_000);
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

async function serve(data: string, port: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [program, '--data', data, '--port', port], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(async () => ended(child, 'SIGTERM'));
  for await (const text of child.stdout as AsyncIterable<Buffer>) {
    const url = /https:\S+/.exec(text.toString())?.[0];
    if (url !== undefined) return { child, url };
  }
  throw Error('headquarters ended');
}

async function ended(child: ChildProcess, how: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.kill(how);
  return exit;
}

const command = (data: string, ...words: string[]) => run(process.execPath, [program, ...words, '--data', data], { cwd: root });
const databaseProcess = async (data: string) => Number((await readFile(join(data, 'database', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('HQ40: killed and started again on the same data, headquarters goes on where it was', async () => {
  const data = await temporaryData();
  undo.push(() => rm(data, { recursive: true, force: true }));
  const first = await serve(data, '0');
  const port = new URL(first.url).port;

  // Provisioned beside the running server.
  await command(data, 'station', 'Phường Thử', '--out', join(data, 'p.json'));
  const provisioning = JSON.parse(await readFile(join(data, 'p.json'), 'utf8')) as Provisioning;
  expect(provisioning.url).toBe(first.url);
  const station = newStation(provisioning);
  const connection = station.connection();
  undo.push(async () => connection.close());
  expect(await connection.register({ code: provisioning.code, name: '', publicKey: station.publicKey }, signal())).toMatchObject({ ok: true });

  const dossier = await station.seal();
  const [, [id, bytes] = ['', new Uint8Array()]] = dossier.sealed;
  expect(await connection.patchPart(id, 0, bytes.length, bytes.subarray(0, 1000), signal())).toMatchObject({ ok: true });
  const database = await databaseProcess(data);
  await ended(first.child, 'SIGKILL');
  expect(await connection.offsets([id], signal())).toMatchObject({ ok: false });

  const second = await serve(data, port);
  // The database that the kill left running was taken over.
  expect(await databaseProcess(data)).toBe(database);
  expect(await connection.offsets([id], signal())).toEqual({ ok: true, value: { [id]: 1000 } });
  expect(await connection.patchPart(id, 1000, bytes.length, bytes.subarray(1000), signal())).toMatchObject({ ok: true, value: { offset: bytes.length } });
  const cut = deliver(connection, dossier);
  await connection.offsets([id], signal());
  await ended(second.child, 'SIGKILL');
  await cut;
  // The machine's own crash: the database is killed too, and recovers.
  process.kill(database, 'SIGKILL');

  const third = await serve(data, port);
  const answer = await deliver(connection, dossier);
  expect(answer).toMatchObject({ ok: true, value: { kind: 'complete', receipt: { value: { sequence: 1 } } } });
  // Without its database headquarters is of no use, says so and ends.
  const exit = new Promise((resolve) => third.child.once('exit', resolve));
  process.kill(await databaseProcess(data), 'SIGKILL');
  expect(await exit).toBe(1);
  const fourth = await serve(data, port);
  expect(await deliver(connection, dossier)).toEqual(answer);

  expect(await ended(fourth.child, 'SIGTERM')).toBe(0);
  await expect(databaseProcess(data)).rejects.toThrow('ENOENT');
}, 240_000);

test('HQ41: without a server the tools start the database and stop it again', async () => {
  const data = await temporaryData();
  const stick = join(data, 'stick');
  undo.push(() => rm(data, { recursive: true, force: true }));
  await command(data, 'station', 'Xã Thử', '--url', 'https://headquarters.test:8443', '--out', join(data, 'p.json'));
  const provisioning = JSON.parse(await readFile(join(data, 'p.json'), 'utf8')) as Provisioning;
  expect(provisioning.url).toBe('https://headquarters.test:8443');
  const station = newStation(provisioning);
  await writeBatch(stick, station, [await station.seal()], provisioning.code);
  expect((await command(data, 'import', stick)).stdout).toContain('1 received, 0 received before, 0 refused');
  expect((await command(data, 'status')).stdout).toMatch(/Xã Thử +[0-9a-f]{8} +0 +1 +0 +0 +0\n/);
  const list = join(data, 'csca.cer');
  await writeFile(list, Uint8Array.of(0x30, 0x03, 1, 2, 3));
  const added = (await command(data, 'trust', list, '--name', 'CSCA thử', '--date', '2026-06-30')).stdout;
  expect(added).toMatch(/^[0-9a-f]{64} {2}CSCA thử\n$/);
  expect((await command(data, 'trust')).stdout).toBe(`${added.slice(0, 64)}  2026-06-30          5  CSCA thử\n`);
  await command(data, 'trust', '--withdraw', added.slice(0, 64));
  await expect(command(data, 'trust', list, '--date', 'today')).rejects.toMatchObject({ code: 2 });
  await expect(databaseProcess(data)).rejects.toThrow('ENOENT');
  await expect(command(data, 'import', join(data, 'nowhere'))).rejects.toMatchObject({ code: 1 });
  await expect(command(data, 'dance')).rejects.toMatchObject({ code: 2 });
}, 240_000);
