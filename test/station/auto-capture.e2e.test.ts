/** A hand that lies still and good is captured without a key. */
import { afterAll, beforeAll, expect, test } from 'vitest';

import { atBedside, beginOutsider, typePerson, type Bedside } from './enrol.js';
import { until } from './until.js';

let bedside: Bedside;

beforeAll(async () => {
  bedside = await atBedside('auto-capture', [4551, 4560]);
  await beginOutsider(bedside.station.page);
  await typePerson(bedside.station.page);
}, 240_000);
afterAll(() => bedside.close());

test('ST18, FL26: the three slaps are captured by themselves, one after the other, each once', async () => {
  const { page } = bedside.station;
  await page.getByTestId('step-fingers').click();
  const auto = page.getByTestId('auto-capture');
  await auto.waitFor({ state: 'attached' });
  expect(await auto.isChecked()).toBe(true);
  const attempts = (step: number): Promise<number> => page.getByTestId(`finger-step-${step}`).getAttribute('data-attempts').then(Number);
  for (const step of [13, 14, 15]) {
    await until(`step ${step} is captured by itself`, async () => (await attempts(step)) > 0, 60_000);
    expect(await page.getByTestId(`finger-step-${step}`).getAttribute('data-state')).toMatch(/good|weak/);
  }
  for (const step of [13, 14]) expect(await attempts(step)).toBe(1);
}, 240_000);
