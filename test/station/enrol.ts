/** A whole enrolment of someone who is typed in, without a chip, as the stories need it that are about what comes after. */
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Page } from 'playwright-core';

import { writeCameraVideo } from '../../devices/camera/simulated.js';
import { claimVirtualReader } from '../../devices/chip/simulator/pcscd.js';
import { virtualReaderPort } from '../../devices/chip/simulator/vpcd.js';
import type { KitOptions } from '../../devices/kit.js';
import type { FieldName } from '../../sync/core/dossier.js';
import { freePort } from './free-port.js';
import { writeProvisioning } from './headquarters.js';
import { onTheCard } from './invented.js';
import { startKit, type Kit } from './kit.js';
import { captureSlap, confirm, firstStart, passChecks, saved, showReadBack, signIn, takePhoto, type } from './officer.js';
import { startStation, type RunningStation, type StartOptions } from './station.js';
import { until } from './until.js';

export const shift = { officer: 'Lê Văn Bảo', place: 'Nhà văn hóa tổ 12' };

const typed: Readonly<Partial<Record<FieldName, string>>> = {
  fullName: 'Đặng Thị Mười', birth: '05/09/1951', number: '048151006612', nationality: 'Việt Nam', ethnicity: 'Kinh', religion: 'Không',
  residence: '12 Tôn Đản, Hòa Phát, Đà Nẵng', ward: 'Hòa Phát', phone: '0914555021',
};

export interface Bedside {
  readonly folder: string;
  readonly headquartersData: string;
  readonly port: number;
  readonly kit: Kit;
  readonly secret: string;
  readonly start: StartOptions;
  /** The one that runs now; a story replaces it after a kill. */
  station: RunningStation;
  readonly close: () => Promise<void>;
}

interface BedsideOptions extends Pick<KitOptions, 'profile'>, Pick<StartOptions, 'scanners'> {
  /** Called with the station's folder before the station first writes to it. */
  readonly prepare?: (stationFolder: string) => Promise<void>;
}

/** A provisioned station with an officer signed in and its kit switched on; headquarters is not reachable. */
export async function atBedside(name: string, sbiPorts: readonly [number, number], { profile, scanners, prepare }: BedsideOptions = {}): Promise<Bedside> {
  const folder = resolve('out/test', name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const headquartersData = join(folder, 'headquarters');
  const provisioning = join(folder, 'station.json');
  const video = join(folder, 'camera.y4m');
  await Promise.all([
    writeProvisioning(headquartersData, 'Đội lưu động 5', `https://127.0.0.1:${port}`, provisioning),
    writeCameraVideo(video, 'devices/camera/portrait.jpg'),
  ]);
  // The kit lays a card on whichever virtual reader there is: it must not be one that another program works with.
  const release = await claimVirtualReader(AbortSignal.timeout(300_000));
  if (release === null) throw Error('the virtual reader is used by another program');
  const kit = await startKit({ sbiPorts, vpcdPort: virtualReaderPort, seed: 48, person: onTheCard, cache: 'out/fingers', ...(profile === undefined ? {} : { profile }) });
  const start: StartOptions = { folder: join(folder, 'station'), sbiPorts, video, ...(scanners === undefined ? {} : { scanners }) };
  await prepare?.(start.folder);
  const station = await startStation(start);
  const secret = await firstStart(station.page, provisioning);
  await signIn(station.page, secret, shift);
  const bedside: Bedside = {
    folder, headquartersData, port, kit, secret, start, station,
    async close() {
      await bedside.station.close();
      await kit.close();
      await release();
    },
  };
  return bedside;
}

/** Begins a dossier for someone who is not on the list. */
export async function beginOutsider(page: Page): Promise<void> {
  await page.locator('[data-menu="worklist"]').click();
  await page.locator('input[name="search"]').waitFor();
  await page.keyboard.press('F9');
  await page.getByTestId('step-person').waitFor();
}

export async function typePerson(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(typed)) await type(page, name as FieldName, value);
  await page.getByTestId('field-sex').selectOption('female');
  await saved(page);
}

/** Begins and types a person, up to the fingers. */
export async function beginAtFingers(page: Page): Promise<void> {
  await beginOutsider(page);
  await typePerson(page);
  await page.getByTestId('step-fingers').click();
}

export async function captureAll(page: Page): Promise<void> {
  for (const slap of [13, 14, 15] as const) await captureSlap(page, slap);
  await takePhoto(page);
}

export async function enrolOutsider(page: Page): Promise<{ readonly dossier: string; readonly revision: number }> {
  await beginOutsider(page);
  await typePerson(page);
  await captureAll(page);
  await passChecks(page, 'Đã đối chiếu giấy tờ');
  await showReadBack(page);
  return confirm(page);
}

/** Of two that are there, the one with that name. */
export async function useScanner(page: Page, name: string): Promise<void> {
  const choice = page.getByTestId('scanner-choice');
  const key = await until(`${name} is offered`, async () => (await choice.locator('option', { hasText: name }).first().getAttribute('value').catch(() => null)) ?? undefined);
  await choice.selectOption(key);
  await until(`${name} is used`, async () => (await choice.inputValue()) === key);
}
