import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request as httpsRequest } from 'node:https';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { signRequest } from '../../../sync/transfer/sign-request.js';
import { stoppingProxy } from '../transfer/faulty-server.js';
import type { Enrolled } from './enrolled.js';
import { registered, startTemporary } from './running.js';

let headquarters: Awaited<ReturnType<typeof startTemporary>>;
let station: Enrolled;

beforeAll(async () => {
  headquarters = await startTemporary();
  station = await registered(headquarters.hq);
}, 120_000);
afterAll(() => headquarters.end());

const signal = () => AbortSignal.timeout(20_000);
function newPart(size: number): { bytes: Uint8Array; id: string } {
  const bytes = randomBytes(size);
  return { bytes, id: createHash('sha256').update(bytes).digest('hex') };
}

test('HQ20: after a cut in the middle headquarters keeps what came, and the rest is enough', async () => {
  const { bytes, id } = newPart(3_000_000);
  const proxy = await stoppingProxy(headquarters.hq.url, 1_000_000);
  const [through, direct] = [station.connection({ url: proxy.url }), station.connection()];
  const held = async (): Promise<number> => {
    const answer = await direct.offsets([id], signal());
    return answer.ok ? answer.value[id] ?? 0 : 0;
  };
  const cut = through.patchPart(id, 0, bytes.length, bytes, signal());
  await expect.poll(held, { timeout: 20_000 }).toBeGreaterThan(500_000);
  await proxy.close();
  expect(await cut).toMatchObject({ ok: false, fault: { code: 'cut' } });
  let [offset, sent] = [await held(), 0];
  // Once more where bytes of the cut connection were still on their way to the disk.
  for (let times = 0; times < 3 && offset < bytes.length; times += 1) {
    sent = bytes.length - offset;
    const answer = await direct.patchPart(id, offset, bytes.length, bytes.subarray(offset), signal());
    if (!answer.ok) throw Error(answer.fault.code);
    offset = answer.value.offset;
  }
  expect(offset).toBe(bytes.length);
  expect(sent).toBeLessThan(2_500_000);
  expect((await readFile(join(headquarters.data, 'objects', id.slice(0, 2), id))).equals(bytes)).toBe(true);
  through.close();
  direct.close();
});

test('HQ21: a wrong offset is answered with the real one, a complete part with its size', async () => {
  const { bytes, id } = newPart(300_000);
  const connection = station.connection();
  expect(await connection.patchPart(id, 0, bytes.length, bytes.subarray(0, 100_000), signal())).toEqual({ ok: true, value: { offset: 100_000 } });
  expect(await connection.patchPart(id, 0, bytes.length, bytes, signal())).toEqual({ ok: true, value: { offset: 100_000 } });
  expect(await connection.patchPart(id, 200_000, bytes.length, bytes.subarray(200_000), signal())).toEqual({ ok: true, value: { offset: 100_000 } });
  expect(await connection.patchPart(id, 100_000, bytes.length, bytes.subarray(100_000), signal())).toEqual({ ok: true, value: { offset: 300_000 } });
  expect(await connection.patchPart(id, 0, bytes.length, bytes, signal())).toEqual({ ok: true, value: { offset: 300_000 } });
  connection.close();
});

test('HQ22: a newer writer of a part ends the older one, which hangs, and goes on where it was', async () => {
  const { bytes, id } = newPart(200_000);
  const path = `/v1/parts/${id}?offset=0&size=${bytes.length}`;
  const hanging = httpsRequest(new URL(path, headquarters.hq.url), {
    method: 'PATCH', ca: headquarters.hq.headquarters.keys.tls.certificate, agent: false,
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length), ...signRequest({ station: station.id, signingKey: station.signingKey }, 'PATCH', path, bytes, Date.now()) },
  });
  const ended = new Promise((resolve) => hanging.on('error', resolve).on('response', resolve));
  hanging.write(bytes.subarray(0, 80_000));
  const connection = station.connection();
  await expect.poll(async () => {
    const answer = await connection.offsets([id], signal());
    return answer.ok ? answer.value[id] : 0;
  }, { timeout: 10_000 }).toBe(80_000);
  expect(await connection.patchPart(id, 80_000, bytes.length, bytes.subarray(80_000), signal())).toEqual({ ok: true, value: { offset: bytes.length } });
  await ended;
  connection.close();
});

test('HQ23: bytes that are not those signed are taken back', async () => {
  const { bytes, id } = newPart(100_000);
  const path = `/v1/parts/${id}?offset=0&size=${bytes.length}`;
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const outgoing = httpsRequest(new URL(path, headquarters.hq.url), {
      method: 'PATCH', ca: headquarters.hq.headquarters.keys.tls.certificate, agent: false,
      headers: { 'content-type': 'application/octet-stream', 'content-length': '50000', ...signRequest({ station: station.id, signingKey: station.signingKey }, 'PATCH', path, bytes, Date.now()) },
    }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (piece: string) => { text += piece; }).on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
    });
    outgoing.on('error', reject).end(bytes.subarray(0, 50_000));
  });
  expect([answer.status, JSON.parse(answer.text)]).toMatchObject([401, { code: 'signature-refused' }]);
  const connection = station.connection();
  expect(await connection.offsets([id], signal())).toEqual({ ok: true, value: { [id]: 0 } });
  connection.close();
});

test('HQ24: a part whose last byte came before a kill becomes whole at the next PUT', async () => {
  const connection = station.connection();
  const dossier = await station.seal();
  for (const [id, bytes] of dossier.sealed) await writeFile(join(headquarters.data, 'incoming', id), bytes);
  expect(await connection.putManifest(dossier.manifest, signal())).toMatchObject({ ok: true, value: { kind: 'complete' } });
  connection.close();
});
