/** Opens the database, or says why not. A newer version's data is refused untouched, never downgraded. */
import { fault, ok, type Result } from '../../sync/core/result.js';

import { databaseName, makeDatabase, newestVersion, type StationDatabase } from './database.js';

export type DatabaseFault = 'database-newer' | 'database-failed';

/** Dexie stores its version times ten. */
const factor = 10;
const attempts = 3;

/** Tries three times: an upgrade in another window or a slow disk passes. */
export async function openDatabase(name = databaseName): Promise<Result<StationDatabase, DatabaseFault>> {
  let detail = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      // Asked before opening, as Dexie opens a newer database and adapts to it.
      const there = (await indexedDB.databases()).find((one) => one.name === name)?.version ?? 0;
      if (there > newestVersion * factor) return newer(there);
      const database = makeDatabase(name);
      await database.open();
      const opened = database.backendDB().version;
      if (opened > newestVersion * factor) {
        database.close();
        return newer(opened);
      }
      return ok(database);
    } catch (error) {
      detail = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
    }
  }
  return fault('database-failed', detail);
}

function newer(version: number): Result<never, 'database-newer'> {
  return fault('database-newer', `version ${version / factor}, this one knows ${newestVersion}`);
}
