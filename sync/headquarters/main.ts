/** `npm run headquarters -- …`: serves, provisions stations, takes in sticks, tells the progress. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { isError, writeDurably } from './durable.js';
import { importBatch } from './import.js';
import type { Log } from './model.js';
import { provision, refuseStation } from './register.js';
import { openHeadquarters, startHeadquarters, type HeadquartersOptions, type OpenHeadquarters } from './start.js';
import { progress, statusTable } from './status.js';
import { trustCommand } from './trust-command.js';

const usage = `headquarters [OPTIONS]                    serve
headquarters station NAME [--url URL] [--out FILE]
                                          write a provisioning file for one station (default NAME.station.json)
headquarters import FOLDER                take in a station's batch, write receipts.json beside it
headquarters status                       dossiers by station and state
headquarters refuse STATION               refuse a station from now on (its id, as in status, whole)
headquarters trust FILE… [--name NAME] [--date YYYY-MM-DD]
                                          give the stations trust lists for chips: certificates, master lists, LDIF
headquarters trust --withdraw ID          the stations stop using that one
headquarters trust                        tell which there are

  --data FOLDER   default out/headquarters-data
  --host HOST     name or address to listen on, default 127.0.0.1
  --port PORT     default 7443
  --log           one JSON line per event on standard error
DATABASE_URL      a PostgreSQL of your own; without it the embedded one`;

const defaultPort = 7443;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'out/headquarters-data' }, host: { type: 'string' }, port: { type: 'string', default: String(defaultPort) },
      url: { type: 'string' }, out: { type: 'string' }, name: { type: 'string' }, date: { type: 'string' }, withdraw: { type: 'string' },
      log: { type: 'boolean', default: false }, help: { type: 'boolean', default: false },
    },
  });
  const [command, argument, ...rest] = positionals;
  const port = Number(values.port);
  const wrong = (rest.length > 0 && command !== 'trust') || !Number.isInteger(port) || port < 0 || port > 65_535;
  if (values.help || wrong) return say(usage, wrong ? 2 : 0);
  const log: Log | undefined = values.log ? (line) => process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`) : undefined;
  const options: HeadquartersOptions = { data: resolve(values.data), databaseUrl: process.env.DATABASE_URL, host: values.host ?? hostOf(values.url), log };
  if (command === undefined) return serve(options, port);
  if (command === 'status') return withTool(options, async (hq) => say(statusTable(await progress(hq)), 0));
  if (command === 'trust') {
    const files = positionals.slice(1).map((file) => resolve(file));
    return withTool(options, async (hq) => {
      const told = await trustCommand(hq, { files, name: values.name, date: values.date, withdraw: values.withdraw });
      return say(told.text, told.code);
    });
  }
  if (argument === undefined) return say(usage, 2);
  switch (command) {
    case 'station':
      return withTool(options, async (hq) => {
        const file = resolve(values.out ?? `${argument.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.station.json`);
        const url = values.url ?? (await lastUrl(hq.data)) ?? `https://${values.host ?? '127.0.0.1'}:${port}`;
        await writeDurably(file, `${JSON.stringify(await provision(hq, argument.normalize('NFC'), url), null, 2)}\n`);
        return say(file, 0);
      });
    case 'import':
      return withTool(options, async (hq) => {
        const imported = await importBatch(hq, resolve(argument));
        if (!imported.ok) return say(`Not taken in: ${imported.fault.code}${imported.fault.detail === undefined ? '' : ` (${imported.fault.detail})`}`, 1);
        const { received, again, refused } = imported.value;
        const lines = refused.map((one) => `  ${one.dossier} revision ${one.revision}: ${one.reason}`);
        return say([`${received} received, ${again} received before, ${refused.length} refused. Receipts: ${join(resolve(argument), 'receipts.json')}`, ...lines].join('\n'), refused.length === 0 ? 0 : 1);
      });
    case 'refuse':
      return withTool(options, async (hq) => ((await refuseStation(hq, argument)) ? say(`Station ${argument.slice(0, 8)} is refused from now on.`, 0) : say('No such station.', 1)));
    default:
      return say(usage, 2);
  }
}

function say(text: string, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  return code;
}

function hostOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : new URL(url).hostname;
}

/** Where the server of this folder listens, or listened last. */
async function lastUrl(data: string): Promise<string | null> {
  try {
    return (await readFile(join(data, 'url'), 'utf8')).trim();
  } catch (error) {
    if (isError(error, 'ENOENT')) return null;
    throw error;
  }
}

async function withTool(options: HeadquartersOptions, work: (hq: OpenHeadquarters) => Promise<number>): Promise<number> {
  const hq = await openHeadquarters(options, 'tool');
  try {
    return await work(hq);
  } finally {
    await hq.close();
  }
}

/** Until SIGTERM or SIGINT. */
async function serve(options: HeadquartersOptions, port: number): Promise<number> {
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve('stopped'));
  });
  const running = await startHeadquarters({ ...options, port });
  process.stdout.write(`Headquarters: ${running.url}  data: ${options.data}\n`);
  const end = await Promise.race([stopped, running.lost.then(() => 'lost' as const)]);
  if (end === 'lost') process.stderr.write('The database has gone. Start headquarters again: nothing that was acknowledged is lost.\n');
  await running.close();
  return end === 'lost' ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`headquarters: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
