/** One process at a time: a folder that names its holder, taken over when the holder is dead. Plain Node, no packages. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs `work` while holding the lock folder `path`. Waits for as long as the holder lives.
 * @template Value
 * @param {string} path
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function whileLocked(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) await pause(50);
  const free = () => rmSync(path, { recursive: true, force: true });
  process.once('exit', free);
  try {
    return await work();
  } finally {
    free();
    process.off('exit', free);
  }
}

function take(path) {
  try {
    mkdirSync(path);
    writeFileSync(join(path, 'pid'), String(process.pid));
    return true;
  } catch (taken) {
    if (taken.code !== 'EEXIST') throw taken;
    if (holderIsDead(path)) rmSync(path, { recursive: true, force: true });
    return false;
  }
}

/** A holder that has not yet written its number counts as living for a moment. */
function holderIsDead(path) {
  try {
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return false;
  } catch (gone) {
    return gone.code === 'ESRCH';
  }
}
