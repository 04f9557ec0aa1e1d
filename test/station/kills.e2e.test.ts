import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Calls } from '../../electron/contract/calls.js';
import { atBedside, beginOutsider, captureAll, typePerson, type Bedside } from './enrol.js';
import { openedBy, serveHeadquarters } from './headquarters.js';
import { captureSlap, confirm, field, openLatestDossier, passChecks, saved, sendNow, showReadBack, signIn, type } from './officer.js';
import { startStation } from './station.js';
import { until } from './until.js';

const shots = resolve('out/test/kills/shots');
let bedside: Bedside;
let sealed: { readonly dossier: string; readonly revision: number };

beforeAll(async () => {
  bedside = await atBedside('kills', [4521, 4530]);
}, 120_000);
afterAll(() => bedside.close());

/** SIGKILL, start, sign in, and open the one draft again. */
async function killAndReturn(): Promise<void> {
  await bedside.station.kill();
  bedside.station = await startStation(bedside.start);
  await signIn(bedside.station.page, bedside.secret);
}

async function crashPage(): Promise<void> {
  const { page } = bedside.station;
  const devtools = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // The call is never answered: who would answer is gone.
  void devtools.send('Page.crash').then(undefined, () => undefined);
  await crashed;
  await bedside.station.attachAgain();
}

async function deviceProcess(): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,args=', '--ppid', String(bedside.station.process.pid)]);
  return Number(/^\s*(\d+).*devices\/process\.js/m.exec(stdout)?.[1]);
}

test('ST4: what was typed and shown as saved is there after a kill, every field of it', async () => {
  await beginOutsider(bedside.station.page);
  await typePerson(bedside.station.page);
  await type(bedside.station.page, 'features', 'Sẹo nhỏ ở cằm');
  await saved(bedside.station.page);
  await killAndReturn();
  const { page } = bedside.station;
  await openLatestDossier(page);
  expect(await Promise.all((['fullName', 'birth', 'residence', 'features'] as const).map((name) => field(page, name).inputValue()))).toEqual([
    'Đặng Thị Mười', '05/09/1951', '12 Tôn Đản, Hòa Phát, Đà Nẵng', 'Sẹo nhỏ ở cằm',
  ]);
}, 120_000);

test('ST5: a device process that is killed comes back by itself, and the dossier in hand goes on', async () => {
  const { page } = bedside.station;
  await captureSlap(page, 13);
  const first = await deviceProcess();
  process.kill(first, 'SIGKILL');
  await until('a new device process', async () => {
    const now = await deviceProcess();
    return now > 0 && now !== first;
  });
  await page.locator('[data-device="scanner"][data-state="ready"]').waitFor();
  await captureSlap(page, 14);
  await expect.poll(() => page.getByTestId('finger-2').getAttribute('data-state')).toMatch(/good|weak/);
}, 120_000);

test('ST30: a device process that stands still in a capture: Esc ends the capture, the process is replaced by itself, and the dossier in hand goes on', async () => {
  const { page } = bedside.station;
  const first = await deviceProcess();
  const [fingers, capturing] = [page.locator('[data-fingers]:not([data-capturing])'), page.locator('[data-fingers][data-capturing]')];
  await fingers.waitFor();
  await page.getByTestId('finger-step-15').click();
  process.kill(first, 'SIGSTOP');
  await page.keyboard.press('F8');
  await capturing.waitFor();
  await page.keyboard.press('Escape');
  await fingers.waitFor();
  await until('a new device process', async () => {
    const now = await deviceProcess();
    return now > 0 && now !== first;
  }, 60_000);
  await page.locator('[data-device="scanner"][data-state="ready"]').waitFor();
  await captureSlap(page, 15);
}, 120_000);

test('ST6: the page’s process crashes; it comes back by itself, still signed in, with the dossier', async () => {
  await crashPage();
  await openLatestDossier(bedside.station.page);
  await bedside.station.page.getByTestId('step-fingers').click();
  await bedside.station.page.locator('[data-testid="finger-7"]:is([data-state="good"], [data-state="weak"])').waitFor();
}, 120_000);

test('ST6, EL15: after the fourth crash in a row a plain page says so, and leads back to the dossier', async () => {
  const isStopped = () => bedside.station.page.url().endsWith('/stopped.html');
  for (let time = 0; time < 4 && !isStopped(); time += 1) await crashPage();
  const { page } = bedside.station;
  await page.getByRole('heading', { name: 'Màn hình làm việc đã dừng nhiều lần' }).waitFor();
  await page.screenshot({ path: join(bedside.folder, 'stopped.png') });
  await page.locator('#again').click();
  await openLatestDossier(bedside.station.page);
}, 120_000);

