/** The enrolment screen as one value: the draft in hand, what is typed, which step, what the devices do. Pure. */
import type { StepResult } from '../../../electron/contract/calls.js';
import type { ChipProgress } from '../../../sync/core/capture.js';
import { change, type Draft, type DraftChange, type Field, type FieldName, type Fields } from '../../../sync/core/dossier.js';
import type { ChipFault, PhotoFault, SaveFault, ScannerFault, SealFault } from '../../../sync/core/faults.js';
import type { FingerStep } from '../../../sync/core/finger-capture.js';
import { nextStep } from '../../../sync/core/finger-progress.js';
import { impressionOf } from '../../../sync/core/finger-steps.js';
import { slaps, type Finger } from '../../../sync/core/fingers.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import type { Fault } from '../../../sync/core/result.js';
import type { AskFault } from '../../store/station.js';

import { differences, type ChipFields, type Difference } from './differences.js';
import { valueOf } from './fields.js';

export type CaptureFault = Fault<ScannerFault | SaveFault | AskFault>;
export type ReadingFault = Fault<ChipFault | SaveFault | AskFault>;
export type PictureFault = Fault<PhotoFault | SaveFault | AskFault>;
export type SealingFault = Fault<SealFault | AskFault>;

export const stepNames = ['person', 'fingers', 'photo', 'checks', 'readback'] as const;
export type StepName = (typeof stepNames)[number];

/** What the last capture showed; thumbnails are kept apart. */
export type StepOutcome = Pick<StepResult, 'step' | 'asked' | 'seen' | 'warnings' | 'slap'> & {
  readonly found: readonly Pick<StepResult['found'][number], 'part' | 'finger' | 'impression' | 'quality' | 'kept'>[];
};

export interface EnrolmentState {
  readonly draft: Draft;
  /** Text of fields in which the officer is writing: shown as typed until the field is left. */
  readonly typed: Readonly<Partial<Record<FieldName, string>>>;
  /** Those fields as they were before the writing began. */
  readonly before: Fields;
  readonly step: StepName;
  readonly fingerStep: FingerStep;
  /** The finger of the step that is looked at; of a single-finger scanner the one that is taken. */
  readonly finger: Finger | null;
  readonly capturing: boolean;
  /** Of a capture under way: the last picture is cut anew, and no finger is waited for. */
  readonly cutting: boolean;
  readonly outcome: StepOutcome | null;
  readonly scannerFault: CaptureFault | null;
  readonly chipReading: Omit<ChipProgress, 'fields'> | null;
  /** The chip's text while its photo is still coming; nothing of it is proved yet. What it said in the end is in the draft. */
  readonly chipEarly: ChipFields | null;
  /** The chip's photo, while this screen is open. */
  readonly chipPhoto: Uint8Array | null;
  readonly chipFault: ReadingFault | null;
  readonly photoSaving: boolean;
  readonly photoFault: PictureFault | null;
  readonly cardSaving: boolean;
  readonly cardFault: PictureFault | null;
  readonly sealing: boolean;
  readonly sealFault: SealingFault | null;
  readonly sealed: DossierRow | null;
}

export type EnrolmentEvent =
  | { readonly kind: 'typed'; readonly field: FieldName; readonly text: string }
  | { readonly kind: 'left-field'; readonly field: FieldName }
  | { readonly kind: 'changed'; readonly changes: readonly DraftChange[] }
  /** A call answered the draft as main has it; what main cannot know yet is put on top. */
  | { readonly kind: 'draft'; readonly draft: Draft; readonly unsaved: readonly DraftChange[] }
  | { readonly kind: 'step'; readonly step: StepName }
  | { readonly kind: 'finger-step'; readonly step: FingerStep; readonly finger: Finger | null }
  | { readonly kind: 'capture-started'; readonly recut?: true }
  | { readonly kind: 'captured'; readonly outcome: StepOutcome }
  /** The officer looked at the names that were guessed: they are right. */
  | { readonly kind: 'names-confirmed' }
  | { readonly kind: 'scanner-fault-cleared' }
  | { readonly kind: 'capture-failed'; readonly fault: CaptureFault }
  | { readonly kind: 'chip-started' }
  | { readonly kind: 'chip-progress'; readonly progress: ChipProgress }
  | { readonly kind: 'chip-read'; readonly photo: Uint8Array | null }
  | { readonly kind: 'chip-failed'; readonly fault: ReadingFault }
  | { readonly kind: 'photo-started' }
  | { readonly kind: 'photo-done'; readonly fault: PictureFault | null }
  | { readonly kind: 'card-started' }
  | { readonly kind: 'card-done'; readonly fault: PictureFault | null }
  | { readonly kind: 'seal-started' }
  | { readonly kind: 'seal-failed'; readonly fault: SealingFault | null }
  | { readonly kind: 'sealed'; readonly row: DossierRow };

