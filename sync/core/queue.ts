/** What the station knows of its dossiers and lists without opening them. */
import type { DossierKind } from './dossier.js';
import type { HeadquartersState, StationState } from './steps.js';

/** The last durable save: after its fsync. */
export interface Saved {
  readonly at: number;
}

/** A list of people in the vault: some chunks of at most 500 people each, sealed under the station key. */
export interface ListInfo {
  readonly id: string;
  readonly importedAt: number;
  readonly people: number;
  readonly chunks: number;
}

/** A row of the station's queue: nothing personal in it. What a row is called comes from `dossier.summaries`. */
export interface DossierRow {
  readonly id: string;
  readonly revision: number;
  readonly person: string | null;
  readonly state: StationState;
  readonly headquarters: HeadquartersState;
  readonly businessDay: string;
  readonly updatedAt: number;
  readonly sealedAt: number | null;
  readonly receivedAt: number | null;
  /** Until then, and while it is not destroyed earlier, the station can open it; null once it cannot. */
  readonly mendableUntil: number | null;
  readonly bytes: number;
  /** Of one that is set aside why: a code, and after a space where (a part's role, a rule); never content. Else null. */
  readonly note: string | null;
}

/** Sealed under the revision's data key: gone with it, when the business day is closed. */
export interface RowSummary {
  readonly name: string;
  readonly number: string;
  readonly birth: string;
  readonly kind: DossierKind;
  readonly officer: string;
  readonly place: string;
}
