import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { expect, test } from 'vitest';

import { makeTrustList } from '../../../../devices/chip/trust/make-trust-list.js';
import { trustVerifier } from '../../../../devices/chip/trust/verify-in-worker.js';
import { builtTrustWorker } from './built-worker.js';
import { signedCard, single } from './issuers.js';

const never = new AbortController().signal;
const built = builtTrustWorker();

test('CT18: lists are taken in and a card is verified in another thread, with the same facts', async () => {
  const verifier = trustVerifier({ worker: built.worker, lists: [single] });
  try {
    const facts = await verifier.verify(signedCard(), null, never);
    expect(facts.ok && facts.value.filter(({ state }) => state !== 'ok')).toEqual([]);
    const list = makeTrustList(0.02);
    expect(await verifier.add({ name: 'a list', date: '', bytes: list.bytes }, never)).toMatchObject({ ok: true, value: { certificates: list.certificates.length, refusedCount: 0 } });
    expect(await verifier.add({ name: 'no list', date: '', bytes: Uint8Array.of(1) }, never)).toMatchObject({ ok: false, fault: { code: 'list-unknown' } });
    expect(await verifier.reports(never)).toMatchObject({ ok: true, value: [{ name: 'a certificate', selfSigned: 1 }] });
  } finally {
    await verifier.close();
  }
});

test('CT18: this thread goes on while a list is taken in', async () => {
  const verifier = trustVerifier({ worker: built.worker, lists: [{ name: 'a list', date: '', bytes: makeTrustList(0.1).bytes }] });
  try {
    const order: string[] = [];
    const verified = verifier.reports(never).then(() => order.push('list'));
    await new Promise((done) => setImmediate(done)).then(() => order.push('this thread'));
    await verified;
    expect(order).toEqual(['this thread', 'list']);
  } finally {
    await verifier.close();
  }
});

test('CT19: given up, out of time, broken: a fault each, and after a broken thread the next call has its lists again', async () => {
  const script = async (name: string, text: string): Promise<string> => {
    const file = path.join(built.folder, `${name}.mjs`);
    await writeFile(file, text);
    return file;
  };
  const silent = trustVerifier({ worker: await script('silent', 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => undefined);'), lists: [], deadline: 200 });
  expect(await silent.verify(new Map(), null, never)).toMatchObject({ fault: { code: 'trust-timeout' } });
  const cancelling = new AbortController();
  const waiting = silent.verify(new Map(), null, cancelling.signal);
  cancelling.abort();
  expect(await waiting).toMatchObject({ fault: { code: 'trust-cancelled' } });
  expect(await silent.verify(new Map(), null, cancelling.signal)).toMatchObject({ fault: { code: 'trust-cancelled' } });
  await silent.close();

  // Breaks at its first card, in the first thread only.
  const once = trustVerifier({ lists: [single], worker: await script('once', `
    import { existsSync, writeFileSync } from 'node:fs';
    import { parentPort } from 'node:worker_threads';
    const mark = ${JSON.stringify(path.join(built.folder, 'broken'))};
    if (existsSync(mark)) await import('./worker.mjs');
    else parentPort.on('message', ({ id, kind }) => {
      if (kind === 'add') return parentPort.postMessage({ id, kind: 'added', report: { ok: true, value: {} } });
      writeFileSync(mark, '');
      throw Error('broken');
    });
  `) });
  expect(await once.verify(signedCard(), null, never)).toMatchObject({ fault: { code: 'trust-failed' } });
  const facts = await once.verify(signedCard(), null, never);
  expect(facts.ok && facts.value.find(({ name }) => name === 'chain')).toMatchObject({ state: 'ok', values: { list: 'a certificate' } });
  await once.close();
});
