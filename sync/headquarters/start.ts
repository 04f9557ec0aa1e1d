/** Puts headquarters together on a data folder: keys, database, objects; with or without its server. */
import { join } from 'node:path';

import { makeDataFolder } from './cluster.js';
import { openDatabase, type Database } from './database.js';
import { makeFolder } from './durable.js';
import { openIncoming } from './incoming.js';
import { loadKeys } from './keys.js';
import type { Headquarters, Log } from './model.js';
import { openObjects } from './objects.js';
import { provision } from './register.js';
import { readDossier, type ReceivedDossier } from './reader.js';
import { startServer } from './server.js';
import type { Provisioning } from '../core/manifest.js';

export interface HeadquartersOptions {
  /** Folder of keys, objects and the embedded database; made when missing. */
  readonly data: string;
  /** postgres://… of a server of your own; without it the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** Name or address to listen on and to be reached by. Default 127.0.0.1. */
  readonly host?: string | undefined;
  readonly log?: Log | undefined;
  /** Milliseconds since 1970-01-01 UTC. Default: the system's. */
  readonly clock?: (() => number) | undefined;
}

export interface OpenHeadquarters extends Headquarters {
  readonly lost: Database['lost'];
  readonly close: () => Promise<void>;
}

/** A server holds the data folder alone; a tool (provisioning, import, status) may work beside it. */
export async function openHeadquarters(options: HeadquartersOptions, as: 'server' | 'tool'): Promise<OpenHeadquarters> {
  const data = await makeDataFolder(options.data);
  const folder = async (name: string): Promise<string> => {
    await makeFolder(join(data, name));
    return join(data, name);
  };
  const keys = await loadKeys(join(data, 'keys'), options.host ?? '127.0.0.1');
  const sealed = openObjects(await folder('objects'));
  const opened = openObjects(await folder('opened'));
  const incoming = openIncoming(await folder('incoming'), sealed);
  const reference = openObjects(await folder('reference'));
  await folder('aside');
  const database = await openDatabase({ data, databaseUrl: options.databaseUrl, password: keys.databasePassword, as });
  return {
    data, sql: database.sql, keys, sealed, opened, incoming, reference,
    clock: options.clock ?? Date.now, log: options.log ?? (() => undefined), lost: database.lost, close: database.close,
  };
}

export interface RunningHeadquarters {
  readonly url: string;
  readonly port: number;
  /** Settles when the embedded database has gone unasked: headquarters is of no use then. */
  readonly lost: Promise<void>;
  /** A provisioning file's content with a new one-time code. */
  readonly provision: (stationName: string) => Promise<Provisioning>;
  readonly readDossier: (dossier: string, revision: number) => Promise<ReceivedDossier | null>;
  /** Opened bytes by their SHA-256. */
  readonly openedPart: (sha256: string) => Promise<Uint8Array>;
  readonly headquarters: Headquarters;
  readonly close: () => Promise<void>;
}

/** `port` 0: a free one. Throws where another headquarters serves this folder, or the port is taken. */
export async function startHeadquarters(options: HeadquartersOptions & { readonly port: number }): Promise<RunningHeadquarters> {
  const hq = await openHeadquarters(options, 'server');
  try {
    const server = await startServer(hq, options.host ?? '127.0.0.1', options.port);
    return {
      url: server.url, port: server.port, lost: hq.lost, headquarters: hq,
      provision: (stationName) => provision(hq, stationName, server.url),
      readDossier: (dossier, revision) => readDossier(hq, dossier, revision),
      openedPart: (sha256) => hq.opened.read(sha256),
      close: async () => {
        await server.close();
        await hq.close();
      },
    };
  } catch (error) {
    await hq.close();
    throw error;
  }
}
