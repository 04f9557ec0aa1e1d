import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

import { afterEach, describe, expect, test, vi } from 'vitest';

import type { FingerScanner } from '../../../devices/fingerprint/model.js';
import type { FoundScanner } from '../../../devices/fingerprint/sbi/discover.js';
import { discover } from '../../../devices/fingerprint/sbi/discover.js';
import { sbiFinder } from '../../../devices/fingerprint/sbi/finder.js';
import { inform } from '../../../devices/fingerprint/sbi/info.js';
import { openJws, toBase64Url } from '../../../devices/fingerprint/sbi/jws.js';
import { openStream } from '../../../devices/fingerprint/sbi/stream.js';
import { makeIdentity } from '../../../devices/fingerprint/sbi/simulator/identity.js';
import { discovery } from '../../../devices/fingerprint/sbi/simulator/answers.js';
import { plain } from '../../../devices/fingerprint/sbi/simulator/dialect.js';
import { asking, never, until, watch } from './station.js';

vi.setConfig({ testTimeout: 30_000 });

const identity = await makeIdentity(5);
const servers: { readonly server: Server; readonly sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A service that answers by the verb; null: never. At that port, or the next free one; 0: any. Answers its port. */
async function service(answer: (verb: string, socket: Socket) => Buffer | string | null, port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', (head) => {
      const bytes = answer(head.toString('latin1').split(' ')[0] ?? '', socket);
      if (bytes !== null) socket.end(bytes);
    });
  });
  servers.push({ server, sockets });
  const wanted = { port, host: '127.0.0.1' };
  await new Promise<void>((resolve, reject) => {
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (port === 0 || error.code !== 'EADDRINUSE') return reject(error);
      wanted.port++;
      server.listen(wanted, resolve);
    });
    server.listen(wanted, resolve);
  });
  return (server.address() as { port: number }).port;
}

const json = (value: unknown): string => {
  const body = JSON.stringify(value);
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};
const device = (change: object = {}): unknown => (discovery(identity, plain, 'Ready', 1) as object[]).map((one) => ({ ...one, ...change }));
const found = { port: 0, deviceId: 'x', identity: { make: '', model: '', serial: identity.serial }, status: 'ready', specVersion: '1.0', takes: 'slaps', subIds: [] } as const;
/** The first scanner that any of these ports tells of; null when all have answered without one. */
const firstOf = (ports: readonly number[], signal: AbortSignal, deadline: number): Promise<FoundScanner | null> =>
  new Promise((resolve) => void discover(ports, (_port, [one]) => one && resolve(one), signal, deadline).then(() => resolve(null)));

test('FS44: a service that takes almost four seconds for each answer is found', async () => {
  const port = await service((verb, socket) => {
    setTimeout(() => socket.end(verb === 'MOSIPDISC' ? json(device()) : json([{ deviceInfo: '?' }])), 3800);
    return null;
  });
  const end = new AbortController();
  const first = await new Promise<readonly FingerScanner[]>((resolve) => {
    void sbiFinder({ ports: [port, port] }).watch((scanners) => scanners.length > 0 && resolve(scanners), end.signal);
  });
  end.abort();
  expect(first).toMatchObject([{ offer: { kind: 'sbi', identity: { serial: identity.serial } } }]);
});

