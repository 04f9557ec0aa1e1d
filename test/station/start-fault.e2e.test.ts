import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { expect, test } from 'vitest';

import { startStation } from './station.js';

test('EL31: a station that cannot open its vault says so in its window, and ends when that is closed', async () => {
  const folder = resolve('out/test/start-fault');
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'station'), { recursive: true });
  await writeFile(join(folder, 'station/vault'), 'not a folder');
  const station = await startStation({ folder, sbiPorts: [4595, 4596] });
  try {
    await station.page.locator('main:visible').waitFor();
    expect(await station.page.locator('main:visible').allInnerTexts()).toEqual([expect.stringContaining('Máy chưa mở được kho hồ sơ')]);
    expect(await station.page.locator('main:visible').evaluate((main) => getComputedStyle(main).maxWidth)).toBe('880px');
    await station.page.evaluate(() => {
      location.hash = 'disk-full';
    });
    await station.page.getByText('Ổ đĩa của máy đã đầy').waitFor();
    expect(station.complaints()).toMatch(/EEXIST|ENOTDIR/);
  } finally {
    await station.close();
  }
  expect(station.process.exitCode).toBe(0);
});
