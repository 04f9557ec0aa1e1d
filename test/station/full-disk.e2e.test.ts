/** The disk is really full: a small file system of its own, mounted for this story alone. */
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { atBedside, beginOutsider, captureAll, typePerson, type Bedside } from './enrol.js';
import { captureSlap, confirm, field, openLatestDossier, passChecks, saved, showReadBack, signIn, type } from './officer.js';
import { startStation } from './station.js';
import { until } from './until.js';

/** A new dossier needs 512 MiB free, the reserve 64 MiB. */
const size = '700m';
/** The station's own files: what the browser keeps beside them it can lose. */
const mounted = resolve('out/test/full-disk/station/station');

const mayMount = process.platform === 'linux' && process.getuid?.() === 0 && tryMount();

function tryMount(): boolean {
  const place = resolve('out/test/full-disk-try');
  mkdirSync(place, { recursive: true });
  const made = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0;
  return made && spawnSync('umount', [place]).status === 0;
}

/** Takes all that is free. */
function fill(name: string): void {
  const file = openSync(join(mounted, name), 'w');
  const block = new Uint8Array(1 << 20);
  try {
    for (let length = block.length; length > 0; ) {
      try {
        writeSync(file, block, 0, length);
      } catch (full) {
        if ((full as NodeJS.ErrnoException).code !== 'ENOSPC') throw full;
        length >>= 1;
      }
    }
  } finally {
    closeSync(file);
  }
}
const free = (...names: readonly string[]): void => names.forEach((name) => rmSync(join(mounted, name), { force: true }));

describe.runIf(mayMount)('a full disk (needs the right to mount a small file system)', () => {
  let bedside: Bedside;
  /** What the officer typed last, and saw saved. */
  let kept = '';

  beforeAll(async () => {
    // A run that was cut short leaves it mounted.
    if (existsSync(mounted)) spawnSync('umount', ['-l', mounted]);
    bedside = await atBedside('full-disk', [4551, 4560], {
      prepare: async () => {
        mkdirSync(mounted, { recursive: true });
        expect(spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', mounted]).status).toBe(0);
      },
    });
  }, 400_000);
  afterAll(async () => {
    try {
      await bedside.close();
    } finally {
      spawnSync('umount', ['-l', mounted]);
    }
  });

  test('ST25: the dossier in hand goes on when the disk is full: the reserve is for it', async () => {
    const { page } = bedside.station;
    await beginOutsider(page);
    await typePerson(page);
    fill('ballast');
    await type(page, 'features', 'Sẹo nhỏ ở cằm');
    await saved(page);
    await captureSlap(page, 13);
  }, 120_000);

  test('ST25: with the reserve gone too, what cannot be kept is said, and is kept by itself once there is room', async () => {
    const { page } = bedside.station;
    await page.getByTestId('step-person').click();
    fill('more');
    const line = page.locator('[data-saved="failed"]');
    // What is left of the journal's last block takes some more.
    await until('a change can no longer be kept', async () => {
      await type(page, 'features', `${'Sẹo dài ở cánh tay trái. '.repeat(40)}${Date.now()}`);
      return (await line.count()) > 0;
    });
    await page.screenshot({ path: join(bedside.folder, 'full.png') });
    expect(await line.textContent()).toMatch(/Chưa lưu được/);
    free('more');
    await line.waitFor({ state: 'detached' });
    await saved(page);
    kept = await field(page, 'features').inputValue();
  }, 120_000);

  test('ST25: killed and started again with the disk still full, the officer signs in, and everything that was saved is there', async () => {
    fill('more');
    await bedside.station.kill();
    bedside.station = await startStation(bedside.start);
    const { page } = bedside.station;
    await signIn(page, bedside.secret);
    await openLatestDossier(page);
    await page.screenshot({ path: join(bedside.folder, 'started-full.png') });
    expect(await field(page, 'features').inputValue()).toBe(kept);
  }, 120_000);

  test('ST25: with room again the dossier is finished and sealed', async () => {
    free('more', 'ballast');
    const { page } = bedside.station;
    await captureAll(page);
    await passChecks(page, 'Đã đối chiếu giấy tờ');
    await showReadBack(page);
    expect((await confirm(page)).revision).toBe(1);
  }, 120_000);
});
