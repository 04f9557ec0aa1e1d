/** Ties the enrolment's state to the station: every call the screen makes is made here, so that leaving a step stops none of them. */
import { useCallback, useEffect, useReducer, useRef } from 'react';

import type { Calls } from '../../../electron/contract/calls.js';
import type { ChipKey } from '../../../sync/core/capture.js';
import { check, type Finding } from '../../../sync/core/checks.js';
import { change, type Draft, type DraftChange, type FieldName } from '../../../sync/core/dossier.js';
import type { FingerPlace, FingerStep } from '../../../sync/core/finger-capture.js';
import { nextStep } from '../../../sync/core/finger-progress.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { Fault } from '../../../sync/core/result.js';
import { ask, call, on, type AskFault } from '../../store/station.js';

import type { AutosaveState } from './autosave.js';
import { fieldsFromList } from './begin.js';
import { isAlarming } from './chip-facts.js';
import { fromChip, takenAtOnce } from './differences.js';
import { fieldTyped, next, openState, type EnrolmentState, type StepName } from './state.js';
import { firstMissing } from './step-states.js';
import { useAutosave } from './useAutosave.js';
import { useThumbnails, type Thumbnails } from './useThumbnails.js';

export interface Enrolment {
  readonly state: EnrolmentState;
  readonly draft: Draft;
  readonly findings: readonly Finding[];
  readonly saving: AutosaveState;
  readonly thumbnails: Thumbnails;
  readonly type: (field: FieldName, text: string) => void;
  readonly leaveField: (field: FieldName) => void;
  readonly change: (changes: readonly DraftChange[]) => void;
  readonly goTo: (step: StepName) => void;
  readonly chooseStep: (step: FingerStep, finger?: Finger) => void;
  /** `only`: of a single-finger scanner. */
  readonly capture: (step: FingerStep, only?: Finger) => void;
  readonly cancelCapture: () => void;
  /** Cuts the last picture anew. */
  readonly recut: (places: readonly FingerPlace[]) => void;
  /** The names that were guessed in the last picture are right. */
  readonly confirmNames: () => void;
  readonly reconnect: () => Promise<void>;
  readonly chooseScanner: (key: string) => void;
  readonly saveInkCard: (still: Uint8Array, camera: string) => void;
  readonly readChip: (key: ChipKey) => void;
  readonly cancelChip: () => void;
  readonly keepFields: (fields: readonly FieldName[]) => void;
  readonly takeFromChip: (fields: readonly FieldName[]) => void;
  /** Fills empty fields with what is read while the photo is still coming. */
  readonly takeEarly: () => void;
  readonly savePhoto: (still: Uint8Array, camera: string) => void;
  readonly confirmAndSeal: () => void;
  readonly retrySaving: () => void;
}

/** Local date of the station, `yyyy-mm-dd`. */
export function today(): string {
  const now = new Date();
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
}

