/** Builds what is stale of the targets asked for, into out/. Prints nothing when all is fine. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { whileLocked } from './lock.mjs';
import { fingerprint, isFresh, writeStamp } from './stale.mjs';
import { targets } from './targets.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const out = join(root, 'out');

/**
 * @param {readonly string[]} [names] targets (see targets.mjs); all of them without it
 * @returns {Promise<readonly string[]>} the targets that were built anew
 */
export async function build(names) {
  const unknown = (names ?? []).filter((name) => targets.every((target) => target.name !== name));
  if (unknown.length > 0) throw Error(`no such build target: ${unknown.join(', ')}`);
  const wanted = targets.filter((target) => names === undefined || names.includes(target.name));
  if (stale(wanted).length === 0) return [];
  return whileLocked(join(out, '.building.lock'), async () => {
    const work = stale(wanted);
    if (work.length === 0) return [];
    const vite = await import('vite');
    const ends = await Promise.allSettled(work.map((one) => buildTarget(vite, one)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    return work.map((one) => one.target.name);
  });
}

function stale(wanted) {
  const prints = new Map();
  return wanted.flatMap((target) => {
    const key = target.from.join();
    if (!prints.has(key)) prints.set(key, fingerprint(root, target.from));
    const stampPath = join(out, '.stamps', target.name);
    return isFresh(stampPath, prints.get(key)) ? [] : [{ target, stampPath, print: prints.get(key) }];
  });
}

/** An entry whose source is not there is left out. Files of an earlier build that this one did not write are removed. */
async function buildTarget(vite, { target, stampPath, print }) {
  const { configuration } = await import('./vite.mjs');
  const folder = join(out, target.folder);
  const written = [];
  mkdirSync(folder, { recursive: true });
  for (const { kind, files } of target.entries) {
    const present = Object.entries(files).map(([name, path]) => [name, join(root, path)]).filter(([, path]) => existsSync(path));
    if (present.length === 0) continue;
    const built = await vite.build(await configuration(kind, Object.fromEntries(present), root, folder));
    written.push(...[built].flat().flatMap((bundle) => bundle.output.map((file) => join(folder, file.fileName))));
  }
  for (const [path, place] of Object.entries(target.copies ?? {})) {
    mkdirSync(join(folder, place), { recursive: true });
    copyFileSync(join(root, path), join(folder, place, basename(path)));
    written.push(join(folder, place, basename(path)));
  }
  const publicFolder = join(root, target.folder, 'public');
  const copied = target.name === 'renderer' && existsSync(publicFolder) ? readdirSync(publicFolder, { recursive: true }).map((file) => join(folder, file)) : [];
  removeOthers(folder, new Set([...written, ...copied]));
  writeStamp(stampPath, print, written);
}

function removeOthers(folder, kept) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !kept.has(path)) rmSync(path);
  }
}

/** For the commands: a failed build is a message and an end, not a stack. */
export async function buildOrEnd(names) {
  try {
    return await build(names);
  } catch (mistake) {
    console.error(`The build failed.\n${mistake.message}`);
    return process.exit(1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildOrEnd(process.argv.length > 2 ? process.argv.slice(2) : undefined);
