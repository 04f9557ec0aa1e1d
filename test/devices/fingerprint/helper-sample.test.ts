/** What the sample helper's scanner sees. */
import { expect, test, vi } from 'vitest';

import { sampleHand } from '../../../devices/fingerprint/helper/sample/hand.js';
import { rateFinger } from '../../../devices/image/quality/rate.js';

// Growing fingers takes its time on a loaded machine.
vi.setConfig({ testTimeout: 60_000 });

const cache = new URL('../../../out/fingers', import.meta.url).pathname;
const hand = () => sampleHand({ seed: 48, profile: 'very-old-dry-worn', cache });

test('HP21: hands of a profile heed coaching: dry and weak at the first try, good at the next', async () => {
  const { picture } = hand();
  const rated = async () => rateFinger(await picture(2, []), { finger: 2, impression: 'rolled' });
  const [first, second] = [await rated(), await rated()];
  expect(first.causes).toContain('dry');
  expect(second.causes).not.toContain('dry');
  expect(second.score).toBeGreaterThan(first.score + 30);
});

test('HP21: a finger that the hand does not lay on the glass is on no picture', async () => {
  const { picture } = hand();
  expect((await picture(4, [])).pixels.every((pixel) => pixel > 100)).toBe(true);
});

test('HP21: the live picture shows the try to come, of that step', async () => {
  const { picture, preview } = hand();
  const before = await preview(2);
  await picture(13, []);
  expect(await preview(2)).toBe(before);
  await picture(2, []);
  const after = await preview(2);
  expect(Buffer.from(after).equals(before)).toBe(false);
  expect(await preview(2)).toBe(after);
});
