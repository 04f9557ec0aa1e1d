import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Manifest } from '../../../sync/core/manifest.js';
import { placeInChain, type Known } from '../../../sync/headquarters/chain.js';
import { hashOf } from '../../../sync/seal/sign.js';

const station = '5a'.repeat(32);

function chainOf(length: number): { readonly manifest: Manifest; readonly hash: string }[] {
  const made: { manifest: Manifest; hash: string }[] = [];
  for (let counter = 1; counter <= length; counter += 1) {
    const manifest: Manifest = {
      version: 1, dossier: `00000000-0000-7000-8000-${String(counter).padStart(12, '0')}`, revision: 1, previous: null, station, counter, chain: made.at(-1)?.hash ?? null,
      sealedAt: '2026-11-20T08:15:00.000Z', businessDay: '2026-11-20', key: 'a', parts: [],
    };
    made.push({ manifest, hash: hashOf(manifest) });
  }
  return made;
}
const known = ({ manifest, hash }: { manifest: Manifest; hash: string }): Known => ({ ...manifest, hash });

test('HQ7: the manifests of a chain are taken in whatever order they come, and a gap is noted exactly when the one before is not there', () => {
  fc.assert(fc.property(fc.shuffledSubarray(chainOf(12), { minLength: 12 }), (order) => {
    const before: Known[] = [];
    for (const one of order) {
      const gap = one.manifest.counter > 1 && before.every((other) => other.counter !== one.manifest.counter - 1);
      expect(placeInChain(one.manifest, one.hash, before)).toEqual({ ok: true, value: { gap } });
      before.push(known(one));
    }
  }));
});

test('HQ8: a replaced manifest is a conflict as soon as a neighbour of it is known, before or after', () => {
  fc.assert(fc.property(fc.integer({ min: 2, max: 11 }), fc.boolean(), (counter, after) => {
    const chain = chainOf(12);
    const [before, own, next] = [chain[counter - 2], chain[counter - 1], chain[counter]];
    if (!before || !own || !next) throw Error('within the chain');
    const replaced: Manifest = { ...own.manifest, dossier: '00000000-0000-7000-8000-999999999999', ...(after ? {} : { chain: 'ef'.repeat(32) }) };
    expect(placeInChain(replaced, hashOf(replaced), [known(after ? next : before)])).toMatchObject({ ok: false, fault: { code: 'conflict' } });
  }));
});
