/** The 13 steps as an officer takes them of a woman of 101: dry, worn, two fingers that do not lie on the glass. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { fingers } from '../../sync/core/fingers.js';
import { atBedside, beginAtFingers, useScanner, type Bedside } from './enrol.js';
import { openedBy, serveHeadquarters } from './headquarters.js';
import { captureStep, confirm, passChecks, sendNow, showReadBack, takePhoto } from './officer.js';

/** What the profile of these hands has. */
const away = { 4: 'bandaged', 10: 'deformed' } as const;
const rollable = fingers.filter((finger) => !(finger in away));
const shots = resolve('out/test/fingers/shots');
let bedside: Bedside;

beforeAll(async () => {
  bedside = await atBedside('fingers', [4541, 4550], {
    profile: 'very-old-dry-worn',
    // A ten-print scanner of a vendor, which can roll: the same person's fingers, as dry and worn.
    scanners: { scannerHelpers: [[process.execPath, resolve('out/devices/helper-sample.js'), '--seed', '48', '--profile', 'very-old-dry-worn', '--cache', resolve('out/fingers')]] },
  });
  await mkdir(shots, { recursive: true });
  await beginAtFingers(bedside.station.page);
}, 240_000);
afterAll(() => bedside.close());

test('ST17, FL1–FL9, FL20: three slaps on worn hands, coached and tried again, two exceptions stated', async () => {
  const { page } = bedside.station;
  await useScanner(page, 'Simulated slap');
  const coached: string[] = [];
  for (const step of [13, 14, 15] as const) {
    for (let tries = 0; tries < 3; tries += 1) {
      tries = await captureStep(page, step) - 1;
      await stateWhatIsAway(page, step);
      const says = await coachingOf(page);
      if (says !== null && coached.push(says) === 1) await page.screenshot({ path: join(shots, '1-coach.png') });
      if ((await stateOf(page, step)) === 'good') break;
    }
    expect(await stateOf(page, step)).toMatch(/good|weak/);
  }
  expect(coached.length).toBeGreaterThan(0);
  for (const finger of [4, 10] as const) expect(await page.getByTestId(`finger-${finger}`).getAttribute('data-state')).toBe('excepted');
  await page.screenshot({ path: join(shots, '3-chart-flat.png') });
}, 240_000);

test('FL3: an earlier try is brought back, and the better one again', async () => {
  const { page } = bedside.station;
  await captureStep(page, 13);
  await page.getByTestId('finger-step-13').click();
  const finger = page.locator('[data-testid="tries"] > div').first();
  const idOf = async (pressed: boolean): Promise<string> => (await finger.locator(`[aria-pressed="${pressed}"]`).first().getAttribute('data-testid')) ?? '';
  const [best, other] = [await idOf(true), await idOf(false)];
  for (const one of [other, best]) {
    await page.getByTestId(one).click();
    await page.locator(`[data-testid="${one}"][aria-pressed="true"]`).waitFor();
  }
}, 60_000);

test('ST17, FL5: the other scanner can roll; ten rolled steps, without those that were stated', async () => {
  const { page } = bedside.station;
  expect(await stateOf(page, 1)).toBe('not-possible');
  await useScanner(page, 'Sample helper');
  await page.locator('[data-testid="finger-step-1"]:not([data-state="not-possible"])').waitFor();
  const coached: string[] = [];
  for (const finger of rollable) {
    for (let tries = 0; tries < 3; tries += 1) {
      tries = await captureStep(page, finger) - 1;
      const says = await coachingOf(page);
      if (says !== null) coached.push(says);
      if ((await stateOf(page, finger)) === 'good') break;
    }
  }
  expect(coached.length).toBeGreaterThan(0);
  for (const finger of fingers) expect(await stateOf(page, finger)).toMatch(finger in away ? /excepted/ : /good|weak/);
  await page.screenshot({ path: join(shots, '4-chart.png') });
}, 240_000);

test('ST17, FL4: sealed as complete; headquarters has each print as what it is', async () => {
  const { page } = bedside.station;
  await takePhoto(page);
  await passChecks(page, 'Cụ 101 tuổi, đã thử nhiều lần');
  await showReadBack(page);
  const sealed = await confirm(page);
  const headquarters = await serveHeadquarters(bedside.headquartersData, bedside.port);
  try {
    await page.getByTestId('next-person').click();
    await sendNow(page);
    await page.locator('[data-waiting="0"]').waitFor();
    const opened = await openedBy(bedside.headquartersData, sealed.dossier, sealed.revision);
    const prints = rollable.flatMap((finger) => [`finger-${finger}`, `rolled-${finger}`]);
    expect(opened?.parts.map((part) => part.role).sort()).toEqual(['form', 'photo', ...prints].sort());
  } finally {
    await headquarters.close();
  }
}, 120_000);

/** F4 names the finger that was not found; its reason and the note are the officer's. */
async function stateWhatIsAway(page: Page, step: number): Promise<void> {
  const lost = Object.entries(away).find(([finger]) => (step === 13 && finger === '4') || (step === 14 && finger === '10'));
  if (lost === undefined || (await page.getByTestId(`finger-${lost[0]}`).getAttribute('data-state')) === 'excepted') return;
  await page.keyboard.press('F4');
  await page.getByTestId('exception-form').waitFor();
  const chip = page.getByTestId(`exception-finger-${lost[0]}`).locator('input');
  if (!(await chip.isChecked())) await page.getByTestId(`exception-finger-${lost[0]}`).click();
  await page.getByTestId(`exception-${lost[1]}`).click();
  await page.getByTestId('exception-note').fill('Không đặt lên kính được');
  if (step === 13) await page.screenshot({ path: join(shots, '2-exception.png') });
  await page.getByTestId('exception-save').click();
  await page.getByTestId('exception-form').waitFor({ state: 'detached' });
}

/** The cause that is coached now; null while it is something else. */
async function coachingOf(page: Page): Promise<string | null> {
  return page.getByTestId('coaching').getAttribute('data-cause');
}

function stateOf(page: Page, step: number): Promise<string | null> {
  return page.getByTestId(`finger-step-${step}`).getAttribute('data-state');
}
