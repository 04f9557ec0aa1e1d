/** Every code of an expected failure, by where it arises. Each has one sentence per language in renderer/text. */

/** Nothing was lost: what was saved before stays saved. */
export type SaveFault = 'disk-full' | 'not-durable' | 'locked' | 'unknown-dossier' | 'not-a-draft';

export type ProvisionFault = 'not-a-provisioning-file' | 'mixed-recipients' | 'already-provisioned';
export type SecretFault = 'wrong-secret' | 'secret-too-weak' | 'secret-not-repeated' | 'keys-unreadable' | 'not-provisioned' | 'secret-exists'
  /** Left empty at the sign-in, and the station does not remember. */
  | 'officer-unknown';
export type OpenFault = 'locked' | 'unknown-dossier' | 'key-destroyed' | 'part-unreadable';
export type SealFault = SaveFault | 'checks-block' | 'not-confirmed' | 'part-unreadable';
export type MendFault = OpenFault | SaveFault | 'still-a-draft';

export type ScannerFault =
  | 'scanner-absent' | 'scanner-not-ready' | 'scanner-busy' | 'scanner-timeout' | 'scanner-garbage' | 'scanner-lost'
  | 'scanner-hash-chain' | 'scanner-refused' | 'scanner-cancelled' | 'scanner-wrong-password' | 'scanner-overheated' | 'scanner-no-access' | 'device-process-down';

/** Of a certificate that is to vouch for scanners. */
export type AnchorFault =
  | 'anchor-none' | 'anchor-too-large' | 'anchor-not-issuer' | 'anchor-expired' | 'anchor-not-yet-valid' | 'disk-full' | 'not-durable' | 'locked' | 'device-process-down';

export type ChipFault =
  | 'pcsc-absent' | 'reader-absent' | 'card-absent' | 'card-removed' | 'chip-key-wrong' | 'chip-key-malformed' | 'chip-unsupported'
  | 'chip-garbage' | 'chip-timeout' | 'chip-cancelled' | 'device-process-down';

export type PhotoFault = 'photo-unreadable' | 'photo-too-small' | 'device-process-down';

export type ImportFault =
  | 'locked' | 'not-a-spreadsheet' | 'spreadsheet-too-large' | 'spreadsheet-unsafe' | 'columns-missing' | 'no-rows' | 'disk-full' | 'not-durable'
  | 'import-cancelled';

/** Of one row of a list. */
export type RowFault =
  | 'name-missing' | 'name-illegal' | 'birth-missing' | 'birth-impossible' | 'sex-unknown' | 'number-malformed'
  | 'duplicate-person' | 'formula-cell' | 'ward-missing' | 'phone-malformed' | 'due-unknown' | 'priority-unknown' | 'residence-unknown';

/** Contact with headquarters. */
export type TransferFault =
  | 'offline' | 'timed-out' | 'cut' | 'wrong-certificate' | 'not-registered' | 'code-used' | 'code-unknown' | 'station-refused' | 'clock-refused'
  | 'signature-refused' | 'conflict' | 'dossier-refused' | 'headquarters-failed' | 'answer-unreadable' | 'receipt-forged';

export type BatchFault =
  | 'locked' | 'nothing-to-export' | 'folder-missing' | 'folder-not-empty' | 'stick-full' | 'not-durable' | 'verify-failed' | 'no-receipts' | 'receipts-forged' | 'other-station'
  | 'export-cancelled' | 'receipts-cancelled';

export type DayFault = 'locked' | 'day-unknown' | 'not-durable';

/** Reference data of headquarters' that is not believed. */
export type ReferenceFault = 'index-forged' | 'index-older' | 'list-differs';
