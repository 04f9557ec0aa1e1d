/** A provisioned station with a list, as a bench needs it. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { provisioning } from '../electron/provisioning.js';
import { madeUpListCsv, madeUpPeople } from '../people.js';
import { firstStart, importList, signIn } from '../station/officer.js';
import { startStation, type RunningStation, type StartOptions } from '../station/station.js';

export interface Prepared {
  readonly station: RunningStation;
  readonly secret: string;
  readonly start: StartOptions;
}

/** No devices are looked for: the range of ports is one that nothing listens on. */
export async function prepareStation(folder: string, people: number, switches: readonly string[] = []): Promise<Prepared> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'station.json');
  await writeFile(file, JSON.stringify(await provisioning()));
  const start: StartOptions = { folder: join(folder, 'station'), sbiPorts: [4591, 4592], switches };
  const station = await startStation(start);
  try {
    const secret = await firstStart(station.page, file);
    await signIn(station.page, secret, { officer: 'Nguyễn Đo', place: 'Bàn đo' });
    const list = join(folder, 'list.csv');
    await writeFile(list, madeUpListCsv(madeUpPeople(people, 7)));
    await importList(station.page, list, people);
    return { station, secret, start };
  } catch (mistake) {
    // Else it would outlive the bench.
    await station.kill();
    throw mistake;
  }
}
