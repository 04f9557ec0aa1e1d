/**
 * The embedded PostgreSQL: made once in its folder, started, taken over where it still runs, stopped by the last who used it.
 *
 * A killed headquarters leaves `postgres` running; the next start finds it by its postmaster.pid and goes on with it.
 * Each user holds a shared advisory lock on a connection of its own; who gets the exclusive one at its end stops the server.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, readlink, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import postgres, { type Sql } from 'postgres';

import { isError, makeFolder, writeDurably } from './durable.js';
import { databaseAccount, exists, findProgram, isReachable, type Account, type Program } from './program.js';

const useLock = 7_201_002;
const serveLock = 7_201_003;
const startDeadline = 60_000;
const stopDeadline = 30_000;
const user = 'headquarters';

export interface Cluster {
  /** postgres://… of the running server. */
  readonly url: string;
  /** Settles when the server is gone though nobody here released it. */
  readonly lost: Promise<void>;
  /** Stops the server unless another program uses it. */
  readonly release: () => Promise<void>;
}

export interface ClusterOptions {
  readonly data: string;
  readonly password: string;
  /** A server holds the folder alone; a tool may work beside it. */
  readonly as: 'server' | 'tool';
}

/** Throws 'already served' where another headquarters serves this folder. */
export async function openCluster({ data, password, as }: ClusterOptions): Promise<Cluster> {
  const account = await databaseAccount();
  const home = await homeOf(data, account);
  const program = await findProgram(home, account);
  const folder = join(home, 'cluster');
  const deadline = Date.now() + startDeadline;
  if (!(await exists(folder))) await initialise(home, folder, program, password);
  for (;;) {
    const opened = await attach(folder, password, as) ?? await startAndAttach(home, folder, program, password, as);
    if (opened !== null) return opened;
    if (Date.now() > deadline) throw Error(`the database does not start, see ${join(home, 'postgres.log')}`);
    await wait(100);
  }
}

/** Under the data folder where the database's account can reach it, else under /var/lib, and recorded in `database-home`. */
async function homeOf(data: string, account: Account | null): Promise<string> {
  const note = join(data, 'database-home');
  if (await exists(note)) return (await readFile(note, 'utf8')).trim();
  const inside = join(data, 'database');
  if (account === null || (await isReachable(data))) {
    await makeFolder(inside, 0o755);
    return inside;
  }
  const outside = `/var/lib/tan-nha-headquarters/${createHash('sha256').update(data).digest('hex').slice(0, 16)}`;
  await makeFolder(outside, 0o755);
  await writeDurably(note, `${outside}\n`);
  return outside;
}

/** Into a folder aside, renamed when whole: an interrupted initdb is begun anew, a whole cluster never. */
async function initialise(home: string, folder: string, { bin, account }: Program, password: string): Promise<void> {
  const aside = `${folder}.${process.pid}.new`;
  const secret = join(home, `password.${process.pid}`);
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { mode: 0o700 });
  await writeFile(secret, password, { mode: 0o600 });
  try {
    if (account !== null) await Promise.all([chown(aside, account.uid, account.gid), chown(secret, account.uid, account.gid)]);
    const flags = ['-D', aside, `--username=${user}`, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions',
      '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(join(bin, 'initdb'), flags, { cwd: aside, env: environment, stdio: 'ignore', ...account });
      child.once('error', reject).once('exit', resolve);
    });
    if (code !== 0) throw Error(`initdb failed with code ${code}`);
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    // Another program made it meanwhile.
    if (!isError(error, 'ENOTEMPTY', 'EEXIST')) throw error;
  } finally {
    await rm(secret, { force: true });
  }
}

/** Nothing of the caller's environment: PGDATA, PGHOST and the like would lead elsewhere. */
const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

