import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { atBedside, enrolOutsider, type Bedside } from './enrol.js';
import { openedBy } from './headquarters.js';
import { confirm, passChecks, saved, showReadBack, type } from './officer.js';

let bedside: Bedside;
let stick: string;
let dossier: string;

beforeAll(async () => {
  bedside = await atBedside('stick', [4531, 4540]);
  stick = join(bedside.folder, 'usb');
  await mkdir(stick, { recursive: true });
  ({ dossier } = await enrolOutsider(bedside.station.page));
  await bedside.station.page.getByTestId('next-person').click();
}, 240_000);
afterAll(() => bedside.close());

test('ST11: a sealed dossier is opened again, mended as a new revision, and sends only what changed', async () => {
  const { page } = bedside.station;
  await page.locator('[data-menu="dossiers"]').click();
  await page.locator(`[data-dossier="${dossier}"]`).waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('step-person').click();
  await type(page, 'residence', '21 Tôn Đản, Hòa Phát, Đà Nẵng');
  await saved(page);
  await passChecks(page, 'Sửa số nhà');
  await showReadBack(page);
  expect(await confirm(page)).toEqual({ dossier, revision: 2 });
  await page.getByTestId('next-person').click();
}, 120_000);

test('ST12: the day’s batch goes out on a stick, headquarters takes it in, and the receipts close the loop', async () => {
  const { page } = bedside.station;
  await page.locator('[data-menu="day"]').click();
  await page.locator('input[name="export-folder"]').fill(stick);
  await page.locator('[data-export] button').last().click();
  await page.locator('[data-exported]').waitFor();
  const [batch = ''] = await readdir(stick);
  const { stdout } = await promisify(execFile)(process.execPath, ['out/headquarters/main.js', 'import', join(stick, batch), '--data', bedside.headquartersData]);
  expect(stdout).toContain('2 received');
  await page.locator('input[name="receipts-folder"]').fill(stick);
  await page.locator('[data-receipts] button').last().click();
  await page.locator('[data-received="2"]').waitFor();
  const opened = await openedBy(bedside.headquartersData, dossier, 2);
  expect(opened?.fields.find((one) => one.name === 'residence')?.value).toBe('21 Tôn Đản, Hòa Phát, Đà Nẵng');
  expect(opened?.parts).toHaveLength(12);
}, 180_000);

test('ST13: with the business day closed not even the officer’s secret opens its dossiers', async () => {
  const { page } = bedside.station;
  // The second word is another key than the first: a double Enter closes nothing.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-destroyed]').waitFor();
  const opened = await page.evaluate((id) => (window as unknown as { station: { call(name: string, id: string): Promise<{ ok: boolean; fault?: { code: string } }> } }).station.call('dossier.open', id), dossier);
  expect(opened).toMatchObject({ ok: false, fault: { code: 'key-destroyed' } });
}, 60_000);