describe('services that are not what they should be', () => {
  const strangers: Record<string, (verb: string) => Buffer | string | null> = {
    'another web server': () => 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<htm>',
    'no HTTP at all': () => Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'),
    'silence': () => null,
    'an end without a word': () => '',
    'an endless answer': () => `HTTP/1.1 200 OK\r\n\r\n${'['.repeat(400_000)}`,
    'a camera': () => json(device({ digitalId: toBase64Url(JSON.stringify({ ...identity.digitalId(), type: 'Face', deviceSubType: 'Full face' })) })),
    'a contactless scanner': () => json(device({ digitalId: toBase64Url(JSON.stringify({ ...identity.digitalId(), deviceSubType: 'Touchless' })) })),
    'a scanner for authentication': () => json(device({ purpose: 'Auth' })),
    'devices without their members': () => json([null, 1, 'x', {}, { deviceId: 'y' }, { deviceId: 'z', deviceStatus: 'Ready', digitalId: '%%%' }]),
  };
  for (const [name, answer] of Object.entries(strangers)) {
    test(`FS1: ${name} is passed over`, async () => {
      const port = await service(answer);
      expect(await firstOf([port], never, 300)).toBeNull();
    });
  }

  test('FS1: a ready scanner among strangers is found without waiting for those that keep silent', async () => {
    const silent = await service(() => null);
    const good = await service(() => json(device()), silent + 1);
    const garbage = await service(() => 'garbage', good + 1);
    const scanner = await firstOf([silent, good, garbage], never, 60_000);
    expect(scanner).toMatchObject({ port: good, status: 'ready', identity: { serial: identity.serial } });
  });

  test('FS1: older dialects are understood: numbers as numbers, lists as one value, a service that is not ready', async () => {
    const port = await service(() => json(device({ deviceSubId: 1, specVersion: '0.9.2', deviceStatus: 'Not Ready', error: { errorCode: 0 } })));
    expect(await firstOf([port], never, 2000)).toMatchObject({ status: 'not-ready', specVersion: '0.9.5' });
  });

  test('FS1: an interrupted search ends at once', async () => {
    const port = await service(() => null);
    const stop = new AbortController();
    const search = firstOf([port], stop.signal, 60_000);
    stop.abort();
    expect(await search).toBeNull();
  });

  test('FS8: information about another serial number, signed wrongly, or none is garbage', async () => {
    const other = await makeIdentity(6);
    const info = (digitalId: string): unknown => ({ deviceInfo: identity.signed({ digitalId, env: 'Developer' }), error: { errorCode: '0' } });
    const tampered = { ...(info(identity.signed(identity.digitalId())) as { deviceInfo: string }) };
    tampered.deviceInfo = tampered.deviceInfo.replace(/\.[^.]{6}/, '.e30AAA');
    for (const answer of [[info(other.signed(other.digitalId()))], [tampered], [], {}, [{ deviceInfo: 'not base64 %' }]]) {
      const port = await service(() => json(answer));
      expect(await inform({ ...found, port }, [], never, 2000)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage' } });
    }
    const port = await service(() => json([info(identity.signed(identity.digitalId()))]));
    expect(await inform({ ...found, port }, [], never, 2000)).toEqual({ ok: true, value: { environment: 'Developer', firmware: null, trust: 'unknown' } });
  });

  test('FS8: a service whose information is garbage is shown as broken', async () => {
    const port = await service((verb) => (verb === 'MOSIPDISC' ? json(device()) : json('?')));
    const { scanner, states } = watch(port);
    await until('it is broken', () => states.at(-1)?.state === 'broken');
    expect(states.at(-1)?.fault).toBe('scanner-garbage');
    expect(await scanner.step(asking(), never)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage' } });
    await scanner.close();
  });

  test('FS3, FS8: a preview that is refused, silent, or no preview at all has its code', async () => {
    const open = async (answer: Buffer | string | null): Promise<unknown> => {
      const port = await service(() => answer);
      const quiet = (): void => undefined;
      const opened = await openStream({ scanner: { ...found, port }, step: 13, onFrame: quiet, onEnd: quiet, silence: 300, signal: never });
      return opened.ok ? 'open' : opened.fault.code;
    };
    expect(await open(json({ error: { errorCode: '202', errorInfo: 'no device' } }))).toBe('scanner-absent');
    expect(await open(json({ error: { errorCode: 110 } }))).toBe('scanner-not-ready');
    expect(await open('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc')).toBe('scanner-garbage');
    expect(await open(null)).toBe('scanner-timeout');
    expect(await open('')).toBe('scanner-lost');
  });

  test('FS3, FS4: a preview that stands still or ends is told once', async () => {
    const head = 'HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=x\r\n\r\n';
    const ends = async (closes: boolean): Promise<readonly string[]> => {
      const told: string[] = [];
      const port = await service((_verb, socket) => (closes ? head : (socket.write(head), null)));
      const onEnd = (end: { readonly code: string }): void => void told.push(end.code);
      await openStream({ scanner: { ...found, port }, step: 13, onFrame: () => undefined, onEnd, silence: 200, signal: never });
      await until('it ends', () => told.length > 0);
      return told;
    };
    expect(await ends(true)).toEqual(['scanner-lost']);
    expect(await ends(false)).toEqual(['scanner-timeout']);
  });
});

describe('signed values', () => {
  const good = identity.signed({ n: 1 });
  test('FS5: a right signature opens, anything else does not', async () => {
    expect(await openJws(good, [], Date.now())).toEqual({ payload: { n: 1 }, trust: 'unknown' });
    const [head = '', payload = '', signature = ''] = good.split('.');
    const none = toBase64Url(JSON.stringify({ alg: 'none', x5c: [] }));
    const broken = toBase64Url(JSON.stringify({ alg: 'RS256', x5c: ['AAAA'] }));
    for (const bad of [
      '', '.', '..', good.slice(0, -4), `${head}.${toBase64Url('{"n":2}')}.${signature}`, `${none}.${payload}.`, `${none}.${payload}.${signature}`,
      `${broken}.${payload}.${signature}`, `${good}.x`, `${head}.${payload}.${'%'.repeat(20)}`,
    ]) {
      expect(await openJws(bad, [], Date.now()), bad.slice(-30)).toBeNull();
    }
  });
});
