import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { onTheCard, onTheList } from './invented.js';
import { sha256 } from './ledger.js';
import { openedBy } from './headquarters.js';
import { tellStory, type Told } from './story.js';

const folder = 'out/test/enrolment';
let told: Told;

beforeAll(async () => {
  told = await tellStory({ folder, cache: 'out/fingers', headed: false, sbiPorts: [4511, 4520], onStep: () => undefined });
}, 240_000);
afterAll(() => told.close());

test('ST1: headquarters holds every byte and field that kit, list and page gave out, after a power cut in the middle', async () => {
  expect(await told.differences()).toEqual([]);
});

test('ST2: one changed byte at headquarters is found', async () => {
  const opened = await openedBy(told.headquartersData, told.dossier, told.revision);
  const photo = opened?.parts.find((part) => part.role === 'photo')?.bytes;
  if (photo === undefined) throw Error('no photo');
  const hash = sha256(photo);
  const file = (await filesBelow(join(told.headquartersData, 'opened'))).find((one) => one.replaceAll(/[/\\]/g, '').endsWith(hash));
  if (file === undefined) throw Error('no file of the photo');
  const bytes = await readFile(file);
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  await writeFile(file, bytes);
  expect((await told.differences()).length).toBeGreaterThan(0);
});

test('ST3, EL32: no name, number, address, officer, place or secret lies in clear in anything that the station keeps', async () => {
  const { officer, place } = told.shift;
  const secrets = [onTheCard.fullName, onTheCard.number, onTheCard.father, onTheList.address, onTheList.phone, onTheCard.oldNumber, officer, place, told.secret];
  const needles = secrets.flatMap((text) => [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text.normalize('NFD'), 'utf8')]);
  const files = await filesBelow(join(folder, 'station'));
  expect(files.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    if (needles.some((needle) => bytes.includes(needle))) found.push(file);
  }
  expect(found).toEqual([]);
});

async function filesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
