/** What crosses from the device process: states of devices, captures, readings. */
import type { ChipFact } from './chip-facts.js';
import type { FieldName, PartRole } from './dossier.js';
import type { ScannerOffer } from './finger-capture.js';

export interface DeviceIdentity {
  readonly make: string;
  readonly model: string;
  readonly serial: string;
}

/** `missing` and `broken` carry a fault code that the screen turns into a sentence. */
export interface DeviceState {
  readonly state: 'looking' | 'ready' | 'busy' | 'missing' | 'broken';
  readonly identity: DeviceIdentity | null;
  readonly fault: string | null;
  readonly simulated: boolean;
}

export interface DevicesState {
  /** The device process itself. */
  readonly process: 'running' | 'restarting' | 'stopped';
  readonly scanner: DeviceState;
  /** `adapter`: what speaks to the smart card service, as far as it is known. */
  readonly chip: DeviceState & { readonly cardPresent: boolean; readonly adapter?: string };
  /** All scanners that are there; `scanner` tells of the one in use. */
  readonly scanners?: readonly ScannerOffer[];
  /** Key of the scanner that the officer chose, there or not; null: none was chosen, the station takes what there is. */
  readonly chosen?: string | null;
}

/** What opens the chip. */
export type ChipKey = MrzKey | CanKey;

/** The card access number printed on the card's front: six digits. Opens by PACE alone; the chip counts wrong ones. */
export interface CanKey {
  readonly can: string;
}

/** As the card's MRZ shows it, check digits verified beforehand. */
export interface MrzKey {
  /** Document number, 9 characters; all of a longer one. */
  readonly number: string;
  /** YYMMDD. */
  readonly birth: string;
  /** YYMMDD. */
  readonly expiry: string;
}

export interface ChipReading {
  /** Raw elementary files as read. */
  readonly files: readonly { readonly role: Extract<PartRole, `chip-${string}`>; readonly bytes: Uint8Array }[];
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  /** The chip's photo as PNG or JPEG for the screen, at most 480 px high; null where it does not decode. */
  readonly photo: Uint8Array | null;
  readonly reader: string;
  /** What the chip proved, and what it could not or was not asked to. Absent from a reading without proofs. */
  readonly facts?: readonly ChipFact[];
}

export interface ChipProgress {
  readonly step: 'access' | 'text' | 'photo' | 'done';
  /** Bytes read and to be read, of the whole card as far as known. */
  readonly read: number;
  readonly total: number;
  /** Told once, as soon as the text is read: long before the photo is. */
  readonly fields?: ChipReading['fields'];
}

export interface PhotoEncoded {
  /** JPEG of the still, whole size. */
  readonly jpeg: Uint8Array;
  /** JPEG, 240 px high. */
  readonly thumbnail: Uint8Array;
  readonly width: number;
  readonly height: number;
}
