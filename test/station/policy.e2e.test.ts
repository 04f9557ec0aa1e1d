import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { provisioning } from '../electron/provisioning.js';
import { firstStart, signIn } from './officer.js';
import { startStation, type RunningStation } from './station.js';

const folder = resolve('out/test/policy');
let station: RunningStation;

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'station.json');
  await writeFile(file, JSON.stringify(await provisioning()));
  station = await startStation({ folder: join(folder, 'station'), sbiPorts: [4593, 4594] });
  const { page } = station;
  const secret = await firstStart(page, file);
  await signIn(page, secret, { officer: 'Phạm Kiểm', place: 'Hòa Phát' });
}, 120_000);
afterAll(() => station.close());

test('EL2: no screen violates the content security policy', async () => {
  const { page } = station;
  for (const screen of ['dossiers', 'transmission', 'day', 'about', 'worklist']) {
    await page.locator(`[data-menu="${screen}"]`).click();
    await page.locator(`[data-screen="${screen}"]`).waitFor();
  }
  await page.keyboard.press('F9');
  for (const step of ['person', 'fingers', 'photo', 'checks', 'readback']) await page.getByTestId(`step-${step}`).click();
  expect(station.violations).toEqual([]);
});

test('EL2: the policy is in force: an inline style and a foreign picture are refused', async () => {
  await station.page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { outline: 1px solid red; }';
    const image = document.createElement('img');
    image.src = 'https://127.0.0.1:9/x.png';
    document.head.append(style, image);
  });
  const refused = () => station.violations.join('\n');
  await expect.poll(refused).toMatch(/style-src[^]*img-src|img-src[^]*style-src/);
  station.violations.splice(0);
});

test('EL1: the page has its station, frozen, and nothing of node or the bridge', async () => {
  const seen = await station.page.evaluate(() => ({
    station: Object.keys((window as unknown as { station: object }).station).sort(),
    frozen: Object.isFrozen((window as unknown as { station: object }).station),
    foreign: ['require', 'process', 'module', 'ipcRenderer', 'electron', '__dirname', 'Buffer'].filter((name) => name in window),
  }));
  expect(seen).toEqual({ station: ['call', 'on'], frozen: true, foreign: [] });
});

test('EL1: an unknown call and arguments that do not fit are refused with a plain sentence', async () => {
  const refused = (name: string, ...args: unknown[]) =>
    station.page.evaluate(([called, given]) => (window as unknown as { station: { call(name: string, ...args: unknown[]): Promise<unknown> } }).station.call(called as string, ...(given as unknown[])).then(
      () => 'answered', (error: Error) => error.message), [name, args] as const);
  expect(await refused('constructor')).toContain('unknown call');
  expect(await refused('dossier.open', '../../etc/passwd')).toContain('do not fit');
});

test('EL2: the window stays on the app: no popup, no navigation away', async () => {
  const { page } = station;
  const opened = await page.evaluate(() => window.open('https://127.0.0.1:9/') === null);
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://127.0.0.1:9/';
  });
  await page.locator('[data-screen]').waitFor();
  expect([opened, page.url()]).toEqual([true, before]);
});
