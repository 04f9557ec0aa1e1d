import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { provisioning } from '../electron/provisioning.js';
import { beginOutsider, shift, typePerson } from './enrol.js';
import { firstStart, saved, signIn } from './officer.js';
import { startStation, type RunningStation } from './station.js';

const folder = resolve('out/test/missing-devices');
let station: RunningStation;

/** No scanner listens, the browser has no camera, and there is no smart card service at the given place. */
beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'station.json');
  await writeFile(file, JSON.stringify(await provisioning()));
  station = await startStation({ folder: join(folder, 'station'), sbiPorts: [4595, 4596], environment: { PCSCLITE_CSOCK_NAME: join(folder, 'no-pcscd') } });
  const secret = await firstStart(station.page, file);
  await signIn(station.page, secret, shift);
  await beginOutsider(station.page);
}, 120_000);
afterAll(() => station.close());

test('ST14: no smart card service: named on the screen with what to do, and the form is filled by hand', async () => {
  const { page } = station;
  const card = page.locator('[data-fault="pcsc-absent"]');
  await card.first().waitFor();
  expect((await card.first().innerText()).length).toBeGreaterThan(60);
  await typePerson(page);
  await saved(page);
}, 60_000);

test('ST15: no scanner: named with what to do, and fingers can be described as exceptions', async () => {
  const { page } = station;
  await page.getByTestId('step-fingers').click();
  await page.locator('[data-fault="scanner-absent"]').first().waitFor();
  await page.getByTestId('describe').click();
  await page.getByTestId('exception-form').waitFor();
}, 60_000);

test('ST16: no camera: named with what to do, and the steps around it go on', async () => {
  const { page } = station;
  await page.getByTestId('step-photo').click();
  await page.locator('[data-fault^="camera"]').first().waitFor();
  await page.getByTestId('step-checks').click();
  await page.getByTestId('finding-missing-part').first().waitFor();
}, 60_000);
