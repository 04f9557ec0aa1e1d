import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { runReaderProcess } from './reader-process.js';

test('CH25: without a smart card service that is told, reading answers so, and the process ends by itself', async () => {
  const end = await runReaderProcess({ PCSCLITE_CSOCK_NAME: join(tmpdir(), 'no-such-pcscd.comm') });
  expect(end).toMatchObject({ code: 0, errors: '' });
  expect(JSON.parse(end.output)).toEqual({
    states: [{ state: 'missing', identity: null, fault: 'pcsc-absent', simulated: true, cardPresent: false, adapter: 'pcsclite' }],
    result: { ok: false, fault: { code: 'pcsc-absent' } },
  });
}, 60_000);