test('ST7, EL11: killed right after sealing, the dossier is sent once after the restart, also when headquarters is killed meanwhile and the window closed', async () => {
  const { page } = bedside.station;
  await captureAll(page);
  await passChecks(page, 'Đã đối chiếu giấy tờ');
  await showReadBack(page);
  sealed = await confirm(page);
  await killAndReturn();
  const first = await serveHeadquarters(bedside.headquartersData, bedside.port);
  await sendNow(bedside.station.page);
  await first.kill();
  const second = await serveHeadquarters(bedside.headquartersData, bedside.port);
  try {
    await sendNow(bedside.station.page);
    await bedside.station.page.locator('[data-link="sending"], [data-waiting="0"]').first().waitFor();
    // Closing the window does not stop what is being sent: the station ends when it is done.
    await bedside.station.close();
    const opened = await openedBy(bedside.headquartersData, sealed.dossier, sealed.revision);
    expect(opened?.parts.map((part) => part.role).sort()).toEqual(['form', 'photo', ...Array.from({ length: 10 }, (_, index) => `finger-${index + 1}`)].sort());
  } finally {
    await second.close();
  }
}, 180_000);

test('ST8: a wrong secret opens nothing and loses nothing', async () => {
  bedside.station = await startStation(bedside.start);
  const { page } = bedside.station;
  await page.locator('input[name="secret"]').fill('một hai ba bốn năm');
  await page.locator('[data-next-action]').click();
  await page.locator('[data-fault="wrong-secret"]').waitFor();
  await page.locator('input[name="secret"]').fill(bedside.secret);
  await page.locator('[data-next-action]').click();
  await page.locator('[data-menu="dossiers"]').click();
  await page.locator(`[data-dossier="${sealed.dossier}"][data-state="received"]`).waitFor();
}, 120_000);

test('ST9: an emptied database is rebuilt from the vault, and the officer is told', async () => {
  const { page } = bedside.station;
  await page.evaluate(() => new Promise<void>((resolve, reject) => {
    const asked = indexedDB.deleteDatabase('station');
    asked.addEventListener('success', () => resolve());
    asked.addEventListener('blocked', () => resolve());
    asked.addEventListener('error', () => reject(asked.error));
  }));
  await killAndReturn();
  await bedside.station.page.locator('[data-menu="dossiers"]').click();
  await bedside.station.page.locator(`[data-dossier="${sealed.dossier}"][data-state="received"]`).waitFor();
}, 120_000);

test('ST20, FS28: the same hand in another dossier is warned of after the kill, with the name of the person who has it', async () => {
  const { page } = bedside.station;
  await beginOutsider(page);
  await captureSlap(page, 13);
  const coaching = page.locator(`[data-testid="coaching"][data-says="finger-duplicate"][data-elsewhere="${sealed.dossier}"]`);
  await coaching.waitFor();
  expect(await coaching.textContent()).toContain('Đặng Thị Mười');
  await mkdir(shots, { recursive: true });
  await page.screenshot({ path: join(shots, 'same-hand.png') });
}, 120_000);

test('ST21, FS29: who vouches for the scanner is imported under About, and the scanner in use is judged anew', async () => {
  const { page } = bedside.station;
  const trust = (): Promise<string | undefined> => page.evaluate(async () => {
    const offers = (await window.station.call('scanner.offers')) as Calls['scanner.offers']['result'];
    return offers.ok ? offers.value[0]?.trust : undefined;
  });
  expect(await trust()).toBe('unknown');
  await page.locator('[data-menu="about"]').click();
  await page.getByTestId('scanner-anchors').locator('input[type="file"]').setInputFiles('out/fingers/simulated-scanners.cer');
  await page.locator('[data-testid="scanner-anchor"][data-state="valid"]').waitFor();
  await page.getByTestId('anchor-added').scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(shots, 'scanner-anchors.png') });
  await until('the scanner is vouched for', async () => (await trust()) === 'signed');
}, 120_000);

test('ST10: a second start of the same station is refused with a sentence', async () => {
  const again = promisify(execFile)(process.execPath, ['out/electron/main.js', `--user-data-dir=${join(bedside.folder, 'station')}`], { timeout: 30_000 });
  const said = await again.then(({ stderr }) => stderr, (ended: { stderr: string }) => ended.stderr);
  expect(said).toContain('already running');
}, 60_000);