export function openState(draft: Draft, step: StepName): EnrolmentState {
  return {
    draft, step, typed: {}, before: {}, fingerStep: nextStep(draft) ?? slaps[0], finger: null, capturing: false, cutting: false, outcome: null, scannerFault: null,
    chipReading: null, chipEarly: null, chipPhoto: null, chipFault: null, photoSaving: false, photoFault: null,
    cardSaving: false, cardFault: null, sealing: false, sealFault: null, sealed: null,
  };
}

export function next(state: EnrolmentState, event: EnrolmentEvent): EnrolmentState {
  switch (event.kind) {
    case 'typed': {
      const typed = { ...state.typed, [event.field]: event.text };
      const was = fieldBefore(state, event.field);
      return {
        ...state, typed, before: was === undefined ? state.before : { ...state.before, [event.field]: was },
        draft: change(state.draft, { kind: 'fields', fields: { [event.field]: fieldTyped(state, event.field, event.text) } }),
      };
    }
    case 'left-field': {
      const { [event.field]: _left, ...typed } = state.typed;
      const { [event.field]: _was, ...before } = state.before;
      return { ...state, typed, before };
    }
    case 'changed':
      return { ...state, draft: event.changes.reduce(change, state.draft) };
    case 'draft':
      return { ...state, draft: event.unsaved.reduce(change, event.draft) };
    case 'step':
      return { ...state, step: event.step };
    case 'finger-step':
      return { ...state, fingerStep: event.step, finger: event.finger };
    case 'capture-started':
      return { ...state, capturing: true, cutting: event.recut === true, scannerFault: null, outcome: null };
    case 'captured':
      return { ...state, capturing: false, outcome: event.outcome };
    case 'capture-failed':
      // A capture that the officer called off is not a fault.
      return { ...state, capturing: false, scannerFault: event.fault.code === 'scanner-cancelled' ? null : event.fault };
    case 'names-confirmed':
      return state.outcome?.slap == null ? state : { ...state, outcome: { ...state.outcome, slap: { ...state.outcome.slap, isSure: true } } };
    case 'scanner-fault-cleared':
      return { ...state, scannerFault: null };
    case 'chip-started':
      return { ...state, chipReading: { step: 'access', read: 0, total: 0 }, chipEarly: null, chipFault: null };
    case 'chip-progress': {
      const { fields, ...progress } = event.progress;
      return state.chipReading === null ? state : { ...state, chipReading: progress, chipEarly: fields ?? state.chipEarly };
    }
    case 'chip-read':
      return { ...state, chipReading: null, chipEarly: null, chipPhoto: event.photo };
    case 'chip-failed':
      return { ...state, chipReading: null, chipEarly: null, chipFault: event.fault.code === 'chip-cancelled' ? null : event.fault };
    case 'photo-started':
      return { ...state, photoSaving: true, photoFault: null };
    case 'photo-done':
      return { ...state, photoSaving: false, photoFault: event.fault };
    case 'card-started':
      return { ...state, cardSaving: true, cardFault: null };
    case 'card-done':
      return { ...state, cardSaving: false, cardFault: event.fault };
    case 'seal-started':
      return { ...state, sealing: true, sealFault: null };
    case 'seal-failed':
      return { ...state, sealing: false, sealFault: event.fault };
    case 'sealed':
      return { ...state, sealing: false, sealed: event.row };
  }
}

function fieldBefore(state: EnrolmentState, field: FieldName): Field | undefined {
  return state.typed[field] === undefined ? state.draft.fields[field] : state.before[field];
}

/**
 * What a text in a field means: the value as far as it is understood, the text itself where it is not. What is back at what it was before the
 * writing began is still from where it was.
 */
export function fieldTyped(state: EnrolmentState, field: FieldName, text: string): Field {
  const value = valueOf(field, text);
  const before = fieldBefore(state, field);
  return before?.value === value ? before : { value, source: 'typed' };
}

/** Where chip and form differ and the officer has not decided. */
export function openDifferences(state: EnrolmentState): readonly Difference[] {
  const { chip, fields } = state.draft;
  return chip === null ? [] : differences(fields, chip.fields).filter((one) => !chip.kept.includes(one.field));
}

/** Fingers that the last capture was asked for and gave no print of, as the step wants it. */
export function notFound(outcome: Pick<StepOutcome, 'step' | 'asked' | 'found'>): readonly Finger[] {
  const wanted = impressionOf(outcome.step);
  return outcome.asked.filter((finger) => !outcome.found.some((one) => one.finger === finger && one.impression === wanted));
}
