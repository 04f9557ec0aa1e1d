/** Finds the finger scanners' services among the ports of SBI. */
import { setMaxListeners } from 'node:events';

import type { DeviceIdentity } from '../../../sync/core/capture.js';
import { callSbi } from './call.js';
import { digitalIdOf, discoveredOf } from './answers.js';
import type { SpecVersion } from './dialect.js';
import { negotiate } from './dialect.js';
import { peekJson } from './jws.js';
import { DISCOVER } from './words.js';

export interface FoundScanner {
  readonly port: number;
  readonly deviceId: string;
  readonly identity: DeviceIdentity;
  readonly status: 'ready' | 'busy' | 'not-ready' | 'not-registered';
  readonly specVersion: SpecVersion;
  readonly takes: 'slaps' | 'single';
  /** Its platens as it names them. */
  readonly subIds: readonly string[];
}

const ANSWER_BYTES = 256 * 1024;

const statuses: Readonly<Record<string, FoundScanner['status']>> = {
  ready: 'ready', busy: 'busy', 'not ready': 'not-ready', 'not registered': 'not-registered',
};

/** Asks all these ports at once; tells what each one has as soon as it answers, nothing of it included. `deadline` in milliseconds. */
export async function discover(
  ports: readonly number[],
  onPort: (port: number, found: readonly FoundScanner[]) => void,
  signal: AbortSignal,
  deadline: number,
): Promise<void> {
  const search = new AbortController();
  // One listener for each port, and no leak: they go with this search.
  setMaxListeners(0, search.signal);
  const stop = (): void => search.abort();
  if (signal.aborted) return;
  signal.addEventListener('abort', stop, { once: true });
  await Promise.all(ports.map(async (port) => onPort(port, await scannersAt(port, search.signal, deadline))));
  signal.removeEventListener('abort', stop);
}

/** The finger scanners that one service offers for registration; none where there is no service or its answer is no list of devices. */
export async function scannersAt(port: number, signal: AbortSignal, deadline: number): Promise<readonly FoundScanner[]> {
  const answer = await callSbi({ ...DISCOVER, port, body: { type: 'Biometric Device' }, signal }, deadline, ANSWER_BYTES);
  if (!answer.ok || !Array.isArray(answer.value)) return [];
  return answer.value.slice(0, 16).flatMap((one) => scannerOf(port, one) ?? []);
}

/** Contactless ones are left out: their pictures are no prints of 500 ppi. */
function scannerOf(port: number, value: unknown): FoundScanner | null {
  const device = discoveredOf.safeParse(value);
  if (!device.success) return null;
  const digitalId = digitalIdOf.safeParse(peekJson(device.data.digitalId));
  if (!digitalId.success) return null;
  const { type, deviceSubType, make, model, serialNo } = digitalId.data;
  const takes = ({ slap: 'slaps', single: 'single' } as const)[deviceSubType.toLowerCase()];
  if (type !== 'Finger' || takes === undefined) return null;
  if (device.data.purpose && device.data.purpose.toLowerCase() !== 'registration') return null;
  return {
    port,
    deviceId: device.data.deviceId,
    identity: { make, model, serial: serialNo },
    status: statuses[device.data.deviceStatus.toLowerCase()] ?? 'not-ready',
    specVersion: negotiate(device.data.specVersion),
    takes,
    subIds: device.data.deviceSubId,
  };
}
