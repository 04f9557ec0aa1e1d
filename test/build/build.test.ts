/** The build's own rules: one process at a time, nothing built twice, a fetch that is given up. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { download } from '../../build/electron.mjs';
import { whileLocked } from '../../build/lock.mjs';
import { fingerprint, isFresh, writeStamp } from '../../build/stale.mjs';

const folder = mkdtempSync(join(tmpdir(), 'station-build-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('BU1: two at once take turns', async () => {
  let inside = 0;
  let most = 0;
  await Promise.all(Array.from({ length: 5 }, () => whileLocked(join(folder, 'turn'), async () => {
    most = Math.max(most, (inside += 1));
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
  })));
  expect(most).toBe(1);
});

test('BU1: the lock of a dead process is taken over', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => dead.once('exit', resolve));
  mkdirSync(join(folder, 'left'));
  writeFileSync(join(folder, 'left/pid'), String(dead.pid));
  expect(await whileLocked(join(folder, 'left'), () => Promise.resolve('taken'))).toBe('taken');
});

test('BU2: a changed, an added and a removed source make a target stale; a lost output too', () => {
  mkdirSync(join(folder, 'source/inner'), { recursive: true });
  const source = join(folder, 'source/inner/a.ts');
  const output = join(folder, 'a.js');
  const print = () => fingerprint(folder, ['source']);
  writeFileSync(source, '1');
  writeFileSync(output, '');
  const prints = [print()];
  writeStamp(join(folder, 'stamp'), prints[0] ?? '', [output]);
  expect([isFresh(join(folder, 'stamp'), print()), isFresh(join(folder, 'none'), print())]).toEqual([true, false]);
  utimesSync(source, 1, 1);
  prints.push(print());
  writeFileSync(join(folder, 'source/b.ts'), '');
  prints.push(print());
  rmSync(source);
  prints.push(print());
  expect(new Set(prints).size).toBe(4);
  rmSync(output);
  expect(isFresh(join(folder, 'stamp'), prints[0] ?? '')).toBe(false);
});

test('BU3: a fetch shows how far it is and keeps what came', async () => {
  const server = createServer((_request, response) => response.writeHead(200, { 'content-length': '100000' }).end(Buffer.alloc(100_000, 1)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const said: string[] = [];
  await download(`http://127.0.0.1:${(server.address() as AddressInfo).port}/x.zip`, join(folder, 'x.zip'), (line) => said.push(line));
  server.close();
  expect([readFileSync(join(folder, 'x.zip')).length, said.at(-1)]).toEqual([100_000, 'Fetching Electron: 100 %']);
});

test('BU3: a fetch that stalls, a server that refuses and a port that is shut are given up with the reason', async () => {
  const server = createServer((request, response) => {
    if (request.url === '/none') response.writeHead(404).end();
    else response.writeHead(200, { 'content-length': '10' }).write('x');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const attempt = (path: string) => download(`http://127.0.0.1:${port}${path}`, join(folder, 'y.zip'), () => undefined, { connectionWithin: 3000, byteWithin: 200 }).then(() => 'done', (reason: Error) => reason.message);
  expect([await attempt('/stalls'), await attempt('/none')]).toEqual(['no byte came for 0.2 s', 'the server answered 404']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await attempt('/x')).toContain('ECONNREFUSED');
});
