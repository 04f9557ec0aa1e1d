/** The enrolment screen as one value: the draft in hand, what is typed, which step, what the devices do. Pure. */
import type { ChipProgress } from '../../../sync/core/capture.js';
import { change, type Draft, type DraftChange, type FieldName, type FieldSource } from '../../../sync/core/dossier.js';
import type { ChipFault, PhotoFault, SaveFault, ScannerFault, SealFault } from '../../../sync/core/faults.js';
import { fingersOf, slaps, type Finger, type Slap } from '../../../sync/core/fingers.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import type { Fault } from '../../../sync/core/result.js';
import type { AskFault } from '../../store/station.js';

import { differences, type ChipFields, type Difference } from './differences.js';
import { valueOf } from './fields.js';
import { nextSlap } from './slaps.js';

export type CaptureFault = Fault<ScannerFault | SaveFault | AskFault>;
export type ReadingFault = Fault<ChipFault | SaveFault | AskFault>;
export type PictureFault = Fault<PhotoFault | SaveFault | AskFault>;
export type SealingFault = Fault<SealFault | AskFault>;

export const stepNames = ['person', 'fingers', 'photo', 'checks', 'readback'] as const;
export type StepName = (typeof stepNames)[number];

/** What the last capture showed; thumbnails are kept apart. */
export interface SlapOutcome {
  readonly slap: Slap;
  readonly found: readonly { readonly finger: Finger; readonly quality: number; readonly kept: boolean }[];
  readonly expected: readonly Finger[];
}

export interface EnrolmentState {
  readonly draft: Draft;
  /** Text of fields in which the officer is writing: shown as typed until the field is left. */
  readonly typed: Readonly<Partial<Record<FieldName, string>>>;
  readonly step: StepName;
  readonly slap: Slap;
  readonly capturing: boolean;
  readonly outcome: SlapOutcome | null;
  readonly scannerFault: CaptureFault | null;
  readonly chipReading: Omit<ChipProgress, 'fields'> | null;
  /** The chip's text while its photo is still coming; nothing of it is proved yet. What it said in the end is in the draft. */
  readonly chipEarly: ChipFields | null;
  /** The chip's photo, while this screen is open. */
  readonly chipPhoto: Uint8Array | null;
  readonly chipFault: ReadingFault | null;
  readonly photoSaving: boolean;
  readonly photoFault: PictureFault | null;
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
  | { readonly kind: 'slap'; readonly slap: Slap }
  | { readonly kind: 'capture-started' }
  | { readonly kind: 'captured'; readonly outcome: SlapOutcome }
  | { readonly kind: 'capture-failed'; readonly fault: CaptureFault }
  | { readonly kind: 'chip-started' }
  | { readonly kind: 'chip-progress'; readonly progress: ChipProgress }
  | { readonly kind: 'chip-read'; readonly photo: Uint8Array | null }
  | { readonly kind: 'chip-failed'; readonly fault: ReadingFault }
  | { readonly kind: 'photo-started' }
  | { readonly kind: 'photo-done'; readonly fault: PictureFault | null }
  | { readonly kind: 'seal-started' }
  | { readonly kind: 'seal-failed'; readonly fault: SealingFault | null }
  | { readonly kind: 'sealed'; readonly row: DossierRow };

export function openState(draft: Draft, step: StepName): EnrolmentState {
  return {
    draft, step, typed: {}, slap: nextSlap(draft) ?? slaps[0], capturing: false, outcome: null, scannerFault: null,
    chipReading: null, chipEarly: null, chipPhoto: null, chipFault: null, photoSaving: false, photoFault: null, sealing: false, sealFault: null, sealed: null,
  };
}

export function next(state: EnrolmentState, event: EnrolmentEvent): EnrolmentState {
  switch (event.kind) {
    case 'typed': {
      const typed = { ...state.typed, [event.field]: event.text };
      return { ...state, typed, draft: change(state.draft, fieldTyped(event.field, event.text)) };
    }
    case 'left-field': {
      const { [event.field]: _left, ...typed } = state.typed;
      return { ...state, typed };
    }
    case 'changed':
      return { ...state, draft: event.changes.reduce(change, state.draft) };
    case 'draft':
      return { ...state, draft: event.unsaved.reduce(change, event.draft) };
    case 'step':
      return { ...state, step: event.step };
    case 'slap':
      return { ...state, slap: event.slap, outcome: state.outcome?.slap === event.slap ? state.outcome : null };
    case 'capture-started':
      return { ...state, capturing: true, scannerFault: null, outcome: null };
    case 'captured':
      return { ...state, capturing: false, outcome: event.outcome };
    case 'capture-failed':
      // A capture that the officer called off is not a fault.
      return { ...state, capturing: false, scannerFault: event.fault.code === 'scanner-cancelled' ? null : event.fault };
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
    case 'seal-started':
      return { ...state, sealing: true, sealFault: null };
    case 'seal-failed':
      return { ...state, sealing: false, sealFault: event.fault };
    case 'sealed':
      return { ...state, sealing: false, sealed: event.row };
  }
}

/** What a text in a field means as a change: the value as far as it is understood, the text itself where it is not. */
export function fieldTyped(field: FieldName, text: string, source: FieldSource = 'typed'): Extract<DraftChange, { kind: 'fields' }> {
  return { kind: 'fields', fields: { [field]: { value: valueOf(field, text), source } } };
}

/** Where chip and form differ and the officer has not decided. */
export function openDifferences(state: EnrolmentState): readonly Difference[] {
  const { chip, fields } = state.draft;
  return chip === null ? [] : differences(fields, chip.fields).filter((one) => !chip.kept.includes(one.field));
}

/** Fingers that the last capture was asked for and did not show. */
export function notFound(outcome: SlapOutcome): readonly Finger[] {
  return fingersOf(outcome.slap).filter(
    (finger) => outcome.expected.includes(finger) && !outcome.found.some((one) => one.finger === finger),
  );
}
