/** The build's own rules: one process at a time, nothing built twice, a fetch that is given up. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { download, fetchElectron } from '../../build/electron.mjs';
import { whileLocked } from '../../build/lock.mjs';
import { byHand, wanted } from '../../build/setup.mjs';
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

test('BU1: the lock of a dead process is taken over, by one of those who wait', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => dead.once('exit', resolve));
  writeFileSync(join(folder, 'left'), `${dead.pid} 1`);
  let inside = 0;
  const most = await Promise.all(Array.from({ length: 5 }, () => whileLocked(join(folder, 'left'), async () => {
    inside += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return inside--;
  })));
  expect(most).toEqual([1, 1, 1, 1, 1]);
});

test.runIf(existsSync('/proc/self/stat'))('BU1: another process that has the dead one’s number by now does not hold its lock (where the system tells when one was started)', async () => {
  writeFileSync(join(folder, 'reused'), `${process.pid} 1`);
  expect(await whileLocked(join(folder, 'reused'), () => Promise.resolve('taken'))).toBe('taken');
});

test('BU1: a take-over that was cut short, and a file without a name, hold up nobody', async () => {
  writeFileSync(join(folder, 'cut'), '');
  writeFileSync(join(folder, 'cut.taken-over'), '');
  utimesSync(join(folder, 'cut.taken-over'), 1, 1);
  expect(await whileLocked(join(folder, 'cut'), () => Promise.resolve('taken'))).toBe('taken');
  expect(readdirSync(folder).filter((one) => one.startsWith('cut'))).toEqual([]);
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

test('BU3: a host that never takes the connection is given up', async () => {
  // A listener that takes nothing, and whose queue is full: the next connection hangs.
  const full = spawn('python3', ['-c', 'import socket,sys\ns=socket.socket();s.bind(("127.0.0.1",0));s.listen(0);p=s.getsockname();q=[socket.create_connection(p)]\nprint(p[1],flush=True);sys.stdin.read()']);
  const port = Number(await new Promise((resolve) => full.stdout.once('data', (text: Buffer) => resolve(text.toString()))));
  try {
    const limits = { connectionWithin: 200, byteWithin: 10_000 };
    const refused = await download(`http://127.0.0.1:${port}/x`, join(folder, 'z.zip'), () => undefined, limits).then(() => 'done', (reason: Error) => reason.message);
    expect(refused).toBe('no connection in 0.2 s');
  } finally {
    full.stdin.end();
  }
});

test('BU4: a fetch that failed is said, and not tried again for a day', async () => {
  const said: string[] = [];
  let tried = 0;
  let now = Date.UTC(2026, 5, 1);
  const fetchOnce = () => fetchElectron((line) => said.push(line), {
    failure: join(folder, 'notes/failed'), now: () => now,
    fetchIt: () => {
      tried += 1;
      return Promise.reject(Error('no connection in 3 s'));
    },
  });
  expect([await fetchOnce(), await fetchOnce(), tried]).toEqual([null, null, 1]);
  expect(said).toEqual(['Electron could not be fetched (no connection in 3 s); it is tried again tomorrow, or when out/electron-fetch-failed is removed.']);
  now += 24 * 60 * 60 * 1000;
  await fetchOnce();
  expect(tried).toBe(2);
});

test('BU5: the station alone never asks for the virtual card reader; what plays a card does', () => {
  const names = (card: boolean, display: boolean) => wanted({ card, display }).map((one) => one.name);
  expect(names(false, true)).not.toContain('vsmartcard-vpcd');
  expect(names(false, true)).toContain('zenity');
  expect(names(true, false)).toEqual(expect.arrayContaining(['chromium', 'pcscd', 'vsmartcard-vpcd', 'umockdev']));
});

test('BU5: without rights, or on another system, one message names what to install', () => {
  expect(byHand(['pcscd', 'make'], { isDebian: true, prefix: null })).toBe('These packages are missing: pcscd make. Install them with:\n  sudo apt-get install pcscd make');
  expect(byHand(['pcscd'], { isDebian: false, prefix: null })).toMatch(/^These are missing, by their names in Debian: pcscd\. Install what your system calls them/);
  expect(byHand(['pcscd'], { isDebian: true, prefix: ['sudo'] })).toBeNull();
});
