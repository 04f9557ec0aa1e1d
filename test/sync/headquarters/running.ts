/** A headquarters on a temporary data folder, for one test file. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Log } from '../../../sync/headquarters/model.js';
import { startHeadquarters, type RunningHeadquarters } from '../../../sync/headquarters/start.js';
import { newStation, type Enrolled } from './enrolled.js';

/** Passable by the database's account, which is another one where tests run as root. */
export async function temporaryData(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tan-nha-headquarters-'));
  await chmod(folder, 0o711);
  return folder;
}

export async function startTemporary(options: { readonly clock?: () => number; readonly log?: Log } = {}): Promise<{ readonly hq: RunningHeadquarters; readonly data: string; readonly end: () => Promise<void> }> {
  const data = await temporaryData();
  const hq = await startHeadquarters({ data, port: 0, ...options });
  return {
    hq, data,
    end: async () => {
      await hq.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export async function registered(hq: RunningHeadquarters, name = 'Phường Thử Nghiệm'): Promise<Enrolled> {
  const provisioning = await hq.provision(name);
  const station = newStation(provisioning);
  const connection = station.connection();
  const answer = await connection.register({ code: provisioning.code, name, publicKey: station.publicKey }, AbortSignal.timeout(10_000));
  connection.close();
  if (!answer.ok) throw Error(answer.fault.code);
  return station;
}
