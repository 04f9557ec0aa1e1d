/** One enrolment from the worklist to the receipt, driven through the real screens, with a power cut in the middle. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Page } from 'playwright-core';

import { writeCameraVideo } from '../../devices/camera/simulated.js';
import { chipKeyOf } from '../../devices/chip/simulator/card.js';
import { claimVirtualReader, ensurePcscd } from '../../devices/chip/simulator/pcscd.js';
import { virtualReaderPort } from '../../devices/chip/simulator/vpcd.js';
import { encodePhoto } from '../../devices/image/photo.js';
import type { FieldName } from '../../sync/core/dossier.js';
import { checkDigit } from '../../sync/core/mrz.js';
import type { Person } from '../../sync/core/person.js';
import { madeUpListCsv, madeUpPeople } from '../people.js';
import { freePort } from './free-port.js';
import { openedBy, serveHeadquarters, writeProvisioning } from './headquarters.js';
import { onTheCard, onTheList } from './invented.js';
import { startKit } from './kit.js';
import { differences, openLedger, sha256, type Ledger } from './ledger.js';
import { captureSlap, confirm, firstStart, importList, openPerson, passChecks, readChip, saved, sendNow, showReadBack, signIn, takePhoto, type, type Shift } from './officer.js';
import { startStation, type RunningStation, type StartOptions } from './station.js';

export interface StoryOptions {
  /** Emptied first; holds the station's and headquarters' data and the screenshots. */
  readonly folder: string;
  /** Grown fingers are kept there from run to run. */
  readonly cache: string;
  readonly headed: boolean;
  readonly sbiPorts: readonly [number, number];
  /** Told as each step ends. */
  readonly onStep: (title: string, milliseconds: number) => void;
}

export interface Told {
  readonly dossier: string;
  readonly revision: number;
  readonly headquartersData: string;
  readonly secret: string;
  readonly shift: Shift;
  /** Holds what was given out against what headquarters has now. None: they are equal. */
  readonly differences: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** The place is a citizen's home. */
const shift: Shift = { officer: 'Trần Thị Thu Hà', place: 'Nhà ông Bửu Hạnh, kiệt 12' };
const peopleOnTheList = 40;

export async function tellStory(options: StoryOptions): Promise<Told> {
  const folder = resolve(options.folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'shots'), { recursive: true });
  const ends: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await tell({ ...options, folder }, ends, close);
  } catch (mistake) {
    await close();
    throw mistake;
  }
}

async function tell(options: StoryOptions, ends: (() => Promise<unknown>)[], close: () => Promise<void>): Promise<Told> {
  const { folder } = options;
  const headquartersData = join(folder, 'headquarters');
  const ledger = openLedger();
  ends.push(async () => ledger.close());
  let since = performance.now();
  const step = (title: string) => {
    options.onStep(title, performance.now() - since);
    since = performance.now();
  };

  const port = await freePort();
  const provisioning = join(folder, 'station.json');
  await writeProvisioning(headquartersData, 'Đội lưu động 3', `https://127.0.0.1:${port}`, provisioning);
  step('headquarters writes the provisioning file, and is not reachable');

  const release = await claimVirtualReader(AbortSignal.timeout(600_000));
  if (release === null) throw Error('the virtual reader is used by another program');
  ends.push(release);
  const pcscd = await ensurePcscd();
  if (!pcscd.ok) throw Error(`pcscd: ${pcscd.fault.code} ${pcscd.fault.detail ?? ''}`);
  ends.push(pcscd.value.close);
  const video = join(folder, 'camera.y4m');
  const [kit] = await Promise.all([
    startKit({ sbiPorts: options.sbiPorts, vpcdPort: virtualReaderPort, seed: 48, person: onTheCard, cache: options.cache }, ledger.descriptor),
    writeCameraVideo(video, 'devices/camera/portrait.jpg'),
  ]);
  ends.push(kit.close);
  step('the simulated kit is switched on');

  const start: StartOptions = { folder: join(folder, 'station'), sbiPorts: options.sbiPorts, video, headed: options.headed };
  let station = await startStation(start);
  ends.push(() => station.close());
  const shot = shooter(folder);
  await station.page.locator('[data-stage="unprovisioned"]').waitFor();
  await shot(station.page, 'first-start');
  const secret = await firstStart(station.page, provisioning);
  await shot(station.page, 'sign-in');
  await signIn(station.page, secret, shift);
  step('the station starts, is provisioned, and the officer signs in');

  await importList(station.page, await writeList(folder, ledger), peopleOnTheList);
  await shot(station.page, 'worklist');
  await openPerson(station.page, 'cong tang ton nu');
  step('headquarters’ list of 40 people is taken in, and the person found');

  await typeField(station.page, ledger, 'email', 'quynhhuong@example.org');
  await readChip(station.page, printed());
  await saved(station.page);
  await shot(station.page, 'person');
  step('the chip is read; what it says is taken');

  await captureSlap(station.page, 13);
  await shot(station.page, 'fingers');
  await station.kill();
  step('the right hand is captured, and the power fails');
  station = await startStation(start);
  await signIn(station.page, secret);
  await openPerson(station.page, 'cong tang ton nu');
  step('the station is started again and goes on where it was');

  await captureSlap(station.page, 14);
  await captureSlap(station.page, 15);
  await shot(station.page, 'fingers-done');
  step('left hand and thumbs are captured');

  await watchStill(station.page, ledger);
  await takePhoto(station.page);
  await shot(station.page, 'photo');
  step('the photo is taken');

  await passChecks(station.page, 'Người dân xác nhận trực tiếp');
  await shot(station.page, 'checks');
  await showReadBack(station.page);
  await shot(station.page, 'read-back');
  const { dossier, revision } = await confirm(station.page);
  await shot(station.page, 'sealed');
  step('checks, the citizen’s read-back, sealed and queued');

  const headquarters = await serveHeadquarters(headquartersData, port);
  ends.push(headquarters.close);
  await received(station, dossier, shot);
  step('headquarters comes up; the dossier arrives, and its receipt');

  return {
    dossier, revision, headquartersData, secret, shift, close,
    async differences() {
      const opened = await openedBy(headquartersData, dossier, revision);
      return opened === null ? ['headquarters has no such dossier'] : differences(ledger.entries(), opened);
    },
  };
}

