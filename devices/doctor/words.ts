/** The doctor's sentences, in Vietnamese and English, chosen by the system's language. */
import type { ChipFactName, ChipFactReason, ChipFactState } from '../../sync/core/chip-facts.js';
import type { FieldName } from '../../sync/core/dossier.js';
import type { ChipFault, ScannerFault } from '../../sync/core/faults.js';
import type { FingerCause, ScannerOffer } from '../../sync/core/finger-capture.js';
import type { ImageFault } from './image.js';

export interface Words {
  readonly usage: string;
  readonly say: Readonly<Record<
    'adapter' | 'readers' | 'none' | 'waiting' | 'noCard' | 'noKey' | 'facts' | 'fields' | 'files' | 'times' | 'reader' | 'firstText' | 'whole' | 'photo' | 'noPhoto'
    | 'bytes' | 'scanner' | 'chip' | 'cardThere' | 'cardNotThere' | 'virtual' | 'withoutEnd' | 'list' | 'listRefused' | 'anchors' | 'binding' | 'loads' | 'loadsNot' | 'tries' | 'male' | 'female' | 'type', string
  >>;
  readonly states: Readonly<Record<ChipFactState, string>>;
  readonly facts: Readonly<Record<ChipFactName, string>>;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  readonly reasons: Readonly<Record<ChipFactReason, string>>;
  readonly faults: Readonly<Record<ChipFault, string>>;
  readonly fingers: {
    readonly say: Readonly<Record<
      'slaps' | 'single' | 'rolled' | 'flat' | 'notForRegistration' | 'smallGlass' | 'frames' | 'seen' | 'quality' | 'deviceQuality' | 'finger' | 'bytes' | 'time' | 'written' | 'layOn', string
    >>;
    readonly trust: Readonly<Record<ScannerOffer['trust'], string>>;
    readonly causes: Readonly<Record<FingerCause, string>>;
    readonly faults: Readonly<Record<ScannerFault | 'file-not-written', string>>;
  };
  readonly images: {
    readonly say: Readonly<Record<'pixels' | 'bytes' | 'noDensity' | 'written', string>>;
    /** By name of a figure. */
    readonly figures: Readonly<Record<string, string>>;
    readonly faults: Readonly<Record<ImageFault, string>>;
  };
  readonly document: Readonly<Record<'title' | 'kind' | 'number' | 'name' | 'issuer' | 'nationality' | 'wrongDigit', string>>;
  readonly devices: Readonly<Record<'looking' | 'ready' | 'busy' | 'missing' | 'broken', string>>;
}

/** LC_ALL before LC_MESSAGES before LANG, as the C library has it. */
export function isVietnamese(environment: Readonly<Record<string, string | undefined>>): boolean {
  const language = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((one) => one !== undefined && one !== '');
  return language?.startsWith('vi') ?? false;
}
