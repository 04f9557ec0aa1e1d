/** Gets ready what every command needs: system packages and node_modules. Plain Node, for node_modules may not be there yet. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { installPackages } from './npm.mjs';

const inPath = (...names) => () => names.some((name) => (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name))));
const file = (...paths) => () => paths.some((path) => existsSync(path));

/** Debian's packages, each with a quick look whether it, or what serves as well, is there. */
const needed = [
  { name: 'chromium', there: inPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome') },
  { name: 'libpcsclite-dev', there: file('/usr/include/PCSC/winscard.h') },
  { name: 'pcscd', there: file('/usr/sbin/pcscd') },
  { name: 'python3', there: inPath('python3') },
  { name: 'make', there: inPath('make') },
  { name: 'g++', there: inPath('g++') },
  { name: 'fonts-dejavu-core', there: () => existsSync('/usr/share/fonts/truetype') && readdirSync('/usr/share/fonts/truetype').length > 0 },
];
const forDisplay = [{ name: 'zenity', there: inPath('zenity') }];
/** For simulated devices only: the virtual card reader makes pcscd listen on every interface; recorded USB devices are replayed by umockdev. */
const forCard = [{ name: 'vsmartcard-vpcd', there: file('/usr/lib/pcsc/drivers/serial/libifdvpcd.so') }, { name: 'umockdev', there: inPath('umockdev-run') }];

/**
 * Ends the program with one clear message when something is missing that it cannot install.
 * @param {{ card: boolean, display?: boolean, say?: (line: string) => void }} wanted
 *   card: what simulated cards and replayed USB devices need; display: what a window on a desktop needs
 */
export async function setup({ card, display = false, say = console.log }) {
  if (Number(process.versions.node.split('.')[0]) < 20) end('Node 20 or newer is needed.');
  const missing = wanted({ card, display }).filter((one) => !one.there()).map((one) => one.name);
  if (missing.length > 0) installSystemPackages(missing, say);
  const failure = await installPackages(say);
  if (failure !== null) end(failure);
}

/** Exported for its test. */
export function wanted({ card, display }) {
  return [...needed, ...(display ? forDisplay : []), ...(card ? forCard : [])];
}

/**
 * Exported for its test: what a person must do, where this program cannot; null where it can.
 * @param {{ isDebian: boolean, prefix: readonly string[] | null }} system prefix: what to put before apt-get; null without the rights
 */
export function byHand(names, { isDebian, prefix }) {
  const list = names.join(' ');
  if (!isDebian) return `These are missing, by their names in Debian: ${list}. Install what your system calls them, then run the command again.`;
  return prefix === null ? `These packages are missing: ${list}. Install them with:\n  sudo apt-get install ${list}` : null;
}

function installSystemPackages(names, say) {
  const list = names.join(' ');
  const prefix = isDebian() ? rights() : null;
  const message = byHand(names, { isDebian: isDebian(), prefix });
  if (message !== null) end(message);
  say(`Installing system packages: ${list}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-q'];
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...names]]) {
    const [command, ...args] = [...prefix, 'apt-get', ...wait, ...step];
    const ran = spawnSync(command, args, { env: environment, encoding: 'utf8', stdio: ['inherit', 'pipe', 'pipe'], maxBuffer: 64 * 1024 * 1024 });
    // A list that could not be fetched anew may still do.
    if (ran.status !== 0 && step[0] !== 'update') end(`${ran.stdout ?? ''}${ran.stderr ?? ''}\nThe packages could not be installed: ${list}.`);
  }
}

function isDebian() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && existsSync('/usr/bin/apt-get');
}

/** What to put before apt-get; null without the rights. A terminal may be asked for the password. */
function rights() {
  if (process.getuid?.() === 0) return [];
  if (!inPath('sudo')()) return null;
  if (spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0) return ['sudo', '-n'];
  return process.stdin.isTTY ? ['sudo'] : null;
}

function end(message) {
  console.error(message);
  process.exit(1);
}
