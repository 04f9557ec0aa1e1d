/** Where things are: the app's folder, name and version, and the folders that app.getPath names. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Manifest { readonly name?: string; readonly productName?: string; readonly version?: string }

const appPath = findAppPath(resolve(process.argv[1] ?? '.'));
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8')) as Manifest;
let name = manifest.productName ?? manifest.name ?? 'app';
const set = new Map<string, string>();

function findAppPath(from: string): string {
  const folder = dirname(from);
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (folder === from) throw Error('the app has no package.json above its main file');
  return findAppPath(folder);
}

export const getAppPath = (): string => appPath;
export const getName = (): string => name;
export const getVersion = (): string => manifest.version ?? '0.0.0';
export function setName(changed: string): void {
  name = changed;
}

/** A checkout is not a package. */
export const isPackaged = !existsSync(join(appPath, 'package-lock.json'));

/** The folder is made when it is asked for, like Electron does it for userData. */
export function getPath(which: string): string {
  const path = set.get(which) ?? initial(which);
  if (which === 'userData' || which === 'logs' || which === 'sessionData') mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

export function setPath(which: string, path: string): void {
  set.set(which, resolve(path));
}

function initial(which: string): string {
  const home = homedir();
  if (which === 'home') return home;
  if (which === 'appData') return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config');
  // Never the folder that Electron would use: the origin differs, and an older Chromium deletes a newer database.
  if (which === 'userData') return flag('--user-data-dir=') ?? join(getPath('appData'), `${name} (Chromium)`);
  if (which === 'sessionData') return join(getPath('userData'), 'chromium');
  if (which === 'logs') return join(getPath('userData'), 'logs');
  if (which === 'temp') return tmpdir();
  if (which === 'exe') return process.execPath;
  const folders: Record<string, string> = { desktop: 'Desktop', documents: 'Documents', downloads: 'Downloads', pictures: 'Pictures' };
  const folder = folders[which];
  if (folder === undefined) throw Error(`app.getPath('${which}') is not available on the Chromium host`);
  return join(home, folder);
}

function flag(start: string): string | undefined {
  const found = process.argv.find((argument) => argument.startsWith(start));
  return found === undefined ? undefined : resolve(found.slice(start.length));
}
