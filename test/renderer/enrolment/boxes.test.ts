import { describe, expect, test } from 'vitest';

import { along, changed, grown, moved, openBoxes, placesOf, renamed, smallestBox, takenUp } from '../../../renderer/screens/enrolment/fingers/boxes.js';
import type { Finger } from '../../../sync/core/fingers.js';

describe('FL24: boxes on the picture', () => {
  const box = { finger: 2, x: 100, y: 100, width: 200, height: 300, angle: 90 } as const;
  const within = { width: 1600, height: 1500 };
  test('are moved with their middle inside', () => {
    expect(moved(box, 50, -20, within)).toMatchObject({ x: 150, y: 80 });
    expect(moved(box, -9_000, 9_000, within)).toMatchObject({ x: -100, y: 1350 });
  });
  test('grow about their middle, never smaller than a fingertip nor larger than the picture', () => {
    expect(grown(box, 10, -20, within)).toMatchObject({ x: 90, y: 120, width: 220, height: 260 });
    expect(grown(box, -900, 9_000, within)).toMatchObject({ width: smallestBox, height: 1500 });
  });
  test('a turned one grows along its own sides', () => {
    const [wider, taller] = along(box, 0, 10);
    expect([Math.round(wider), Math.round(taller)]).toEqual([10, 0]);
  });
});

describe('FL31: a box for each finger asked for', () => {
  const at4 = (finger: Finger, x: number) => ({ finger, x, y: 300, width: 280, height: 400, angle: 3 });
  const slap = { png: new Uint8Array(1), width: 1600, height: 1500, places: [at4(2, 100), at4(3, 450), at4(5, 1100)], proposed: [at4(2, 100), at4(3, 450), at4(4, 790), at4(5, 1100)] };
  const opened = openBoxes(slap, [2, 3, 4, 5]);
  const named = (boxes: typeof opened) => placesOf(boxes).map((place) => [place.finger, place.x]);

  test('three of four were seen: the fourth is proposed where it would lie, and is not cut until somebody takes it up', () => {
    expect(opened.map(({ place, isCut }) => [place.finger, place.x, isCut])).toEqual([[2, 100, true], [3, 450, true], [4, 790, false], [5, 1100, true]]);
    expect(placesOf(opened)).toEqual(slap.places);
    expect(placesOf(takenUp(opened, 4, true)).map((place) => place.finger)).toEqual([2, 3, 4, 5]);
    expect(named(changed(opened, 4, (place) => moved(place, 20, 0, slap)))[2]).toEqual([4, 810]);
  });
  test('a box is taken away, and can be added again where it was', () => {
    const without = takenUp(opened, 3, false);
    expect(named(without)).toEqual([[2, 100], [5, 1100]]);
    expect(named(takenUp(without, 3, true))).toEqual(named(opened));
  });
  test('another name: no two boxes have the same one', () => {
    expect(named(renamed(opened, 3, 2))).toEqual([[3, 100], [2, 450], [5, 1100]]);
    // That of a proposal is free.
    expect(named(renamed(opened, 3, 4))).toEqual([[2, 100], [4, 450], [5, 1100]]);
    expect(renamed(opened, 3, 4).map((box) => box.place.finger).sort()).toEqual([2, 3, 4, 5]);
  });
  test('nothing found and nothing proposed: every finger has a box in the picture all the same; what was not asked for has none', () => {
    const bare = openBoxes({ png: new Uint8Array(1), width: 1600, height: 1000, places: [at4(9, 1)] }, [2, 3, 5]);
    expect(bare.map(({ place, isCut }) => [place.finger, isCut])).toEqual([[2, false], [3, false], [5, false]]);
    for (const { place } of bare) expect(place.x > 0 && place.x + place.width < 1600 && place.y > 0 && place.y + place.height < 1000).toBe(true);
  });
});
