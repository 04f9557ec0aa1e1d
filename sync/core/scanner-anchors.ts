/** Certificates of those who vouch for scanners, as the supervisor imports and sees them. */
import type { AnchorFault } from './faults.js';

export interface ScannerAnchor {
  /** SHA-256 of the certificate, 64 lower-case hex digits: compared with what the vendor publishes. */
  readonly fingerprint: string;
  /** Its common name, else the whole subject; at most 200 characters. */
  readonly name: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly validFrom: number;
  readonly validUntil: number;
  /** Only a valid one counts; by the station's clock. */
  readonly state: 'valid' | 'expired' | 'not-yet-valid';
}

export interface ScannerAnchors {
  /** By name. */
  readonly anchors: readonly ScannerAnchor[];
  /** Files among them that hold none, or cannot be read. */
  readonly unreadable: readonly string[];
}

/** Why a certificate is not taken. */
export type AnchorRefusal = Exclude<AnchorFault, 'anchor-none' | 'anchor-too-large' | 'disk-full' | 'not-durable' | 'locked' | 'device-process-down'>;

export interface AnchorImport {
  readonly added: readonly ScannerAnchor[];
  /** Were there already. */
  readonly known: readonly ScannerAnchor[];
  readonly refused: readonly { readonly name: string; readonly reason: AnchorRefusal }[];
}
