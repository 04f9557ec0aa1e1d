/**
 * Contact sheets to look at, in out/fingers/sheets: whether a synthetic finger looks like one is seen, not computed.
 * SHEETS=1 npx vitest run --project plain test/devices/fingerprint/synthetic-sheets.test.ts
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, test } from 'vitest';

import { cachedMaster } from '../../../devices/fingerprint/synthetic/cache.js';
import { flatPrint, rolledPrint } from '../../../devices/fingerprint/synthetic/impression.js';
import type { Master } from '../../../devices/fingerprint/synthetic/master.js';
import { oddKinds, oddSlap } from '../../../devices/fingerprint/synthetic/odd-slap.js';
import { classes } from '../../../devices/fingerprint/synthetic/pattern.js';
import { platenOf } from '../../../devices/fingerprint/synthetic/platen.js';
import type { Press } from '../../../devices/fingerprint/synthetic/press.js';
import { pressWith } from '../../../devices/fingerprint/synthetic/press.js';
import { profileKeys } from '../../../devices/fingerprint/synthetic/profile.js';
import { classOf } from '../../../devices/fingerprint/synthetic/skin.js';
import { slap } from '../../../devices/fingerprint/synthetic/slap.js';
import type { GreyImage } from '../../../devices/image/grey-image.js';
import type { FingerPlace } from '../../../sync/core/finger-capture.js';
import { fingers } from '../../../sync/core/fingers.js';
import { CACHE, personOf } from './synthetic-measures.js';

const SHEETS = join(CACHE, 'sheets');

interface Tile {
  readonly image: GreyImage;
  readonly places: readonly FingerPlace[];
}

const wanted = process.env['SHEETS'] === '1';
const masterOf = await personOf(48, wanted ? fingers : []);
const flat = (master: Master, wanted: Partial<Press> = {}): Tile => {
  const { image, place } = flatPrint(master, pressWith(wanted), 1);
  return { image, places: place ? [place] : [] };
};

/** The places' frames are drawn in red. */
async function sheet(name: string, columns: number, width: number, tiles: readonly Tile[]): Promise<void> {
  const height = Math.max(...tiles.map(({ image }) => Math.ceil((image.height * width) / image.width)));
  const drawn = await Promise.all(tiles.map(async ({ image, places }, at) => {
    const frames = places.map((one) => {
      const turn = `rotate(${one.angle} ${one.x + one.width / 2} ${one.y + one.height / 2})`;
      return `<rect x="${one.x}" y="${one.y}" width="${one.width}" height="${one.height}" fill="none" stroke="red" stroke-width="${image.width / 400}" transform="${turn}"/>`;
    });
    const frame = Buffer.from(`<svg width="${image.width}" height="${image.height}">${frames.join('')}</svg>`);
    const whole = await sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 1 } }).toColourspace('srgb').composite([{ input: frame }]).png().toBuffer();
    return { input: await sharp(whole).resize(width).png().toBuffer(), left: (at % columns) * (width + 6) + 3, top: Math.floor(at / columns) * (height + 6) + 3 };
  }));
  const size = { width: columns * (width + 6), height: Math.ceil(tiles.length / columns) * (height + 6) };
  await mkdir(SHEETS, { recursive: true });
  const file = join(SHEETS, `${name}.png`);
  await sharp({ create: { ...size, channels: 3, background: '#999' } }).composite(drawn).png().toFile(file);
  expect((await readFile(file)).length).toBeGreaterThan(10_000);
}

describe.skipIf(!wanted)('SY16: sheets to look at (drawn where SHEETS=1)', { timeout: 300_000 }, () => {
  test('classes, flat and rolled', async () => {
    const masters: Master[] = [];
    for (const kind of classes) {
      const seeds = Array.from({ length: 900 }, (_, seed) => seed).filter((seed) => classOf(seed, 2) === kind).slice(0, 2);
      for (const seed of seeds) masters.push(await cachedMaster(CACHE, seed, 2));
    }
    await sheet('classes', 6, 320, masters.map((master) => flat(master)));
    await sheet('rolled', 3, 480, masters.filter((_, at) => at % 2 === 0).map((master) => {
      const { image, place } = rolledPrint(master);
      return { image, places: place ? [place] : [] };
    }));
  });

  test('presses', async () => {
    const index = masterOf(48, 2);
    await sheet('moisture-pressure', 5, 240, [-1, -0.6, -0.3, 0, 0.4, 0.8, 1].flatMap((moisture) => [-1, -0.5, 0, 0.5, 1].map((pressure) => flat(index, { moisture, pressure }))));
    await sheet('wear', 6, 320, [0, 0.3, 0.6, 0.8, 1].flatMap((wear) => [0, -0.5].map((moisture) => flat(index, { wear, moisture }))));
    const laid: readonly Partial<Press>[] = [{ scars: 2 }, { rotation: 25 }, { x: 40, y: -30 }, { contact: 0.6 }, { contact: 0.3 }, { moved: 0.3 }, { moved: 0.8 }, { warp: 9 }, { scale: 0.75 }];
    await sheet('laid', 5, 320, laid.map((press) => flat(index, press)));
  });

  test('slaps', async () => {
    const turned = [[13, 0, 1000], [14, 0, 1000], [15, 0, 1000], [13, 25, 1000], [14, -25, 1000], [13, -25, 1500]] as const;
    await sheet('slaps', 2, 800, turned.map(([position, turn, height], seed) => slap(seed, position, [], masterOf, { turn, height })));
    await sheet('odd', 2, 800, oddKinds.map((kind) => oddSlap(kind, 1, masterOf)));
    await sheet('profiles', 3, 533, profileKeys.flatMap((profile) => [1, 2, 3].map((attempt) => platenOf(profile, 48, 14, attempt, { masterOf }))));
  });
});
