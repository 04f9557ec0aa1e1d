/** What the handlers share: the open parts of the station, and who is signed in. */
import type { Draft, DraftChange, Session } from '../sync/core/dossier.js';
import { keepableDevice } from '../sync/core/limits.js';
import { fault, type Result } from '../sync/core/result.js';
import type { NewPart, Vault } from '../sync/outbox/model.js';
import type { Events } from './contract/calls.js';
import type { Days } from './days.js';
import type { KeyFiles, OpenKeys } from './keys.js';
import type { ScannerChoice } from './scanner-choice.js';
import type { Sending } from './sending.js';
import type { Devices } from './supervisor.js';
import type { StationTrustLists } from './trust-lists.js';
import type { Works } from './works.js';

export interface SignedIn {
  readonly keys: OpenKeys;
  readonly session: Session;
}

export interface Context {
  /** The station's folder. */
  readonly folder: string;
  /** Where the built programs lie. */
  readonly output: string;
  readonly simulated: boolean;
  readonly version: string;
  readonly keys: KeyFiles;
  readonly days: Days;
  readonly vault: Vault;
  readonly devices: Devices;
  readonly scannerChoice: ScannerChoice;
  readonly sending: Sending;
  readonly trustLists: StationTrustLists;
  readonly works: Works;
  /** The database id that the page's database must carry. */
  readonly database: string;
  readonly tell: <Name extends keyof Events>(name: Name, payload: Events[Name]) => void;
  /** null while locked. */
  readonly signedIn: () => SignedIn | null;
  readonly setSignedIn: (who: SignedIn | null) => void;
  /** Answers when none of the secrets that were typed is being tried (any more): what was asked for meanwhile is answered by its outcome. */
  readonly signingIn: () => Promise<unknown>;
  readonly setSigningIn: (attempt: Promise<unknown>) => void;
}

/** The draft, for a change of its content; a dossier that cannot be opened or is sealed says so. */
export async function draftInHand(context: Context, id: string): Promise<Result<Draft, 'locked' | 'unknown-dossier' | 'not-a-draft'>> {
  if (context.signedIn() === null) return fault('locked');
  const row = context.vault.rows().find((one) => one.id === id);
  if (row === undefined) return fault('unknown-dossier');
  if (row.state !== 'draft') return fault('not-a-draft');
  const draft = await context.vault.draft(id);
  return draft.ok ? draft : fault('unknown-dossier', draft.fault.code);
}

/** Parts as they come from the devices, each with who took it: the dossier's own session is whoever seals it. */
export async function saveParts(context: Context, id: string, parts: readonly NewPart[], also: readonly DraftChange[] = []): ReturnType<Vault['addParts']> {
  const signedIn = context.signedIn();
  if (signedIn === null) return fault('locked');
  const { officer, shift } = signedIn.session;
  const taken = parts.map(({ origin, ...part }) => ({
    ...part, origin: { ...origin, device: origin.device === null ? null : keepableDevice(origin.device), by: { officer, shift } },
  }));
  return context.vault.addParts(id, taken, also);
}
