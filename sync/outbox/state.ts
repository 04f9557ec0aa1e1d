/** What the vault holds in memory, and the few ways in which it changes. */
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';

import type { DossierRow } from '../core/queue.js';
import type { ChainEnd } from './chain.js';
import type { Disk } from './disk.js';
import type { StationKeys } from './model.js';
import type { OpenDossier } from './open-dossier.js';
import type { Quarantine } from './quarantine.js';
import type { Reserve } from './reserve.js';
import { revisionPath, rowOf, type Revision } from './revisions.js';
import { serial, type Serial } from './serial.js';
import type { Transitions } from './transitions.js';

export interface VaultState {
  readonly disk: Disk;
  readonly root: string;
  readonly clock: () => number;
  readonly freeBytes: () => Promise<number>;
  readonly reserve: Reserve;
  readonly transitions: Transitions;
  readonly quarantine: Quarantine;
  /** By dossier, oldest revision first. */
  readonly revisions: Map<string, readonly Revision[]>;
  /** Newest revisions that were opened since the unlock. */
  readonly opened: Map<string, OpenDossier>;
  readonly turns: Map<string, Serial>;
  /** One sealing at a time: each takes the next place in the chain. */
  readonly sealing: Serial;
  readonly listeners: Set<(row: DossierRow) => void>;
  keys: StationKeys | null;
  /** Kept when locked: it is public, and receipts come at any time. */
  receiptKey: KeyObject | null;
  chain: ChainEnd;
  /** A manifest may or may not be on the disk: nothing is sealed any more until a start has looked. */
  inDoubt: boolean;
}

export function newest(state: VaultState, id: string): Revision | null {
  return state.revisions.get(id)?.at(-1) ?? null;
}

export function revisionOf(state: VaultState, id: string, revision: number): Revision | null {
  return state.revisions.get(id)?.find((one) => one.revision === revision) ?? null;
}

/** Replaces or adds a revision, and tells the listeners when it is the dossier's newest. */
export function put(state: VaultState, next: Revision): DossierRow {
  const others = (state.revisions.get(next.id) ?? []).filter((one) => one.revision !== next.revision);
  state.revisions.set(next.id, [...others, next].sort((a, b) => a.revision - b.revision));
  const row = rowOf(next);
  if (newest(state, next.id) === next) for (const listener of state.listeners) listener(row);
  return row;
}

/** One dossier's works one after the other. */
export function inTurn<Value>(state: VaultState, id: string, work: () => Promise<Value>): Promise<Value> {
  const turn = state.turns.get(id) ?? serial();
  state.turns.set(id, turn);
  return turn(work);
}

export function folderOf(state: VaultState, id: string, revision: number): string {
  return join(state.root, ...revisionPath(id, revision));
}
