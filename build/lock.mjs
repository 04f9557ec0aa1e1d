/** One process at a time: a file that names its holder, taken over when the holder is dead. Plain Node, no packages. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds: until who waits is told what for; until the mark of a take-over that was cut short no longer counts. */
const toldAfter = 10_000;
const takeOverLasts = 10_000;

/**
 * Runs `work` while holding the lock file `path`. Waits for as long as the holder lives.
 * @template Value
 * @param {string} path
 * @param {() => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function whileLocked(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const since = Date.now();
  let isTold = false;
  while (!create(path, name(process.pid))) {
    removeIfDead(path);
    if (!isTold && Date.now() - since > toldAfter) {
      isTold = true;
      console.error(`waiting for process ${holder(path)?.split(' ')[0] ?? ''}, which holds ${path}`);
    }
    await pause(50);
  }
  const free = () => rmSync(path, { force: true });
  process.once('exit', free);
  try {
    return await work();
  } finally {
    free();
    process.off('exit', free);
  }
}

/** The whole file at once, or not at all. */
function create(path, text) {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text);
  try {
    linkSync(draft, path);
    return true;
  } catch (taken) {
    if (taken.code !== 'EEXIST') throw taken;
    return false;
  } finally {
    rmSync(draft);
  }
}

/** Of all who wait, one: a second one that comes late finds another holder's name. */
function removeIfDead(path) {
  const dead = holder(path);
  if (dead === null || isAlive(dead)) return;
  const mark = `${path}.taken-over`;
  if (!create(mark, dead)) {
    if (Date.now() - (statSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > takeOverLasts) rmSync(mark, { force: true });
    return;
  }
  try {
    if (holder(path) === dead) rmSync(path, { force: true });
  } finally {
    rmSync(mark, { force: true });
  }
}

function holder(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (free) {
    if (free.code !== 'ENOENT') throw free;
    return null;
  }
}

function isAlive(named) {
  const pid = Number(named.split(' ')[0]);
  try {
    process.kill(pid, 0);
  } catch (gone) {
    if (gone.code === 'ESRCH') return false;
  }
  return name(pid) === named;
}

/** Its number and, where the system tells, when it was started: after a restart of the machine another one may have the number. */
function name(pid) {
  try {
    // Field 22 of proc(5) "stat"; the second one, in brackets, may hold anything.
    return `${pid} ${readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19]}`;
  } catch {
    return `${pid} `;
  }
}
