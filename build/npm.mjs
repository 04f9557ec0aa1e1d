/** Brings node_modules in line with package-lock.json, when it is not. Plain Node, no packages. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { whileLocked } from './lock.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.installed-from');
/** Built against this Node's own interface: another Node needs another build. */
const native = join(modules, 'pcsclite/build/Release/pcsclite.node');

/** @returns {Promise<string | null>} what went wrong, with npm's own words */
export async function installPackages(say) {
  if (isInstalled()) return null;
  return whileLocked(join(root, 'out/.installing.lock'), async () => {
    if (isInstalled()) return null;
    if (wasInstalledByHand()) {
      writeFileSync(stamp, print());
      return null;
    }
    say('Installing npm packages (npm ci)');
    const prefix = dirname(dirname(process.execPath));
    // Else the build of pcsclite asks the internet for Node's headers.
    const headers = existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
    const npm = process.env.npm_execpath === undefined ? ['npm'] : [process.execPath, process.env.npm_execpath];
    // .npmrc keeps npm quiet, for what the doctor is given: what goes wrong here is to be told.
    const ran = spawnSync(npm[0], [...npm.slice(1), 'ci', '--loglevel=notice'], { cwd: root, env: { ...process.env, ...headers }, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    if (ran.status !== 0) return `${ran.stdout ?? ''}${ran.stderr ?? ''}${ran.error?.message ?? ''}\nnpm ci failed.`;
    writeFileSync(stamp, print());
    return null;
  });
}

function print() {
  return createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(process.versions.modules).digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print() && existsSync(native);
}

/** npm keeps a list of what it installed: the same versions in it are as good as a fresh install, for the Node that built them. */
function wasInstalledByHand() {
  const list = join(modules, '.package-lock.json');
  if (existsSync(stamp) && !existsSync(native)) return false;
  if (!existsSync(list) || !existsSync(native)) return false;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const same = Object.entries(locked).every(([path, one]) => path === '' || one.optional || installed[path]?.version === one.version);
  return same && loads();
}

function loads() {
  return spawnSync(process.execPath, ['-e', 'require(process.argv[1])', native], { stdio: 'ignore' }).status === 0;
}