async function startAndAttach(home: string, folder: string, { bin, account }: Program, password: string, as: ClusterOptions['as']): Promise<Cluster | null> {
  await removeStale(folder);
  const log = await open(join(home, 'postgres.log'), 'w', 0o600);
  const port = await freePort();
  // Terse: a DETAIL line would show a row's values. Detached: Ctrl-C at the terminal is for headquarters, which then stops it in order.
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'log_error_verbosity=terse', 'log_min_error_statement=panic', 'shared_buffers=64MB'];
  const child = spawn(join(bin, 'postgres'), ['-D', folder, '-p', String(port), ...settings.flatMap((one) => ['-c', one])],
    { cwd: folder, env: environment, stdio: ['ignore', 'ignore', log.fd], detached: true, ...account });
  const ended = new Promise<null>((resolve, reject) => child.once('exit', () => resolve(null)).once('error', reject));
  child.unref();
  await log.close();
  let running = true;
  void ended.then(() => { running = false; }, () => { running = false; });
  const deadline = Date.now() + startDeadline;
  for (;;) {
    const attached = await Promise.race([attach(folder, password, as), ended]);
    if (attached !== null || !running || Date.now() > deadline) return attached;
    await wait(25);
  }
}

/** Null where no server of this folder runs or answers yet. */
async function attach(folder: string, password: string, as: ClusterOptions['as']): Promise<Cluster | null> {
  const server = await runningServer(folder);
  if (server === null) return null;
  const url = `postgres://${user}:${password}@127.0.0.1:${server.port}/postgres`;
  let released = false;
  let lose = (): void => undefined;
  const lost = new Promise<void>((resolve) => { lose = resolve; });
  // The one connection holds the locks, so it must never be renewed behind our back.
  const session = postgres(url, { max: 1, idle_timeout: 0, max_lifetime: null, connect_timeout: 5, onnotice: () => undefined, onclose: () => {
    if (released) return;
    released = true;
    lose();
  } });
  try {
    await session`select pg_advisory_lock_shared(${useLock})`;
    if (as === 'server' && !(await tryLock(session, serveLock))) throw Error('already served: another headquarters runs on this data folder');
  } catch (error) {
    released = true;
    await session.end({ timeout: 0 });
    // Starting up, shutting down, or gone since the file was read.
    if (isError(error, 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'ECONNREFUSED', 'ECONNRESET', '57P01', '57P03')) return null;
    throw error;
  }
  const release = async (): Promise<void> => {
    if (released) return;
    released = true;
    try {
      await session`select pg_advisory_unlock_shared(${useLock})`;
      if (await tryLock(session, useLock)) await stop(folder, server.pid);
    } finally {
      await session.end({ timeout: 0 });
    }
  };
  return { url, lost, release };
}

async function tryLock(sql: Sql, key: number): Promise<boolean> {
  const [row] = await sql<{ got: boolean }[]>`select pg_try_advisory_lock(${key}) as got`;
  return row?.got === true;
}

/** SIGINT: PostgreSQL's fast shutdown, which ends sessions and writes everything out. */
async function stop(folder: string, pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + stopDeadline; Date.now() < deadline; await wait(20)) {
    if ((await runningServer(folder))?.pid !== pid) return;
  }
  throw Error('the database did not stop');
}

/** By postmaster.pid (line 1 the process, line 4 the port), if that process is one of this folder. */
async function runningServer(folder: string): Promise<{ readonly pid: number; readonly port: number } | null> {
  let text: string;
  try {
    text = await readFile(join(folder, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (isError(error, 'ENOENT')) return null;
    throw error;
  }
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!Number.isInteger(pid) || pid <= 1 || !Number.isInteger(port) || port <= 0) return null;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isError(error, 'EPERM')) return null;
  }
  if (process.platform !== 'linux') return { pid, port };
  try {
    // The number may be another program's by now; a server works in its cluster's folder.
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder)) ? { pid, port } : null;
  } catch (error) {
    if (isError(error, 'ENOENT', 'EACCES', 'ESRCH')) return null;
    throw error;
  }
}

/** PostgreSQL trusts the number in the file: after a power cut it may be another program's, and it would not start. */
async function removeStale(folder: string): Promise<void> {
  if (!(await exists(join(folder, 'postmaster.pid')))) return;
  if ((await runningServer(folder)) === null) await rm(join(folder, 'postmaster.pid'), { force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Headquarters' own folder may be passed by the database's account; what lies in it has modes of its own. */
export async function makeDataFolder(data: string): Promise<string> {
  await makeFolder(data, 0o711);
  await chmod(data, 0o711);
  return realpath(data);
}
