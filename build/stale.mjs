/** Whether an output is older than what it is made from: a fingerprint of names, sizes and times, kept beside the output. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const always = ['build/build.mjs', 'build/targets.mjs', 'build/vite.mjs', 'package.json', 'package-lock.json'];

export function fingerprint(root, folders) {
  const hash = createHash('sha256');
  for (const path of [...always, ...folders.flatMap((folder) => filesUnder(root, folder))].sort()) {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (stat !== undefined) hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, path) : [path];
  });
}

/** The stamp counts only while every file that it names is still there. */
export function isFresh(stampPath, print) {
  if (!existsSync(stampPath)) return false;
  const stamp = JSON.parse(readFileSync(stampPath, 'utf8'));
  return stamp.print === print && stamp.files.every((file) => existsSync(file));
}

export function writeStamp(stampPath, print, files) {
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, JSON.stringify({ print, files }));
}
