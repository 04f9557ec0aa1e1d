/** The whole conversation between main and the device process. */
import type { ChipKey, ChipProgress, ChipReading, DevicesState, PhotoEncoded } from '../sync/core/capture.js';
import type { TrustFault, TrustOrigin, TrustReport } from '../sync/core/chip-facts.js';
import type { AnchorFault, ChipFault, PhotoFault, ScannerFault } from '../sync/core/faults.js';
import type { FingerPlace, FingerStep, KnownPrints, PreviewFrame, ScannerOffer, StepCapture, StepRequest } from '../sync/core/finger-capture.js';
import type { Result } from '../sync/core/result.js';
import type { AnchorImport, ScannerAnchors } from '../sync/core/scanner-anchors.js';
import type { SimulatedScannerOptions } from './fingerprint/simulated.js';

export interface DeviceCalls {
  /**
   * Wanted until it is turned off: it starts again by itself when a scanner comes back, also after a fault answered here.
   * `fingers`: how many are to be seen before a picture is ready; without it all of the step.
   */
  'scanner.preview': { args: [on: boolean, step?: FingerStep, fingers?: number]; result: Result<null, ScannerFault> };
  /** One at a time; fewer fingers than asked for are a normal answer. */
  'scanner.step': { args: [request: StepRequest]; result: Result<StepCapture, ScannerFault> };
  /** The last slap's picture cut anew, where the officer dragged the boxes; its hash replaces that capture's. */
  'scanner.recut': { args: [places: readonly FingerPlace[]]; result: Result<StepCapture, ScannerFault> };
  /** What was taken before this process was started, the latest dossier last: captures are compared with it from now on. */
  'prints.known': { args: [dossiers: readonly KnownPrints[]]; result: Result<null, never> };
  'scanner.offers': { args: []; result: Result<readonly ScannerOffer[], never> };
  /** This scanner is used from now on; its key is told in the state, for the station to remember. */
  'scanner.choose': { args: [key: string]; result: Result<null, ScannerFault> };
  /** The officer's way out of a scanner that is too hot, silent or confused: it is given up and taken anew. */
  'scanner.reconnect': { args: []; result: Result<null, ScannerFault> };
  /** Imports certificates (PEM, DER) that vouch for scanners; the scanners that are there are judged anew. */
  'anchors.add': { args: [bytes: Uint8Array]; result: Result<AnchorImport, AnchorFault> };
  'anchors.list': { args: []; result: Result<ScannerAnchors, never> };
  'chip.read': { args: [key: ChipKey]; result: Result<ChipReading, ChipFault> };
  /** Main's own: the program that it started for this place ended, or did not start. */
  'chip.ended': { args: [place: string]; result: Result<null, never> };
  /** Imports a trust list: kept on the disk, then used from the next reading on; a list that is refused changes nothing. `date`: yyyy-mm-dd or ''. */
  'trust.add': { args: [list: { readonly name: string; readonly date: string; readonly bytes: Uint8Array; readonly origin: TrustOrigin }]; result: Result<TrustReport, TrustFault> };
  /** By the SHA-256 of its bytes; not used any more from the next reading on. */
  'trust.remove': { args: [id: string]; result: Result<null, TrustFault> };
  /** The imported lists, oldest first; waits until all are verified. */
  'trust.lists': { args: []; result: Result<readonly TrustReport[], TrustFault> };
  /** The still as PNG, JPEG or WebP, lossless where the browser can. */
  'photo.encode': { args: [still: Uint8Array]; result: Result<PhotoEncoded, PhotoFault> };
  /** A thumbnail of a part that is already in the vault: finger record or photo. */
  'thumbnail': { args: [role: string, bytes: Uint8Array]; result: Result<Uint8Array, PhotoFault> };
  'devices.look': { args: []; result: Result<DevicesState, never> };
  /** The machine slept: every device is looked for at once. */
  'devices.wake': { args: []; result: Result<null, never> };
  /** For the bench only: answers that many random bytes. */
  'bench.bytes': { args: [size: number]; result: Result<Uint8Array, never> };
}

export interface DeviceEvents {
  'devices': DevicesState;
  /** The platen as it is now, at least ten a second where the device gives as many; never an old one. */
  'scanner.frame': PreviewFrame;
  'chip.progress': ChipProgress;
  /** For main alone: the program that reads chips is to be started, and calls at this place. */
  'chip.start': string;
}

/** What the page hears of. */
export type ToldEvents = Omit<DeviceEvents, 'chip.start'>;

/** Main → device process. `cancel` names the call to be given up; `ping` is answered at once, by a process that does not stand still. */
export type ToDevices =
  | { readonly ping: true }
  | { readonly id: number; readonly call: keyof DeviceCalls; readonly args: readonly unknown[] }
  | { readonly id: number; readonly cancel: true };

/** Device process → main. */
export type FromDevices =
  | { readonly pong: true }
  | { readonly id: number; readonly result: Result<unknown> }
  | { readonly event: keyof DeviceEvents; readonly payload: unknown };

/** How the device process is started; handed over as one JSON argument. */
export interface DeviceOptions {
  /** Ports on which SBI services are looked for, first and last. */
  readonly sbiPorts: readonly [number, number];
  /** The built file of image/analysis/worker.ts; without it pictures are not measured. */
  readonly fingerWorker?: string;
  /** Key of the scanner that the officer chose before. */
  readonly chosenScanner?: string | null;
  /** Folder of certificates (PEM or DER) of those who vouch for scanners; without it no scanner counts as signed. */
  readonly scannerAnchors?: string;
  /** Whether U.are.U readers on USB are looked for. */
  readonly usbScanners?: boolean;
  /** Looks for serial modules behind known adapters, and at these ports whatever hangs there; absent: for none. */
  readonly serialScanners?: readonly string[];
  /** Programs of vendors' scanners, each a command with its arguments. */
  readonly scannerHelpers?: readonly (readonly string[])[];
  /** For training: a scanner of a kind that has no service of its own. */
  readonly simulatedScanner?: SimulatedScannerOptions;
  /** Marks devices as simulated on the screens. */
  readonly simulated: boolean;
  /** Where imported trust lists are kept; without it they are kept nowhere, and every chain stays unproved. */
  readonly trustFolder?: string;
  /** The built file of chip/trust/worker.ts; without it the process judges on its own thread. */
  readonly trustWorker?: string;
  /** Whether main starts the program that reads chips (`chip.start`): where a child of this process would be another station. */
  readonly readerThroughMain?: boolean;
}
