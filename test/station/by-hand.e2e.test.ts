/** What the officer's own hand does at the fingers: a box dragged where it lies wrong, and a card with inked prints as the last resort. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { atBedside, beginAtFingers, useScanner, type Bedside } from './enrol.js';
import { captureStep } from './officer.js';
import { until } from './until.js';

const shots = resolve('out/test/by-hand/shots');
let bedside: Bedside;

beforeAll(async () => {
  bedside = await atBedside('by-hand', [4561, 4570], {
    scanners: { scannerHelpers: [[process.execPath, resolve('out/devices/helper-sample.js'), '--seed', '48', '--cache', resolve('out/fingers')]] },
  });
  await mkdir(shots, { recursive: true });
  await beginAtFingers(bedside.station.page);
}, 240_000);
afterAll(() => bedside.close());

test('ST19, FL24: a box that the officer drags cuts the picture anew, and is no other try', async () => {
  const { page } = bedside.station;
  await useScanner(page, 'Sample helper');
  await captureStep(page, 13);
  const step = page.getByTestId('finger-step-13');
  await step.click();
  await page.keyboard.press('F2');
  const box = page.getByTestId('box-2');
  const before = await box.boundingBox();
  if (before === null) throw Error('the box is not on the screen');
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 12, y + 20, { steps: 4 });
  await page.mouse.up();
  const after = await box.boundingBox();
  expect([after?.x, after?.y].map((one, index) => Math.round((one ?? 0) - (index === 0 ? before.x : before.y)))).toEqual([-12, 20]);
  await page.screenshot({ path: join(shots, '1-boxes.png') });
  const tries = async (): Promise<number> => page.locator('[data-testid="tries"] > div').first().locator('[data-testid^="try-"]').count();
  await page.getByTestId('boxes-cut').click();
  await page.getByTestId('slap-boxes').waitFor({ state: 'detached' });
  // With all of its fingers good the screen goes on to the next step.
  await page.locator('[data-testid="finger-step-14"][aria-pressed="true"]').waitFor();
  await step.click();
  await until('the print that was cut anew is there', async () => (await tries()) === 2);
  expect(await step.getAttribute('data-attempts')).toBe('1');
  await page.screenshot({ path: join(shots, '2-cut-anew.png') });
}, 120_000);

test('ST19, FL30, FL31: a box is taken away and added again: three prints, then four, in one try', async () => {
  const { page } = bedside.station;
  const step = page.getByTestId('finger-step-13');
  const ring = page.getByTestId('finger-4');
  await page.keyboard.press('F2');
  await page.getByTestId('box-remove-4').click();
  await page.screenshot({ path: join(shots, '3-box-away.png') });
  await page.getByTestId('boxes-cut').click();
  await page.locator('[data-testid="finger-4"][data-state="missing"]').waitFor();
  await page.locator('[data-testid="coaching"][data-says="not-found"]').waitFor();
  for (const finger of [2, 3, 5]) expect(await page.getByTestId(`finger-${finger}`).getAttribute('data-state')).toBe('good');
  await page.keyboard.press('F2');
  await page.getByTestId('box-add-4').click();
  await page.screenshot({ path: join(shots, '4-box-added.png') });
  await page.getByTestId('boxes-cut').click();
  await page.locator('[data-testid="finger-4"][data-state="good"]').waitFor();
  expect(await ring.getAttribute('data-lost')).toBeNull();
  expect(await step.getAttribute('data-attempts')).toBe('1');
}, 120_000);

test('FL27: any of the thirteen steps is one key away, and Esc closes what a key opened', async () => {
  const { page } = bedside.station;
  for (const [key, step] of [['w', 14], ['e', 15], ['q', 13], ['5', 5], ['0', 10], ['1', 1]] as const) {
    // As slowly as a hand: keys that come faster are a barcode reader's.
    await page.keyboard.press(key, { delay: 60 });
    await page.locator(`[data-testid="finger-step-${step}"][aria-pressed="true"]`).waitFor();
  }
  await page.keyboard.press('F4');
  await page.getByTestId('exception-form').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('exception-form').waitFor({ state: 'detached' });
}, 60_000);

test('ST19, FL10: a picture of the ink card stands in for what is missing', async () => {
  const { page } = bedside.station;
  await page.keyboard.press('F3');
  await page.locator('[data-testid="ink-card-take"]:not([disabled])').waitFor();
  await page.keyboard.press('F9');
  await page.getByTestId('ink-card-saved').waitFor();
  await page.screenshot({ path: join(shots, '5-ink-card.png') });
  await page.keyboard.press('Escape');
  await page.getByTestId('step-checks').click();
  await page.getByTestId('finding-ink-card').waitFor();
  await page.screenshot({ path: join(shots, '6-checks.png') });
}, 120_000);
