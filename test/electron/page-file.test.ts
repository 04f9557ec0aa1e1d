import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { pageFile } from '../../electron/page-file.js';

let root: string;
let folder: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'tan-nha-page-'));
  folder = join(root, 'renderer');
  for (const one of [folder, `${folder}-beside`, join(root, 'station')]) await mkdir(one);
  await writeFile(join(folder, 'index.html'), '<meta name="csp-nonce" content="__NONCE__" />');
  await writeFile(join(folder, 'a b.json'), '{}');
  await writeFile(join(folder, 'notes.txt'), 'x');
  for (const one of [join(root, 'station/days.json'), `${folder}-beside/x.json`, join(root, 'secret.json')]) await writeFile(one, '{"secret":1}');
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('EL2: a file of the page is served with the policy, and its nonce is the policy’s', async () => {
  const answer = await pageFile(folder, 'app://station/index.html');
  const nonce = /content="([\w-]+)"/.exec(await answer.text())?.[1] ?? 'none';
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
  expect((await pageFile(folder, 'app://station/a%20b.json')).status).toBe(200);
});

test.each([
  ['a way out', 'app://station/../station/days.json'],
  ['a way out, encoded', 'app://station/%2e%2e/station/days.json'],
  ['a way out, with encoded slashes', 'app://station/..%2fstation%2fdays.json'],
  ['a way out, with backslashes', 'app://station/..%5csecret.json'],
  ['a folder that begins like the page’s', 'app://station/..%2frenderer-beside%2fx.json'],
  ['an absolute path', 'app://station//etc/x.json'],
  ['another kind of file', 'app://station/notes.txt'],
  ['no file', 'app://station/'],
  ['what is not there', 'app://station/x.js'],
  ['a lone %', 'app://station/%.html'],
  ['a zero', 'app://station/index.html%00.json'],
  ['another host', 'app://other/index.html'],
  ['another scheme', 'https://station/index.html'],
  ['no address', 'index.html'],
])('EL2: %s is not served', async (_what, address) => {
  const answer = await pageFile(folder, address);
  expect([answer.status, await answer.text()]).toEqual([404, '']);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
});
