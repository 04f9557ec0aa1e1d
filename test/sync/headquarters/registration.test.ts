import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { makeCertificate } from '../../../sync/headquarters/certificate.js';
import { refuseStation } from '../../../sync/headquarters/register.js';
import { signRequest } from '../../../sync/transfer/sign-request.js';
import { deliver, newStation } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let ahead = 0;

beforeAll(async () => {
  headquarters = await startTemporary({ clock: () => Date.now() + ahead });
}, 120_000);
afterAll(() => headquarters.end());

const signal = () => AbortSignal.timeout(20_000);

/** Whatever a browser or a stranger may send. */
function ask(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const outgoing = httpsRequest(new URL(path, headquarters.hq.url), { method, headers, ca: headquarters.hq.headquarters.keys.tls.certificate, agent: false }, (incoming) => {
      const pieces: Buffer[] = [];
      incoming.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(pieces).toString(), headers: incoming.headers }));
    });
    outgoing.on('error', reject).end(body);
  });
}

test('HQ11: a code registers one key: again with the same key is fine, with another it is used', async () => {
  const provisioning = await headquarters.hq.provision('Phường Một');
  const [first, second] = [newStation(provisioning), newStation(provisioning)];
  const request = (publicKey: string, code = provisioning.code) => ({ code, name: 'Phường Một', publicKey });
  const connection = first.connection();
  expect(await connection.register(request(first.publicKey), signal())).toEqual({ ok: true, value: { station: first.id } });
  expect(await connection.register(request(first.publicKey), signal())).toEqual({ ok: true, value: { station: first.id } });
  expect(await second.connection().register(request(second.publicKey), signal())).toMatchObject({ ok: false, fault: { code: 'code-used', values: { status: 409 } } });
  expect(await second.connection().register(request(second.publicKey, 'no-such-code'), signal())).toMatchObject({ ok: false, fault: { code: 'code-unknown' } });
  expect(await second.connection().register(request(first.publicKey), signal())).toMatchObject({ ok: false, fault: { code: 'signature-refused' } });
  connection.close();
});

test('HQ11: a code that two keys use at once registers exactly one', async () => {
  const provisioning = await headquarters.hq.provision('Phường Hai');
  const answers = await Promise.all([1, 2, 3, 4].map(() => {
    const station = newStation(provisioning);
    return station.connection().register({ code: provisioning.code, name: '', publicKey: station.publicKey }, signal());
  }));
  expect(answers.filter((one) => one.ok)).toHaveLength(1);
});

test('HQ12: who is not registered is told so, and a refused station from then on', async () => {
  const stranger = newStation(await headquarters.hq.provision('Phường Ba'));
  expect(await stranger.connection().putManifest((await stranger.seal()).manifest, signal())).toMatchObject({ ok: false, fault: { code: 'not-registered', values: { status: 401 } } });
  const station = await registered(headquarters.hq);
  const connection = station.connection();
  expect(await refuseStation(headquarters.hq.headquarters, station.id)).toBe(true);
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'station-refused' } });
  expect(await refuseStation(headquarters.hq.headquarters, '00'.repeat(32))).toBe(false);
  connection.close();
});

test('HQ13: a request that another key signed is refused', async () => {
  const [station, other] = [await registered(headquarters.hq), await registered(headquarters.hq)];
  const forged = station.connection({ signingKey: other.signingKey });
  const dossier = await station.seal();
  expect(await forged.putManifest(dossier.manifest, signal())).toMatchObject({ ok: false, fault: { code: 'signature-refused' } });
  const [[id, bytes] = ['', new Uint8Array()]] = dossier.sealed;
  expect(await forged.patchPart(id, 0, bytes.length, bytes, signal())).toMatchObject({ ok: false, fault: { code: 'signature-refused' } });
  expect(await station.connection().offsets([id], signal())).toEqual({ ok: true, value: { [id]: 0 } });
  forged.close();
});

test('HQ14: a clock ten minutes off is refused with headquarters\' time, which the client learns and then keeps', async () => {
  const station = await registered(headquarters.hq);
  ahead = 3 * 3_600_000;
  const late = station.connection();
  expect(await late.offsets([], signal())).toEqual({ ok: true, value: {} });
  expect(Math.abs(late.offset() - ahead)).toBeLessThan(60_000);
  expect(await deliver(late, await station.seal())).toMatchObject({ ok: true });
  ahead = 0;
  const answer = await ask('POST', '/v1/offsets', '{"parts":[]}', { 'content-type': 'application/json', 'x-station': station.id, 'x-time': new Date(0).toISOString(), 'x-signature': 'A'.repeat(86) });
  expect(JSON.parse(answer.text)).toEqual({ code: 'signature-refused' });
  late.close();
});

