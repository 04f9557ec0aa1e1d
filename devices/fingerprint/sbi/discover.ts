/** Finds a slap scanner's service among the ports of SBI. */
import { setMaxListeners } from 'node:events';

import type { DeviceIdentity } from '../../../sync/core/capture.js';
import { callSbi } from './call.js';
import { digitalIdOf, discoveredOf } from './answers.js';
import { peekJson } from './jws.js';
import { DISCOVER } from './words.js';

export interface FoundScanner {
  readonly port: number;
  readonly deviceId: string;
  readonly identity: DeviceIdentity;
  readonly status: 'ready' | 'busy' | 'not-ready' | 'not-registered';
  readonly specVersion: string;
}

const ANSWER_BYTES = 256 * 1024;

const statuses: Readonly<Record<string, FoundScanner['status']>> = {
  ready: 'ready', busy: 'busy', 'not ready': 'not-ready', 'not registered': 'not-registered',
};

/**
 * Asks every port from first to last at once; answers the first device that is ready, else the first one there is, else null.
 * Ports without a service, other services and other devices are passed over. `deadline` in milliseconds.
 */
export async function discover(ports: readonly [number, number], signal: AbortSignal, deadline: number): Promise<FoundScanner | null> {
  const enough = new AbortController();
  // One listener for each port, and no leak: they go with this search.
  setMaxListeners(0, enough.signal);
  const stop = (): void => enough.abort();
  if (signal.aborted) return null;
  signal.addEventListener('abort', stop, { once: true });
  const asked = Array.from({ length: ports[1] - ports[0] + 1 }, (_, index) => scannersAt(ports[0] + index, enough.signal, deadline));
  try {
    return await Promise.any(asked.map(readyOne));
  } catch {
    // None is ready: the fault of the first one that is there will be told.
    return (await Promise.all(asked)).flat()[0] ?? null;
  } finally {
    signal.removeEventListener('abort', stop);
    enough.abort();
  }
}

async function readyOne(asked: Promise<readonly FoundScanner[]>): Promise<FoundScanner> {
  const ready = (await asked).find((scanner) => scanner.status === 'ready');
  if (!ready) throw Error('no ready scanner at this port');
  return ready;
}

/** The slap scanners that one service offers for registration; none where there is no service or its answer is no list of devices. */
export async function scannersAt(port: number, signal: AbortSignal, deadline: number): Promise<readonly FoundScanner[]> {
  const answer = await callSbi({ ...DISCOVER, port, body: { type: 'Biometric Device' }, signal }, deadline, ANSWER_BYTES);
  if (!answer.ok || !Array.isArray(answer.value)) return [];
  return answer.value.flatMap((one) => scannerOf(port, one) ?? []);
}

function scannerOf(port: number, value: unknown): FoundScanner | null {
  const device = discoveredOf.safeParse(value);
  if (!device.success) return null;
  const digitalId = digitalIdOf.safeParse(peekJson(device.data.digitalId));
  if (!digitalId.success) return null;
  const { type, deviceSubType, make, model, serialNo } = digitalId.data;
  if (type !== 'Finger' || deviceSubType.toLowerCase() !== 'slap') return null;
  if (device.data.purpose && device.data.purpose.toLowerCase() !== 'registration') return null;
  return {
    port,
    deviceId: device.data.deviceId,
    identity: { make, model, serial: serialNo },
    status: statuses[device.data.deviceStatus.toLowerCase()] ?? 'not-ready',
    specVersion: device.data.specVersion.includes('1.0') ? '1.0' : '0.9.5',
  };
}
