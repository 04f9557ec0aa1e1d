/** The whole conversation between the page and main. Results are values: an Error loses all but its message on the way. */
import type { ChipKey, ChipProgress, DevicesState } from '../../sync/core/capture.js';
import type { ChipFact, TrustFault, TrustReport } from '../../sync/core/chip-facts.js';
import type { Draft, DraftChange, DossierKind, FieldName, Part, PartRole, Session } from '../../sync/core/dossier.js';
import type {
  AnchorFault, BatchFault, ChipFault, DayFault, ImportFault, MendFault, OpenFault, PhotoFault, ProvisionFault, RowFault, SaveFault, ScannerFault, SealFault,
  SecretFault,
} from '../../sync/core/faults.js';
import type { CapturedPrint, FingerPlace, FingerStep, FingerWarning, PreviewFrame, ScannerOffer, StepCapture } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import type { Person } from '../../sync/core/person.js';
import type { ReferenceState } from '../../sync/core/reference-data.js';
import type { Result } from '../../sync/core/result.js';
import type { AnchorImport, ScannerAnchors } from '../../sync/core/scanner-anchors.js';
import type { DossierRow, ListInfo, RowSummary, Saved } from '../../sync/core/queue.js';
import type { TransferState } from '../../sync/core/transfer-state.js';

export interface StationInfo {
  readonly host: 'electron' | 'chromium';
  readonly version: string;
  readonly stage: 'unprovisioned' | 'no-secret' | 'locked' | 'open';
  readonly stationName: string;
  /** Why the secret is a passphrase of words. */
  readonly secretLayer: 'passphrase-only' | 'hardware';
  /** null while locked. */
  readonly session: Session | null;
  /** Officer and place left empty at the sign-in are those of the last one. */
  readonly remembers: boolean;
  /** Why the opening of the day is not on the disk; null when it is. */
  readonly unkept: SaveFault | null;
  readonly simulated: boolean;
}

export interface SignIn {
  readonly secret: string;
  /** Empty: as last time, and so with the place. */
  readonly officer: string;
  readonly shift: Session['shift'];
  readonly place: string;
}

export interface RowError {
  /** Row number as the spreadsheet shows it, header row included. */
  readonly row: number;
  readonly column: string;
  readonly code: RowFault;
  readonly value: string;
}

export interface ImportReport {
  readonly imported: boolean;
  readonly rows: number;
  readonly people: number;
  /** At most 1,000 are listed; `errorCount` counts all. */
  readonly errors: readonly RowError[];
  readonly errorCount: number;
  readonly list: string | null;
}


export interface VaultIndex {
  /** The id that the database must carry; another one means that it was emptied or is foreign. */
  readonly database: string;
  readonly lists: readonly ListInfo[];
  readonly dossiers: readonly DossierRow[];
  /** Files that could not be read at start, kept in quarantine. */
  readonly quarantined: readonly string[];
}

/** What one step, or a picture that was cut anew, gave. */
export interface StepResult {
  readonly step: FingerStep;
  readonly asked: readonly Finger[];
  /** How many fingers the picture showed, asked for or not. */
  readonly seen: number;
  /** `kept`: the print stands in its place now. A flat print of a rolled step is one of the flat prints. */
  readonly found: readonly (Omit<CapturedPrint, 'record' | 'template'> & { readonly part: string; readonly kept: boolean })[];
  readonly warnings: readonly FingerWarning[];
  /** The whole picture, where the scanner gives one: its boxes may be dragged. */
  readonly slap: StepCapture['slap'];
  readonly draft: Draft;
  readonly saved: Saved;
}

export interface ChipResult {
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly photo: Uint8Array | null;
  /** As they are kept with the draft. */
  readonly facts: readonly ChipFact[];
  readonly draft: Draft;
  readonly saved: Saved;
}

export interface PhotoResult {
  readonly part: Part;
  readonly thumbnail: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly draft: Draft;
  readonly saved: Saved;
}

export interface SpaceState {
  readonly freeBytes: number;
  readonly level: 'ok' | 'low' | 'full';
}

export interface DayState {
  readonly businessDay: string;
  readonly drafts: number;
  readonly sealed: number;
  readonly received: number;
  readonly closed: boolean;
  readonly exported: boolean;
}

export interface BatchReport {
  readonly folder: string;
  readonly dossiers: number;
  readonly bytes: number;
  /** Ids of dossiers that stayed behind, since a part of theirs is unreadable in the vault. */
  readonly skipped: readonly string[];
  /** That the day is on a stick could be noted. */
  readonly noted: boolean;
}

export type WorkName = 'import' | 'export' | 'receipts';

/** How far a long work is: rows of a list, bytes of a batch (written and read back), receipts. */
export interface WorkProgress {
  readonly work: WorkName;
  readonly done: number;
  /** 0 while it is not known. */
  readonly total: number;
}

export interface Calls {
  'station.info': { args: []; result: StationInfo };
  'station.provision': { args: [file: string]; result: Result<{ readonly stationName: string }, ProvisionFault | SaveFault> };
  /** Words to write down: made by the station, at least four. */
  'station.suggestSecret': { args: []; result: string };
  'station.createSecret': { args: [secret: string, repeated: string]; result: Result<null, SecretFault | SaveFault> };
  'officer.signIn': { args: [SignIn]; result: Result<Session, SecretFault> };
  'officer.lock': { args: []; result: null };

