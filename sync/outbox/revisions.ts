/** What the vault knows in memory of each revision, and the row that follows from it. */
import { join } from 'node:path';

import type { Manifest, Signed } from '../core/manifest.js';
import type { DossierRow } from '../core/queue.js';
import type { HeadquartersState, StationState } from '../core/steps.js';
import type { Outgoing } from './model.js';

/** Milliseconds after sealing during which the station can still open what it sealed: 24 hours at the latest. */
export const mendableFor = 24 * 3_600_000;

export interface Sealed {
  readonly manifest: Signed<Manifest>;
  readonly hash: string;
}

export interface Revision {
  readonly id: string;
  readonly revision: number;
  readonly person: string | null;
  readonly state: StationState;
  readonly headquarters: HeadquartersState;
  readonly businessDay: string;
  readonly updatedAt: number;
  readonly receivedAt: number | null;
  readonly bytes: number;
  /** The station's own wrap of the data key is there. */
  readonly keyThere: boolean;
  /** null of a draft, and of a sealed revision whose manifest could not be read. */
  readonly sealed: Sealed | null;
  /** Hash of its manifest, also where the manifest itself is lost. */
  readonly hash: string | null;
  /** Why it is set aside; null where it is not. */
  readonly note: string | null;
}

export function newRevision(id: string, revision: number): Revision {
  return {
    id, revision, person: null, state: 'draft', headquarters: 'unknown', businessDay: '', updatedAt: 0, receivedAt: null,
    bytes: 0, keyThere: true, sealed: null, hash: null, note: null,
  };
}

export function rowOf(one: Revision): DossierRow {
  const sealedAt = one.sealed === null ? null : Date.parse(one.sealed.manifest.value.sealedAt);
  return {
    id: one.id, revision: one.revision, person: one.person, state: one.state, headquarters: one.headquarters,
    businessDay: one.businessDay, updatedAt: one.updatedAt, sealedAt, receivedAt: one.receivedAt,
    mendableUntil: sealedAt !== null && one.keyThere ? sealedAt + mendableFor : null,
    bytes: one.bytes, note: one.state === 'quarantined' ? one.note : null,
  };
}

/** Below the vault's folder: each revision has a folder of its own, with its key, journal, manifest, receipt and parts. */
export function revisionPath(id: string, revision: number): readonly string[] {
  return ['dossiers', id, String(revision)];
}

export function outgoingOf(root: string, one: Revision, sealed: Sealed): Outgoing {
  return {
    row: rowOf(one), manifest: sealed.manifest, hash: sealed.hash,
    parts: sealed.manifest.value.parts.map((part) => ({ part, file: join(root, ...revisionPath(one.id, part.revision), part.id) })),
  };
}

/** Applies a manifest to what is known of its revision. */
export function withManifest(one: Revision, sealed: Sealed): Revision {
  const { businessDay, parts } = sealed.manifest.value;
  return { ...one, sealed, hash: sealed.hash, businessDay, bytes: parts.reduce((sum, part) => sum + part.size, 0) };
}
