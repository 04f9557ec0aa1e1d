/** Which adapter is taken, with the system's service: the second one where the first does not load, or finds no service where the second finds one. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { claimVirtualReader, ensurePcscd, type Pcscd } from '../../../devices/chip/simulator/pcscd.js';
import type { ReaderWatch } from '../../../devices/chip/transport.js';
import { chooseReaders, type ReadersOptions } from '../../../devices/ports/readers.js';

const patience = { timeout: 15_000, interval: 25 };
let release: (() => Promise<void>) | null = null;
let pcscd: Pcscd;

beforeAll(async () => {
  release = await claimVirtualReader(AbortSignal.timeout(600_000));
  const started = await ensurePcscd();
  if (release === null || !started.ok) throw Error(started.ok ? 'the virtual reader is in use' : `${started.fault.code} ${started.fault.detail}`);
  pcscd = started.value;
}, 630_000);

afterAll(async () => {
  await pcscd.close();
  await release?.();
}, 20_000);

function watch(options: ReadersOptions) {
  const adapters: string[] = [];
  const readers = new Set<string>();
  const lost: string[] = [];
  const watching: ReaderWatch = {
    onAdapter: (name) => adapters.push(name), onService: () => undefined, onReader: (name) => readers.add(name), onReaderGone: (name) => readers.delete(name),
    onCard: () => undefined, onCardGone: () => undefined, onServiceLost: (detail) => lost.push(detail),
  };
  const port = chooseReaders(options)(watching);
  return { port, adapters, readers, lost };
}

test('CH45: pcsclite is taken where it works', async () => {
  const { port, adapters, readers } = watch({});
  await expect.poll(() => readers.size, patience).toBe(2);
  await port.close();
  expect(adapters).toEqual(['pcsclite']);
});

test('CH45: a binding that does not load gives way to the other at once', async () => {
  const { port, adapters, readers } = watch({ load: () => Promise.reject(Error('was compiled against a different Node.js version')) });
  await expect.poll(() => readers.size, patience).toBe(2);
  await port.close();
  expect(adapters).toEqual(['pcsclite', 'smartcard']);
});

test('CH45: one that finds no service gives way only when the other finds it and it fails once more', async () => {
  const broken = (() => {
    throw Error('SCardEstablishContext error: Service not available.(0x8010001d)');
  }) as never;
  const { port, adapters, readers, lost } = watch({ load: async () => broken });
  await expect.poll(() => readers.size, patience).toBe(2);
  await port.close();
  expect(adapters).toEqual(['pcsclite', 'smartcard']);
  expect(lost.length).toBeGreaterThanOrEqual(4);
}, 20_000);

test('CH45: a service that is not there is no reason to change, and an adapter that was asked for stays', async () => {
  const broken = (() => {
    throw Error('no service');
  }) as never;
  const absent = watch({ load: async () => broken, probe: async () => false });
  const wanted = watch({ load: async () => broken, adapter: 'pcsclite' });
  await expect.poll(() => Math.min(absent.lost.length, wanted.lost.length), patience).toBeGreaterThanOrEqual(4);
  await Promise.all([absent.port.close(), wanted.port.close()]);
  expect([absent.adapters, wanted.adapters]).toEqual([['pcsclite'], ['pcsclite']]);
}, 20_000);