export function useEnrolment(opened: Draft): Enrolment {
  const { autosave, saving } = useAutosave(opened.id);
  const [state, dispatch] = useReducer(next, opened, (draft) => {
    const whole = autosave.unsaved().reduce(change, draft);
    return openState(whole, firstMissing(whole, today()));
  });
  const { draft } = state;
  const thumbnails = useThumbnails(draft);
  const { keep } = thumbnails;
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });

  const makeChange = useCallback(
    (changes: readonly DraftChange[]): Promise<boolean> => {
      dispatch({ kind: 'changed', changes });
      return autosave.change(changes);
    },
    [autosave],
  );

  useEffect(() => on('chip.progress', (progress) => dispatch({ kind: 'chip-progress', progress })), []);

  useEffect(() => {
    const fields = fieldsFromList(opened);
    if (fields !== null && autosave.unsaved().length === 0) void makeChange([{ kind: 'fields', fields }]);
  }, [opened, autosave, makeChange]);

  async function capture(step: FingerStep, only?: Finger): Promise<void> {
    if (latest.current.capturing) return;
    dispatch({ kind: 'capture-started' });
    // An exception that main does not know yet would make the scanner wait for a finger that is not there.
    await autosave.flush();
    captured(await (only === undefined ? ask('scanner.step', opened.id, step) : ask('scanner.step', opened.id, step, only)));
  }

  async function recut(places: readonly FingerPlace[]): Promise<void> {
    if (latest.current.capturing) return;
    dispatch({ kind: 'capture-started', recut: true });
    await autosave.flush();
    captured(await ask('scanner.recut', opened.id, places));
  }

  function captured(answer: Calls['scanner.step']['result'] | { readonly ok: false; readonly fault: Fault<AskFault> }): void {
    if (!answer.ok) return dispatch({ kind: 'capture-failed', fault: answer.fault });
    const { draft, saved, ...outcome } = answer.value;
    for (const one of outcome.found) keep(one.part, one.thumbnail);
    durable(draft, saved.at);
    dispatch({ kind: 'captured', outcome });
    // Names that were guessed are looked at before it goes on.
    if (outcome.slap?.isSure !== false) propose(draft);
  }

  function propose(draft: Draft): void {
    const proposed = nextStep(draft);
    if (proposed !== null) dispatch({ kind: 'finger-step', step: proposed, finger: null });
  }

  async function reconnect(): Promise<void> {
    const answer = await ask('scanner.reconnect');
    dispatch(answer.ok ? { kind: 'scanner-fault-cleared' } : { kind: 'capture-failed', fault: answer.fault });
  }

  async function readChip(key: ChipKey): Promise<void> {
    if (latest.current.chipReading !== null) return;
    dispatch({ kind: 'chip-started' });
    // What was decided of the reading before must not count for the new one.
    await autosave.flush();
    const answer = await ask('chip.read', opened.id, key);
    if (!answer.ok) return dispatch({ kind: 'chip-failed', fault: answer.fault });
    const { fields, photo, facts, draft, saved } = answer.value;
    durable(draft, saved.at);
    dispatch({ kind: 'chip-read', photo });
    // Where something is wrong with the chip, each of its values is the officer's to take.
    if (facts.some(isAlarming)) return;
    const present = autosave.unsaved().reduce(change, draft).fields;
    const taken = takenAtOnce(present, fields);
    if (Object.keys(taken).length > 0) await makeChange([{ kind: 'fields', fields: taken }]);
  }

  async function savePhoto(still: Uint8Array, camera: string): Promise<void> {
    dispatch({ kind: 'photo-started' });
    const answer = await ask('photo.save', opened.id, still, camera);
    if (answer.ok) {
      keep(answer.value.part.id, answer.value.thumbnail);
      durable(answer.value.draft, answer.value.saved.at);
    }
    dispatch({ kind: 'photo-done', fault: answer.ok ? null : answer.fault });
  }

  async function saveInkCard(still: Uint8Array, camera: string): Promise<void> {
    dispatch({ kind: 'card-started' });
    const answer = await ask('ink-card.save', opened.id, still, camera);
    if (answer.ok) {
      keep(answer.value.part.id, answer.value.thumbnail);
      durable(answer.value.draft, answer.value.saved.at);
    }
    dispatch({ kind: 'card-done', fault: answer.ok ? null : answer.fault });
  }

  async function confirmAndSeal(): Promise<void> {
    if (latest.current.sealing) return;
    dispatch({ kind: 'seal-started' });
    const confirmed = await makeChange([{ kind: 'confirmed', confirmation: { by: 'citizen', at: Date.now() } }]);
    if (!confirmed) return dispatch({ kind: 'seal-failed', fault: autosave.state().fault });
    const answer = await ask('dossier.seal', opened.id);
    if (answer.ok) return dispatch({ kind: 'sealed', row: answer.value });
    // A part that was found damaged is out of the draft now: its step asks for it again.
    const left = await ask('dossier.open', opened.id);
    if (left.ok) dispatch({ kind: 'draft', draft: left.value, unsaved: autosave.unsaved() });
    dispatch({ kind: 'seal-failed', fault: answer.fault });
  }

  function durable(draft: Draft, at: number): void {
    autosave.note({ at });
    dispatch({ kind: 'draft', draft, unsaved: autosave.unsaved() });
  }

  return {
    state,
    draft,
    findings: check(draft, today()),
    saving,
    thumbnails,
    type(field, text) {
      dispatch({ kind: 'typed', field, text });
      autosave.field(field, fieldTyped(state, field, text));
    },
    leaveField: (field) => dispatch({ kind: 'left-field', field }),
    change: (changes) => void makeChange(changes),
    goTo(step) {
      void autosave.flush();
      dispatch({ kind: 'step', step });
    },
    chooseStep: (step, finger) => dispatch({ kind: 'finger-step', step, finger: finger ?? null }),
    capture: (step, only) => void capture(step, only),
    cancelCapture: () => void call('scanner.cancel'),
    recut: (places) => void recut(places),
    confirmNames: () => {
      const names: DraftChange = { kind: 'names-confirmed', parts: latest.current.outcome?.found.map((one) => one.part) ?? [] };
      dispatch({ kind: 'names-confirmed' });
      propose(change(latest.current.draft, names));
      void makeChange([names]);
    },
    reconnect,
    chooseScanner: (key) => void ask('scanner.choose', key).then((answer) => dispatch(answer.ok ? { kind: 'scanner-fault-cleared' } : { kind: 'capture-failed', fault: answer.fault })),
    saveInkCard: (still, camera) => void saveInkCard(still, camera),
    readChip: (key) => void readChip(key),
    cancelChip: () => void call('chip.cancel'),
    keepFields: (fields) => void makeChange([{ kind: 'chip-kept', fields }]),
    takeEarly: () => {
      const { chipEarly, draft: present } = latest.current;
      const fields = chipEarly === null ? {} : takenAtOnce(present.fields, chipEarly);
      if (Object.keys(fields).length > 0) void makeChange([{ kind: 'fields', fields }]);
    },
    takeFromChip: (fields) => {
      const { chip } = latest.current.draft;
      if (chip !== null) void makeChange([{ kind: 'fields', fields: fromChip(chip.fields, fields) }]);
    },
    savePhoto: (still, camera) => void savePhoto(still, camera),
    confirmAndSeal: () => void confirmAndSeal(),
    retrySaving: () => void autosave.flush(),
  };
}
