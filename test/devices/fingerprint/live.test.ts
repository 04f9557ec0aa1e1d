import { afterEach, describe, expect, test } from 'vitest';

import type { Plug } from './scripted.js';
import { hand, picture, plug } from './scripted.js';
import type { Watched } from './station.js';
import { until, watchFinders } from './station.js';

const opened: Watched[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.scanner.close();
});

async function open(finders: readonly Plug[]): Promise<Watched> {
  const watched = watchFinders({ finders });
  opened.push(watched);
  // The finders are started a moment later.
  await new Promise(setImmediate);
  return watched;
}

describe('live picture', () => {
  test('FS19: frames without a JPEG are given one; what comes while the last is being made is dropped', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const one = hand('one');
    usb.tell(one);
    await watched.scanner.preview(true, 2);
    await until('a frame', () => {
      one.show({ image: picture, jpeg: null });
      return watched.pictures.length > 0;
    });
    const before = watched.pictures.length;
    for (let index = 0; index < 500; index++) one.show({ image: picture, jpeg: null });
    await until('it goes on', () => watched.pictures.length > before);
    expect(watched.pictures.length - before).toBeLessThan(50);
    expect([...(watched.pictures[0] ?? [])].slice(0, 2)).toEqual([0xff, 0xd8]);
    await watched.scanner.preview(false);
    const end = watched.pictures.length;
    one.show({ image: picture, jpeg: null });
    expect(watched.pictures.length).toBe(end);
  });

  test('FS4: another scanner in use is the one that is shown', async () => {
    const usb = plug();
    const watched = await open([usb]);
    const [one, ten] = [hand('one'), hand('ten', { takes: 'slaps' })];
    usb.tell(one);
    await watched.scanner.preview(true, 13);
    usb.tell(one, ten);
    await until('its frame', () => {
      ten.show({ image: null, jpeg: Uint8Array.of(0xff, 0xd8, 7) });
      return watched.pictures.some((jpeg) => jpeg[2] === 7);
    });
  });
});
