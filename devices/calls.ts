/** The whole conversation between main and the device process. */
import type { ChipKey, ChipProgress, ChipReading, DevicesState, PhotoEncoded, SlapCapture, SlapRequest } from '../sync/core/capture.js';
import type { TrustFault, TrustReport } from '../sync/core/chip-facts.js';
import type { ChipFault, PhotoFault, ScannerFault } from '../sync/core/faults.js';
import type { Slap } from '../sync/core/fingers.js';
import type { Result } from '../sync/core/result.js';

export interface DeviceCalls {
  'scanner.preview': { args: [on: boolean, slap?: Slap]; result: Result<null, ScannerFault> };
  'scanner.capture': { args: [request: SlapRequest]; result: Result<SlapCapture, ScannerFault> };
  'chip.read': { args: [key: ChipKey]; result: Result<ChipReading, ChipFault> };
  /** Imports a trust list: kept on the disk, then used from the next reading on; a list that is refused changes nothing. `date`: yyyy-mm-dd or ''. */
  'trust.add': { args: [list: { readonly name: string; readonly date: string; readonly bytes: Uint8Array }]; result: Result<TrustReport, TrustFault> };
  /** The imported lists, oldest first; waits until all are verified. */
  'trust.lists': { args: []; result: Result<readonly TrustReport[], TrustFault> };
  /** The still as PNG, JPEG or WebP, lossless where the browser can. */
  'photo.encode': { args: [still: Uint8Array]; result: Result<PhotoEncoded, PhotoFault> };
  /** A thumbnail of a part that is already in the vault: finger record or photo. */
  'thumbnail': { args: [role: string, bytes: Uint8Array]; result: Result<Uint8Array, PhotoFault> };
  'devices.look': { args: []; result: Result<DevicesState, never> };
  /** For the bench only: answers that many random bytes. */
  'bench.bytes': { args: [size: number]; result: Result<Uint8Array, never> };
}

export interface DeviceEvents {
  'devices': DevicesState;
  /** JPEG of the platen as it is now. */
  'scanner.preview': Uint8Array;
  'chip.progress': ChipProgress;
}

/** Main → device process. `cancel` names the call to be given up. */
export type ToDevices =
  | { readonly id: number; readonly call: keyof DeviceCalls; readonly args: readonly unknown[] }
  | { readonly id: number; readonly cancel: true };

/** Device process → main. */
export type FromDevices =
  | { readonly id: number; readonly result: Result<unknown> }
  | { readonly event: keyof DeviceEvents; readonly payload: unknown };

/** How the device process is started; handed over as one JSON argument. */
export interface DeviceOptions {
  /** Ports on which SBI services are looked for, first and last. */
  readonly sbiPorts: readonly [number, number];
  /** Marks devices as simulated on the screens. */
  readonly simulated: boolean;
  /** Where imported trust lists are kept; without it they are kept nowhere, and every chain stays unproved. */
  readonly trustFolder?: string;
  /** The built file of chip/trust/worker.ts; without it the process judges on its own thread. */
  readonly trustWorker?: string;
}
