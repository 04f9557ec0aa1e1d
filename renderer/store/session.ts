/** What the whole page knows of the station, kept current by its events. */
import { useSyncExternalStore } from 'react';

import type { SpaceState, StationInfo } from '../../electron/contract/calls.js';
import type { DevicesState } from '../../sync/core/capture.js';
import type { TransferState } from '../../sync/core/transfer-state.js';

import { call, on } from './station.js';

export interface StationView {
  /** null until main has answered for the first time. */
  readonly info: StationInfo | null;
  readonly devices: DevicesState | null;
  readonly transfer: TransferState | null;
  readonly space: SpaceState | null;
  /** The channel to main broke. */
  readonly silent: boolean;
}

let view: StationView = { info: null, devices: null, transfer: null, space: null, silent: false };
const listeners = new Set<() => void>();

function set(next: Partial<StationView>): void {
  view = { ...view, ...next };
  for (const listener of listeners) listener();
}

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** One thing at a time: who asks for the devices is not drawn anew when a dossier has been sent. */
export function useStation<Name extends keyof StationView>(name: Name): StationView[Name] {
  return useSyncExternalStore(listen, () => view[name]);
}

/** Asks main again where the station stands: after a sign-in, a lock, a provisioning. */
export async function refreshInfo(): Promise<void> {
  try {
    set({ info: await call('station.info'), silent: false });
  } catch {
    set({ silent: true });
  }
}

/** Asks for everything once and follows the events. Answers a function that ends it. */
export function followStation(): () => void {
  const ends = [
    on('devices', (devices) => set({ devices })),
    on('transfer', (transfer) => set({ transfer })),
    on('space', (space) => set({ space })),
    on('locked', () => void refreshInfo()),
  ];
  void refreshInfo();
  void Promise.all([call('devices.state'), call('transfer.state'), call('space.state')]).then(
    ([devices, transfer, space]) => set({ devices, transfer, space }),
    () => set({ silent: true }),
  );
  return () => ends.forEach((end) => end());
}
