/** How the simulated kit is started: one JSON argument to devices/simulators.ts, and the lines it takes on its standard input. */
import type { ProfileKey } from './fingerprint/synthetic/profile.js';

/** An invented person, as their card and their hands show them. */
export interface SimulatedPerson {
  readonly number: string;
  readonly fullName: string;
  /** yyyy-mm-dd. */
  readonly birth: string;
  readonly sex: 'male' | 'female';
  readonly nationality: string;
  readonly ethnicity: string;
  readonly religion: string;
  readonly origin: string;
  readonly residence: string;
  /** yyyy-mm-dd. */
  readonly issued: string;
  /** yyyy-mm-dd. */
  readonly expiry: string;
  readonly father: string;
  readonly mother: string;
  readonly spouse: string;
  /** 9 or 12 digits, or ''. */
  readonly oldNumber: string;
  readonly features: string;
}

/** Which simulated scanner runs: a service of both versions of SBI or of one alone, a U.are.U on USB, a serial module, or a vendor's helper. */
export const kitScanners = ['sbi', 'sbi-0.9.5', 'sbi-1.0', 'uareu', 'serial', 'helper'] as const;
export type KitScanner = (typeof kitScanners)[number];

export interface KitOptions {
  /** Default: `sbi`. */
  readonly scanner?: KitScanner;
  /** Whose hands these are like; default: `adult-normal`. */
  readonly profile?: ProfileKey;
  readonly sbiPorts: readonly [number, number];
  /** The virtual reader's port. */
  readonly vpcdPort: number;
  readonly seed: number;
  readonly person: SimulatedPerson;
  /** Where the masters of synthetic fingers are kept, and the simulated issuer's certificate is written (simulated-csca.cer), and that of who vouches for the simulated scanner (simulated-scanners.cer). */
  readonly cache: string;
  /** Whether file descriptor 3 takes a line for everything that the simulators give out. */
  readonly ledger: boolean;
}

/** One line of the ledger: what was given out, by its hash alone. */
export interface LedgerEntry {
  readonly from: 'scanner' | 'chip' | 'list' | 'page';
  /** A part's role, or `field:` and a field's name. */
  readonly what: string;
  readonly sha256: string;
}
