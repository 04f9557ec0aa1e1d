/** Every numbered rule is held by a test that quotes it in its name, and every quoted rule exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

const folders = ['build', 'devices', 'electron', 'renderer', 'sync', 'test'];

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]));
}
const all = folders.flatMap(files);
const read = (names: readonly string[]): string => names.map((name) => readFileSync(name, 'utf8')).join('\n');

/** Rules stand at the start of a table's row or a list's point: `| EL1 |`, `- **CH1** `; a README's table of differences names them at its end. */
const rules = new Set([...read(all.filter((name) => name.endsWith('SPEC.md'))).matchAll(/^(?:\| |- \*\*)([A-Z]{2}\d+)\b/gm)].map((found) => found[1] ?? ''));

/** In the names of tests and of their groups; `EN1–EN9` is all of them. */
const quoted = new Set(
  [...read(all.filter((name) => name.endsWith('.test.ts'))).matchAll(/\b([A-Z]{2})(\d+)(?:–(?:\1)?(\d+))?\b/g)].flatMap(([, kind = '', first = '', last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => `${kind}${Number(first) + index}`)),
);

test('each rule is quoted by a test', () => {
  expect([...rules].filter((rule) => !quoted.has(rule))).toEqual([]);
});
