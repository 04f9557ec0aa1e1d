import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { openVault } from '../../../sync/outbox/vault.js';
import { bundle } from '../seal/bundle.js';
import { example, valueOf } from './example.js';
import type { Order } from './kill-child.js';

test('OB22: a process killed with SIGKILL while it saves loses nothing that it acknowledged', async () => {
  const made = await example();
  const { keys } = made;
  const folder = await mkdtemp(join(tmpdir(), 'tan-nha-kill-'));
  const child = await bundle(fileURLToPath(new URL('kill-child.ts', import.meta.url)));
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const said: string[][] = [];
  try {
    for (let round = 0; round < 5; round += 1) {
      const order: Order = {
        folder: join(folder, 'vault'), stationKey: text(keys.stationKey), receiptKey: text(keys.receiptKey), station: keys.station,
        recipient: keys.recipients[0] ?? '', signingKey: text(keys.signingKey.export({ type: 'pkcs8', format: 'der' })), first: 1 + round * 1000,
      };
      const running = spawn(process.execPath, [child.file, JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      running.stdout.setEncoding('utf8');
      for await (const chunk of running.stdout) {
        output += chunk;
        // Each round dies at another point of its way.
        if (output.split('\n').length > 4 + round * 3) running.kill('SIGKILL');
      }
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
      expect(running.signalCode).toBe('SIGKILL');
      // The last line may be cut: it was not acknowledged.
      said.push(...output.split('\n').slice(0, -1).map((line) => line.split(' ')));
    }
    const vault = await openVault({ folder: join(folder, 'vault'), clock: () => 1, reserveBytes: 0 });
    vault.unlock(keys);
    const sealed = vault.outgoing();
    expect(sealed.map((one) => one.manifest.value.counter)).toEqual(sealed.map((_, index) => index + 1));
    expect(sealed.map((one) => one.manifest.value.chain)).toEqual([null, ...sealed.map((one) => one.hash)].slice(0, sealed.length));
    expect(said.length).toBeGreaterThan(20);
    for (const [what, id = '', value = ''] of said) {
      const draft = valueOf(await vault.draft(id));
      if (what === 'named') expect(Number(draft.fields.fullName?.value.split('-')[1])).toBeGreaterThanOrEqual(Number(value.split('-')[1]));
      if (what === 'photo') expect(createHash('sha256').update(valueOf(await vault.openPart(id, 'photo'))).digest('hex')).toBe(value);
      if (what === 'sealed') expect(sealed.some((one) => one.hash === value)).toBe(true);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await child.remove();
  }
}, 60_000);
