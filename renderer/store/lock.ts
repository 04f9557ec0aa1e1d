/** Locks the station: main forgets its keys first, then the page asks where it stands. */
import { refreshInfo } from './session.js';
import { call } from './station.js';

export async function lockStation(): Promise<void> {
  try {
    await call('officer.lock');
  } finally {
    await refreshInfo();
  }
}