test('HQ15: another certificate than the pinned one ends the connection before a byte is sent', async () => {
  const station = await registered(headquarters.hq);
  const connection = station.connection({ certificate: makeCertificate('127.0.0.1').certificate });
  expect(await connection.offsets([], signal())).toMatchObject({ ok: false, fault: { code: 'wrong-certificate' } });
});

test.each([
  ['not JSON', 'PUT', '/v1/dossiers/x/revisions/1', '{', 'application/json', 401, 'station-unknown'],
  ['a registration that is none', 'POST', '/v1/stations', '{"code":1}', 'application/json', 400, 'malformed'],
  ['an unknown route', 'GET', '/v1/secrets', '', '', 404, 'malformed'],
  ['a body too large', 'POST', '/v1/offsets', `"${'x'.repeat(300_000)}"`, 'application/json', 413, 'malformed'],
  ['another content type', 'POST', '/v1/offsets', '<a/>', 'text/xml', 415, 'malformed'],
  ['a part id that is a path', 'PATCH', '/v1/parts/..%2f..%2fkeys?offset=0&size=1', 'x', 'application/octet-stream', 400, 'malformed'],
  ['a part larger than any', 'PATCH', `/v1/parts/${'a'.repeat(64)}?offset=0&size=99999999999`, 'x', 'application/octet-stream', 400, 'malformed'],
  ['a part without a signature', 'PATCH', `/v1/parts/${'a'.repeat(64)}?offset=0&size=1`, 'x', 'application/octet-stream', 401, 'station-unknown'],
])('HQ16: %s is answered with a refusal', async (_name, method, path, body, type, status, code) => {
  const answer = await ask(method, path, body, type === '' ? {} : { 'content-type': type });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { code }]);
});

test('HQ17: the page shows stations and counts, escaped, and nobody\'s name', async () => {
  const station = await registered(headquarters.hq, '<script>alert(1)</script>');
  const connection = station.connection();
  await deliver(connection, await station.seal());
  const { status, text, headers } = await ask('GET', '/');
  expect(status).toBe(200);
  expect(text).toContain('&#60;script&#62;alert(1)');
  expect(text).not.toContain('<script');
  for (const personal of ['VÍ DỤ', '001193000001', 'Trần Văn Mẫu', 'Thôn 1']) expect(text).not.toContain(personal);
  expect(headers['content-security-policy']).toContain('default-src \'none\'');
  connection.close();
});

test('HQ18: HTTP/2 works on the same port, with large windows', async () => {
  const session = connectHttp2(headquarters.hq.url, { ca: headquarters.hq.headquarters.keys.tls.certificate });
  const settings = await new Promise<{ initialWindowSize?: number }>((resolve, reject) => session.once('remoteSettings', resolve).once('error', reject));
  expect(settings.initialWindowSize).toBe(8 * 2 ** 20);
  expect(await overHttp2(session, { ':path': '/v1/health' })).toMatchObject({ now: expect.stringMatching(/Z$/) });
  const station = await registered(headquarters.hq);
  const bytes = randomBytes(1_000_000);
  const id = createHash('sha256').update(bytes).digest('hex');
  const path = `/v1/parts/${id}?offset=0&size=${bytes.length}`;
  const headers = { ':method': 'PATCH', ':path': path, 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) };
  const signed = signRequest({ station: station.id, signingKey: station.signingKey }, 'PATCH', path, bytes, Date.now());
  expect(await overHttp2(session, { ...headers, ...signed }, bytes)).toEqual({ id, offset: bytes.length });
  session.close();
});

async function overHttp2(session: ClientHttp2Session, headers: Record<string, string>, body?: Uint8Array): Promise<unknown> {
  const stream = session.request(headers);
  if (body !== undefined) stream.end(body);
  const pieces: Buffer[] = [];
  for await (const piece of stream as AsyncIterable<Buffer>) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString());
}

test('HQ15: the certificate is signed by its own key for the names it is reached by; every key is its owner\'s alone', async () => {
  const certificate = new X509Certificate(makeCertificate('hq.example.test').certificate);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  for (const name of ['localhost', 'hq.example.test']) expect(certificate.checkHost(name)).toBe(name);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  const keys = join(headquarters.data, 'keys');
  expect((await stat(keys)).mode & 0o777).toBe(0o700);
  for (const file of await readdir(keys)) expect((await stat(join(keys, file))).mode & 0o777).toBe(0o600);
});

test('HQ19: a second headquarters on the same data folder is refused, and disturbs nothing', async () => {
  const { startHeadquarters } = await import('../../../sync/headquarters/start.js');
  await expect(startHeadquarters({ data: headquarters.data, port: 0 })).rejects.toThrow('already served');
  expect((await ask('GET', '/v1/health')).status).toBe(200);
});
