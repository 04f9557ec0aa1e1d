import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { simulatedCsca } from '../../devices/chip/simulator/issuer.js';
import { ensurePcscd, type Pcscd } from '../../devices/chip/simulator/pcscd.js';
import type { FieldName } from '../../sync/core/dossier.js';
import { atBedside, beginOutsider, type Bedside } from './enrol.js';
import { giveTrustList, serveHeadquarters, type RunningProgram } from './headquarters.js';
import { onTheCard } from './invented.js';
import { field, openLatestDossier, saved, signIn, type } from './officer.js';
import { startStation } from './station.js';

/** Printed on the simulated card. */
const can = '135790';
const typed = { fullName: onTheCard.fullName, religion: 'Phật giáo', residence: '12 Tôn Đản, Hòa Phát, Đà Nẵng' } as const;
let bedside: Bedside;
let pcscd: Pcscd;
let headquarters: RunningProgram | null = null;

beforeAll(async () => {
  bedside = await atBedside('chip', [4541, 4550]);
  const started = await ensurePcscd();
  if (!started.ok) throw Error(`${started.fault.code} ${started.fault.detail ?? ''}`);
  pcscd = started.value;
}, 180_000);
afterAll(async () => {
  await bedside.close();
  await headquarters?.close();
  await pcscd.close();
});

/** Value and source of a field as the form shows them; numbers without the spaces between their groups. */
async function shown(name: FieldName): Promise<string> {
  const { page } = bedside.station;
  const input = field(page, name);
  const id = (await input.getAttribute('id')) ?? '';
  const source = await page.locator(`label[for="${id}"] [data-source]`).getAttribute('data-source');
  return `${(await input.inputValue()).replaceAll(/(?<=\d)\s(?=\d)/gu, '')} (${source})`;
}

async function decide(name: FieldName, choice: 'form' | 'chip'): Promise<void> {
  const difference = bedside.station.page.getByTestId(`difference-${name}`);
  await difference.locator('dd').nth(choice === 'form' ? 0 : 1).getByRole('button').click();
  await difference.waitFor({ state: 'detached' });
}

test('CH53: a wrong card access number is named with the tries that are left; nothing is filled', async () => {
  const { page } = bedside.station;
  await beginOutsider(page);
  for (const [name, value] of Object.entries(typed)) await type(page, name as FieldName, value);
  await page.getByTestId('chip-way-can').click();
  await page.getByTestId('chip-can').fill('246802');
  await page.getByTestId('chip-read').click();
  await expect.poll(async () => {
    // The service was started a moment ago: the reader may have yet to see the card.
    if (await page.locator('[data-fault="card-absent"], [data-fault="reader-absent"], [data-fault="pcsc-absent"]').first().isVisible()) await page.getByTestId('chip-read').click();
    return page.locator('[data-fault="chip-can-wrong-left"]').first().isVisible();
  }, { timeout: 60_000, interval: 250 }).toBe(true);
  expect(await field(page, 'ethnicity').inputValue()).toBe('');
}, 120_000);

test('CH53: the chip fills what is empty, with its mark; what differs is decided field by field; the facts stand one by one', async () => {
  const { page } = bedside.station;
  await page.getByTestId('chip-can').fill(can);
  await page.getByTestId('chip-read').click();
  await page.locator('[data-testid="chip-said"][data-open="2"]').waitFor();
  expect(await shown('ethnicity')).toBe('Kinh (chip)');
  expect(await shown('number')).toBe(`${onTheCard.number} (chip)`);
  // It says the same: the chip vouches for it now.
  expect(await shown('fullName')).toBe(`${typed.fullName} (chip)`);
  expect(await shown('religion')).toBe(`${typed.religion} (typed)`);
  await decide('religion', 'chip');
  await decide('residence', 'form');
  await page.locator('[data-testid="chip-said"][data-open="0"]').waitFor();
  expect([await shown('religion'), await shown('residence')]).toEqual(['Không (chip)', `${typed.residence} (typed)`]);
  const facts = page.getByTestId('chip-facts');
  for (const name of ['access', 'chip-authentication', 'active-authentication', 'sod-signature', 'hash', 'cross-check']) {
    expect(await facts.getByTestId(`fact-${name}`).first().getAttribute('data-state'), name).toBe('ok');
  }
  // Nobody imported a list: unknown is not forged.
  expect(await facts.getByTestId('fact-chain').first().getAttribute('data-state')).toBe('not-possible');
  await saved(page);
}, 120_000);

test('CH53: what was decided is there after a kill, and the differences are not asked again', async () => {
  await bedside.station.kill();
  bedside.station = await startStation(bedside.start);
  const { page } = bedside.station;
  await signIn(page, bedside.secret);
  await openLatestDossier(page);
  await field(page, 'religion').waitFor();
  expect([await shown('religion'), await shown('residence'), await shown('ethnicity')]).toEqual(['Không (chip)', `${typed.residence} (typed)`, 'Kinh (chip)']);
  expect(await page.locator('[data-testid^="difference-"]').count()).toBe(0);
}, 120_000);

test('ST22: a trust list that headquarters gives is what the next chip is judged by, with its name and date', async () => {
  const { page } = bedside.station;
  const file = join(bedside.folder, 'csca.cer');
  await writeFile(file, simulatedCsca().certificate);
  await giveTrustList(bedside.headquartersData, file, 'CSCA mô phỏng của cấp trên', '2026-06-30');
  headquarters = await serveHeadquarters(bedside.headquartersData, bedside.port);
  // Nothing is sealed, yet a station that is not registered may ask.
  await page.locator('[data-menu="transmission"]').click();
  // One that has found headquarters by itself in the meantime has nothing left to ask for.
  await page.locator('[data-screen="transmission"] [data-next-action]').click({ timeout: 2000 }).catch(() => undefined);
  await expect.poll(async () => {
    await page.locator('[data-menu="dossiers"]').click();
    await page.locator('[data-menu="about"]').click();
    await page.locator('[data-testid="trust-lists"]:not([data-count=""])').waitFor();
    return page.locator('[data-testid="trust-list"][data-from="headquarters"][data-name="CSCA mô phỏng của cấp trên"]').isVisible();
  }, { timeout: 60_000, interval: 500 }).toBe(true);
  await openLatestDossier(page);
  await page.getByTestId('chip-way-can').click();
  await page.getByTestId('chip-can').fill(can);
  await page.getByTestId('chip-read').click();
  const chain = page.getByTestId('chip-facts').locator('[data-testid="fact-chain"][data-state="ok"]');
  await chain.waitFor({ timeout: 60_000 });
  expect(await chain.innerText()).toContain('CSCA mô phỏng của cấp trên');
  expect(await chain.innerText()).toContain('30/06/2026');
}, 180_000);
