import { readFileSync } from 'node:fs';

import { beforeEach, describe, expect, test, vi } from 'vitest';

import { deedOf, folderDeeds } from '../../../renderer/screens/fault-deed.js';
import { whyAside } from '../../../renderer/screens/dossiers/why-aside.js';
import { faults } from '../../../renderer/text/en/faults.js';
import { queue } from '../../../renderer/text/en/queue.js';
import { row } from '../store/vault.js';

const source = readFileSync(new URL('../../../sync/core/faults.ts', import.meta.url), 'utf8');
const codesOf = (union: string): readonly string[] => [...(new RegExp(`type ${union} =([^;]+);`).exec(source)?.[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((match) => match[1] ?? '');
const labels = faults as unknown as Readonly<Record<string, { readonly act: string }>>;

const calls = vi.fn(() => Promise.resolve(null));
const location = { hash: '' };
beforeEach(() => {
  location.hash = '';
  calls.mockClear();
  vi.stubGlobal('window', { location, station: { call: calls, on: () => () => undefined } });
});

/** What happens at a press of the button, by the words of the deed. */
async function pressed(code: string): Promise<string> {
  const done: string[] = [];
  const own = { ...folderDeeds(() => done.push('folder')), 'nothing-to-export': () => done.push('day') };
  deedOf({ code }, () => done.push('again'), own)();
  await vi.waitFor(() => expect(done.length + calls.mock.calls.length + location.hash.length).toBeGreaterThan(0));
  return done[0] ?? (location.hash === '' ? 'lock' : location.hash);
}

describe('UI31: a fault’s button does what its label says', () => {
  const deeds: readonly (readonly [label: RegExp, deed: string])[] = [
    [/folder/, 'folder'], [/^Sign in/, 'lock'], [/another day/, 'day'], [/stick/, '#/day'], [/list$/, '#/worklist'], [/Dossiers$/, '#/dossiers'],
    [/again|^Save|^Open the|^Take|^Load|^Go to|^Continue|now$/, 'again'],
  ];
  test.each([...new Set([...codesOf('BatchFault'), ...codesOf('SaveFault'), ...codesOf('OpenFault'), ...codesOf('TransferFault')])])('%s', async (code) => {
    const label = labels[code]?.act ?? '';
    expect(await pressed(code), label).toBe(deeds.find(([words]) => words.test(label))?.[1]);
  });
});

describe('UI33: why a dossier was set aside is a sentence of its own', () => {
  const t = (key: string | string[]): string => [key].flat().map((one) => one.split('.').slice(1).reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], queue)).find((text) => text !== undefined) as string;
  test.each(['conflict', 'dossier-refused the form is malformed', 'part-missing photo', 'part-unreadable finger-3', 'manifest-unreadable', 'file-missing'])('%s', (note) => {
    const sentence = whyAside({ ...row(1, 'quarantined'), note }, t);
    expect(sentence).toMatch(/\.$/);
    expect(sentence).not.toBe(queue.why.other);
  });
  test('what is not known, or of an earlier version, has the general one', () => {
    for (const note of [null, 'something-new x']) expect(whyAside({ ...row(1, 'quarantined'), note }, t)).toBe(queue.why.other);
  });
});