  'worklist.import': { args: [file: { readonly name: string; readonly bytes: Uint8Array }]; result: Result<ImportReport, ImportFault> };
  'worklist.chunk': { args: [list: string, chunk: number]; result: Result<Uint8Array, OpenFault> };
  /** Opens chunks of people: each a JSON array of Person in UTF-8. */
  'rows.open': { args: [sealed: readonly Uint8Array[]]; result: Result<readonly Uint8Array[], 'locked' | 'part-unreadable'> };
  'rows.seal': { args: [plain: readonly Uint8Array[]]; result: Result<readonly Uint8Array[], 'locked'> };
  'vault.index': { args: []; result: Result<VaultIndex, 'locked'> };

  /** null where the key is destroyed. */
  'dossier.summaries': { args: [ids: readonly string[]]; result: Result<Readonly<Record<string, RowSummary | null>>, 'locked'> };
  'dossier.begin': { args: [{ readonly person: Person | null; readonly kind: DossierKind }]; result: Result<Draft, SaveFault> };
  'dossier.open': { args: [id: string]; result: Result<Draft, OpenFault> };
  'dossier.change': { args: [id: string, changes: readonly DraftChange[]]; result: Result<Saved, SaveFault> };
  'dossier.seal': { args: [id: string]; result: Result<DossierRow, SealFault> };
  'dossier.mend': { args: [id: string]; result: Result<Draft, MendFault> };
  'dossier.retry': { args: [id: string]; result: Result<null, SaveFault> };
  'part.open': { args: [id: string, role: PartRole]; result: Result<Uint8Array, OpenFault> };
  /** PNG (finger) or JPEG (photo, ink card). `part`: of one of the tries of a finger. */
  'part.thumbnail': { args: [id: string, role: PartRole, part?: string]; result: Result<Uint8Array, OpenFault | PhotoFault> };

  'devices.state': { args: []; result: DevicesState };
  /** `step`: what the platen is expected to show; a capture of another one turns to it. */
  'scanner.preview': { args: [on: boolean, step?: FingerStep, fingers?: number]; result: Result<null, ScannerFault> };
  /** `only`: of a single-finger scanner one finger of the step at a time; else all that are not excepted. */
  'scanner.step': { args: [id: string, step: FingerStep, only?: Finger]; result: Result<StepResult, ScannerFault | SaveFault> };
  /** The last picture cut anew where the officer dragged the boxes, for the dossier that it was taken for. */
  'scanner.recut': { args: [id: string, places: readonly FingerPlace[]]; result: Result<StepResult, ScannerFault | SaveFault> };
  'scanner.offers': { args: []; result: Result<readonly ScannerOffer[], ScannerFault> };
  /** Used from now on, and remembered by this station. */
  'scanner.choose': { args: [key: string]; result: Result<null, ScannerFault | SaveFault> };
  /** Gives up a scanner that is too hot, silent or confused, and takes it anew. */
  'scanner.reconnect': { args: []; result: Result<null, ScannerFault> };
  'scanner.cancel': { args: []; result: null };
  'chip.read': { args: [id: string, key: ChipKey]; result: Result<ChipResult, ChipFault | SaveFault> };
  'chip.cancel': { args: []; result: null };
  /** A certificate (DER, PEM), a master list or an LDIF; a list that is refused changes nothing. */
  'trust.add': { args: [file: { readonly name: string; readonly bytes: Uint8Array }]; result: Result<TrustReport, TrustFault | 'locked'> };
  /** Oldest first. */
  'trust.lists': { args: []; result: Result<readonly TrustReport[], TrustFault | 'locked'> };
  /** Certificates (DER, PEM) of those who vouch for scanners, at most 1 MiB; a file that is refused changes nothing. */
  'anchors.add': { args: [bytes: Uint8Array]; result: Result<AnchorImport, AnchorFault> };
  'anchors.list': { args: []; result: Result<ScannerAnchors, AnchorFault> };
  /** How it stands with headquarters' lists. */
  'trust.headquarters': { args: []; result: Result<ReferenceState, 'locked'> };
  'photo.save': { args: [id: string, still: Uint8Array, camera: string]; result: Result<PhotoResult, PhotoFault | SaveFault> };
  /** A card with inked prints, photographed: the last resort. */
  'ink-card.save': { args: [id: string, still: Uint8Array, camera: string]; result: Result<PhotoResult, PhotoFault | SaveFault> };

  'transfer.state': { args: []; result: TransferState };
  'transfer.now': { args: []; result: null };
  'space.state': { args: []; result: SpaceState };

  'day.list': { args: []; result: Result<readonly DayState[], 'locked'> };
  'day.close': { args: [businessDay: string]; result: Result<{ readonly destroyed: number }, DayFault> };
  /** `language`: of the dialog's title. */
  'batch.chooseFolder': { args: [language: 'vi' | 'en']; result: string | null };
  'batch.export': { args: [businessDay: string, folder: string]; result: Result<BatchReport, BatchFault> };
  'batch.receipts': { args: [folder: string]; result: Result<{ readonly received: number }, BatchFault> };
  /** Calls off what is under way: its own call answers so, and nothing is left half done. */
  'work.cancel': { args: [work: WorkName]; result: null };

  /** For the bench, of a simulated station alone: a capture of that many bytes made by the device process and saved like a part; milliseconds by main's clock. */
  'bench.save': { args: [id: string, size: number]; result: Result<Saved, SaveFault> };
}

export interface Events {
  'devices': DevicesState;
  /** The platen as it is now, with what it shows. */
  'scanner.frame': PreviewFrame;
  'chip.progress': ChipProgress;
  'transfer': TransferState;
  'space': SpaceState;
  'work': WorkProgress;
  /** A row of the queue changed: the mirror in the page follows. */
  'dossier': DossierRow;
  /** The station was locked. */
  'locked': null;
}
