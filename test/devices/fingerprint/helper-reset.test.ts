/** A helper that is taken anew because the officer asks for it. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { expect, test, vi } from 'vitest';

import { ends, never, request, scannerOf } from './helper-rig.js';

vi.setConfig({ testTimeout: 60_000 });

test('HP20: reset: the program is ended and started again, and what ran is lost; its device is another object of the same key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'started-'));
  ends.push(() => rm(folder, { recursive: true }));
  const startedFor = async (): Promise<number[]> => (await readdir(folder)).map(Number);
  const { scanner, watched } = await scannerOf(`writeFileSync(${JSON.stringify(folder)} + '/' + process.pid, ''); on.capture = () => undefined; on.bye = () => undefined;`, { exit: 200 });
  const [first] = await startedFor();
  const capturing = scanner.capture(request, never);
  expect(await scanner.reset?.()).toEqual({ ok: true, value: null });
  expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
  expect(await startedFor()).toHaveLength(2);
  expect(() => process.kill(first ?? 0, 0)).toThrow('ESRCH');
  expect(watched.found()).toHaveLength(1);
  expect(watched.found()[0]).not.toBe(scanner);
  expect(watched.found()[0]?.offer).toEqual(scanner.offer);
});

test('HP20: a program that does not come up again is told as that; a reset is answered also when the station ends', async () => {
  const file = join(await mkdtemp(join(tmpdir(), 'once-')), 'once');
  ends.push(() => rm(dirname(file), { recursive: true }));
  const { scanner, watched } = await scannerOf(`if (existsSync(${JSON.stringify(file)})) process.exit(1); writeFileSync(${JSON.stringify(file)}, '');`);
  expect(await scanner.reset?.()).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
  expect(watched.found()).toEqual([]);
  const other = await scannerOf('');
  const reset = other.scanner.reset?.();
  await ends.pop()?.();
  expect((await reset)?.ok).toBe(false);
});
