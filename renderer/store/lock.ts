/** Locks the station: what was just typed is on the disk first, then main forgets its keys, then the page asks where it stands. */
import { saveAll } from './saving.js';
import { refreshInfo } from './session.js';
import { call } from './station.js';

export async function lockStation(): Promise<void> {
  try {
    await saveAll();
    await call('officer.lock');
  } finally {
    await refreshInfo();
  }
}
