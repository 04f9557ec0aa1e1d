import { generateKeyPairSync } from 'node:crypto';

import { afterEach, expect, test } from 'vitest';

import { makeCertificate } from '../../../sync/headquarters/certificate.js';
import { connect, type Connection } from '../../../sync/transfer/client.js';
import type { Limits } from '../../../sync/transfer/exchange.js';
import { answering, faultyServer, tcpServer, type Listening } from './faulty-server.js';

const { privateKey } = generateKeyPairSync('ed25519');
const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function client(server: Promise<Listening> | Listening, limits: Partial<Limits> = {}): Promise<Connection> {
  const { url, certificate } = await server;
  const connection = connect({ url, certificate: certificate === '' ? makeCertificate('127.0.0.1').certificate : certificate, station: '00'.repeat(32), signingKey: privateKey, clock: () => 0, limits });
  open.push(connection, await server);
  return connection;
}
const signal = () => AbortSignal.timeout(20_000);
const json = (status: string, body: unknown, headers = '') => {
  const text = JSON.stringify(body);
  return `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n${headers}\r\n${text}`;
};

test('TC1: nobody listens: offline', async () => {
  const server = await tcpServer(() => undefined);
  await server.close();
  const connection = await client({ ...server, close: async () => undefined });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'offline' } });
});

test('TC2: a peer that never finishes the handshake is given up: offline', async () => {
  const connection = await client(tcpServer(() => undefined), { connect: 200 });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'offline', detail: 'CONNECT_TIMEOUT' } });
});

test('TC3: a peer that speaks no TLS is not readable', async () => {
  const connection = await client(tcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'answer-unreadable' } });
});

test('TC4: another certificate: nothing is sent', async () => {
  const received: Buffer[] = [];
  const server = await faultyServer((socket) => socket.on('data', (bytes) => received.push(bytes)));
  const connection = await client({ ...server, certificate: '' });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'wrong-certificate' } });
  expect(received).toEqual([]);
});

test('TC5: a silent server is given up after the stall limit: timed-out', async () => {
  const connection = await client(faultyServer((socket) => socket.resume()), { connect: 100, stall: 300 });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'timed-out' } });
});

test('TC6: an answer that drips for ever is given up after the overall limit: timed-out', async () => {
  const timers: NodeJS.Timeout[] = [];
  const connection = await client(answering('HTTP/1.1 200 OK\r\ncontent-length: 900000\r\n\r\n', (socket) => {
    timers.push(setInterval(() => socket.write(' '), 20));
  }), { overall: 400, stall: 5000 });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'timed-out', detail: 'overall' } });
  timers.forEach((one) => clearInterval(one));
});

test('TC7: signs of life keep a slow upload going', async () => {
  const connection = await client(faultyServer((socket) => {
    let times = 0;
    socket.resume();
    const timer = setInterval(() => {
      times += 1;
      if (times < 8) socket.write('HTTP/1.1 102 Processing\r\n\r\n');
      if (times === 8) socket.write(json('200 OK', { offsets: {} }));
    }, 100);
    socket.on('close', () => clearInterval(timer));
  }), { connect: 100, stall: 500 });
  expect(await connection.offsets([], signal())).toEqual({ ok: true, value: {} });
});

test.each([
  ['not HTTP', 'SSH-2.0-x\r\n\r\n'],
  ['not JSON', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<html'],
  ['another JSON', json('200 OK', { offsets: { x: 'y' } })],
  ['an unknown status', json('302 Found', {}, 'location: https://example.test/\r\n')],
  ['too large an answer', `HTTP/1.1 200 OK\r\ncontent-length: 2000000\r\n\r\n${' '.repeat(2_000_000)}`],
])('TC8: %s is not readable', async (_name, text) => {
  const connection = await client(answering(text));
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'answer-unreadable' } });
});

test.each([
  ['500 Internal Server Error', 'headquarters-failed'], ['503 Service Unavailable', 'headquarters-failed'], ['429 Too Many Requests', 'headquarters-failed'],
  ['401 Unauthorized', 'signature-refused'], ['403 Forbidden', 'station-refused'], ['409 Conflict', 'conflict'], ['422 Unprocessable', 'dossier-refused'],
])('TC9: %s without headquarters\' own words is %s, with the patience that it asks for', async (status, code) => {
  const connection = await client(answering(`HTTP/1.1 ${status}\r\nretry-after: 7\r\ncontent-length: 2\r\n\r\nno`));
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code, values: { retryAfter: 7000 } } });
});

test('TC10: cut before and within the answer', async () => {
  const before = await client(faultyServer((socket) => socket.once('data', () => socket.destroy())));
  expect(await before.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'cut' } });
  const within = await client(answering('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"off', (socket) => socket.end()));
  expect(await within.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'cut' } });
});

test('TC11: the caller\'s signal ends it, also before it began', async () => {
  const connection = await client(faultyServer((socket) => socket.resume()));
  const controller = new AbortController();
  const asked = connection.offsets([], controller.signal);
  controller.abort();
  expect(await asked).toMatchObject({ ok: false, fault: { code: 'cut', detail: 'cancelled' } });
  expect(await connection.offsets([], controller.signal)).toMatchObject({ ok: false, fault: { code: 'cut', detail: 'cancelled' } });
});

test('TC12: headquarters\' time is learned once; refused again it is said', async () => {
  let requests = 0;
  const connection = await client(answering(json('401 Unauthorized', { code: 'clock-refused', now: '2026-11-24T00:00:00.000Z' }), () => { requests += 1; }));
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'clock-refused' } });
  expect(requests).toBe(2);
  expect(connection.offset()).toBe(Date.parse('2026-11-24T00:00:00.000Z'));
});

test('TC13: a refusal that comes before the body is sent ends the sending', async () => {
  const connection = await client(answering(json('409 Conflict', { code: 'wrong-offset', offset: 42 })));
  let written = 0;
  const answer = await connection.patchPart('ab'.repeat(32), 0, 60_000_000, new Uint8Array(60_000_000), signal(), (count) => { written += count; });
  expect(answer).toEqual({ ok: true, value: { offset: 42 } });
  expect(written).toBeLessThan(60_000_000);
});

test('TC14: a certificate or a URL that is none is the programmer\'s mistake', () => {
  const options = { url: 'https://127.0.0.1:1', certificate: makeCertificate('localhost').certificate, station: '', signingKey: privateKey, clock: () => 0 };
  expect(() => connect({ ...options, url: 'http://127.0.0.1:1' })).toThrow('https');
  expect(() => connect({ ...options, certificate: 'none' })).toThrow();
});
