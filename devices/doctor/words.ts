/** The doctor's sentences, in Vietnamese and English, chosen by the system's language. */
import type { ChipFactName, ChipFactState } from '../../sync/core/chip-facts.js';
import type { FieldName } from '../../sync/core/dossier.js';
import type { ChipFault } from '../../sync/core/faults.js';

export interface Words {
  readonly usage: string;
  readonly say: Readonly<Record<
    'adapter' | 'readers' | 'none' | 'waiting' | 'noCard' | 'noKey' | 'facts' | 'fields' | 'files' | 'times' | 'reader' | 'firstText' | 'whole' | 'photo' | 'noPhoto'
    | 'bytes' | 'scanner' | 'chip' | 'cardThere' | 'cardNotThere' | 'virtual' | 'withoutEnd' | 'list' | 'listRefused' | 'anchors' | 'binding' | 'loads' | 'loadsNot' | 'tries' | 'male' | 'female', string
  >>;
  readonly states: Readonly<Record<ChipFactState, string>>;
  readonly facts: Readonly<Record<ChipFactName, string>>;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  /** By reason of a fact; one without a sentence shows its code. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly faults: Readonly<Record<ChipFault, string>>;
  readonly devices: Readonly<Record<'looking' | 'ready' | 'busy' | 'missing' | 'broken', string>>;
}

/** LC_ALL before LC_MESSAGES before LANG, as the C library has it. */
export function isVietnamese(environment: Readonly<Record<string, string | undefined>>): boolean {
  const language = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((one) => one !== undefined && one !== '');
  return language?.startsWith('vi') ?? false;
}