/** What the officer reads off the card, each value with its check digit. */
export function printed(person = onTheCard) {
  const key = chipKeyOf(person);
  const checked = (value: string) => value + (checkDigit(value) ?? '');
  return { number: checked(key.number), birth: checked(key.birth), expiry: checked(key.expiry) };
}

async function writeList(folder: string, ledger: Ledger): Promise<string> {
  const [first, ...others] = madeUpPeople(peopleOnTheList, 14);
  if (first === undefined) throw Error('an empty list');
  const person: Person = { ...onTheList, id: first.id };
  const file = join(folder, 'danh-sach-hoa-phat.csv');
  await writeFile(file, madeUpListCsv([...others.slice(0, 11), person, ...others.slice(11)], { delimiter: ';', bom: true }));
  const fields: Partial<Record<FieldName, string>> = {
    fullName: person.name, birth: person.birth, sex: person.sex ?? '', residence: person.address, hamlet: person.hamlet, ward: person.ward, phone: person.phone,
  };
  for (const [name, value] of Object.entries(fields)) ledger.note({ from: 'list', what: `field:${name}`, sha256: sha256(value) });
  return file;
}

async function typeField(page: Page, ledger: Ledger, name: FieldName, value: string): Promise<void> {
  await type(page, name, value);
  ledger.note({ from: 'page', what: `field:${name}`, sha256: sha256(value) });
}

/** Notes the still as it leaves the page: headquarters must get the JPEG of just that picture. */
async function watchStill(page: Page, ledger: Ledger): Promise<void> {
  await page.exposeFunction('noteStill', async (base64: string) => {
    const encoded = await encodePhoto(Buffer.from(base64, 'base64'));
    if (encoded.ok) ledger.note({ from: 'page', what: 'photo', sha256: sha256(encoded.value.jpeg) });
  });
  await page.evaluate(() => {
    const convert = OffscreenCanvas.prototype.convertToBlob;
    OffscreenCanvas.prototype.convertToBlob = async function (this: OffscreenCanvas, ...args) {
      const blob = await convert.apply(this, args);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let binary = '';
      for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      await (globalThis as unknown as { noteStill(base64: string): Promise<void> }).noteStill(btoa(binary));
      return blob;
    };
  });
}

function shooter(folder: string): (page: Page, name: string) => Promise<void> {
  let count = 0;
  return async (page, name) => {
    count += 1;
    await page.screenshot({ path: join(folder, 'shots', `${String(count).padStart(2, '0')}-${name}.png`) });
  };
}

async function received(station: RunningStation, dossier: string, shot: (page: Page, name: string) => Promise<void>): Promise<void> {
  const { page } = station;
  await page.getByTestId('next-person').click();
  await page.locator('[data-menu="transmission"]').click();
  await shot(page, 'transmission');
  await sendNow(page);
  await page.locator('[data-waiting="0"]').waitFor();
  await page.locator('[data-menu="dossiers"]').click();
  await page.locator(`[data-dossier="${dossier}"][data-state="received"]`).waitFor();
  await shot(page, 'received');
}
