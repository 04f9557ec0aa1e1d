/** Sends the changes of one draft to the vault: soon, in order, one request at a time, and none is ever dropped. */
import type { DraftChange, Field, FieldName, Fields } from '../../../sync/core/dossier.js';
import type { SaveFault } from '../../../sync/core/faults.js';
import type { Saved } from '../../../sync/core/queue.js';
import type { Fault, Result } from '../../../sync/core/result.js';
import { followSaver } from '../../store/saving.js';
import type { AskFault } from '../../store/station.js';

/** Milliseconds of quiet after a key before its field is sent: leaves 150 ms of the 250 ms for the way and the fsync. */
export const quietAfterKey = 80;
/** Milliseconds that a field is held at most while keys go on. */
export const longestHold = 500;
/** So many changes go in one request; main refuses more than 100. */
const mostAtOnce = 50;
const retryAfter = [1_000, 2_000, 5_000, 10_000] as const;

export type Send = (changes: readonly DraftChange[]) => Promise<Result<Saved, SaveFault | AskFault>>;

export interface AutosaveState {
  /** The last durable save, as the vault answered it. */
  readonly saved: Saved | null;
  /** The last attempt failed; cleared by the next success. */
  readonly fault: Fault<SaveFault | AskFault> | null;
  readonly unsaved: number;
}

export interface Autosave {
  /** A key in a field: sent after the quiet, together with its neighbours. */
  readonly field: (name: FieldName, field: Field) => void;
  /** Anything else: sent at once, after the fields that wait. */
  readonly change: (changes: readonly DraftChange[]) => Promise<boolean>;
  /** Sends what waits; true once nothing is unsaved, false when the next attempt failed. */
  readonly flush: () => Promise<boolean>;
  /** The page goes away: what is not known to be durable is handed over now, even beside a request under way. Changes are idempotent. */
  readonly leave: () => void;
  /** A save that another call made durable (a capture, a photo). */
  readonly note: (saved: Saved) => void;
  /** Everything not known to be durable, oldest first. */
  readonly unsaved: () => readonly DraftChange[];
  readonly state: () => AutosaveState;
  readonly onState: (listener: (state: AutosaveState) => void) => () => void;
}

/** `send` answers after the fsync and never rejects. `clock` gives milliseconds of any epoch. */
export function createAutosave(send: Send, clock: () => number = () => performance.now()): Autosave {
  let queue: readonly DraftChange[] = [];
  let fields: Fields = {};
  let firstKey: number | null = null;
  let inFlight: Promise<boolean> | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let failures = 0;
  let state: AutosaveState = { saved: null, fault: null, unsaved: 0 };
  const listeners = new Set<(state: AutosaveState) => void>();

  function unsaved(): readonly DraftChange[] {
    return Object.keys(fields).length === 0 ? queue : [...queue, { kind: 'fields', fields }];
  }

  function tell(next: Partial<AutosaveState>): void {
    state = { ...state, ...next, unsaved: unsaved().length };
    for (const listener of listeners) listener(state);
  }

  function later(milliseconds: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      void push();
    }, milliseconds);
  }

  /** One request. Fields typed while it is under way wait for the next one. */
  async function sendOnce(): Promise<boolean> {
    queue = joined(unsaved());
    fields = {};
    firstKey = null;
    const sent = queue.slice(0, mostAtOnce);
    const result = await send(sent);
    if (result.ok) {
      failures = 0;
      queue = queue.slice(sent.length);
      tell({ saved: result.value, fault: null });
      return true;
    }
    const wait = retryAfter[Math.min(failures, retryAfter.length - 1)] ?? 10_000;
    failures += 1;
    tell({ fault: result.fault });
    later(wait);
    return false;
  }

  async function push(): Promise<boolean> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    for (let before = inFlight; before !== null; before = inFlight) await before;
    let done = true;
    // Fields that are typed meanwhile have their own timer, unless someone waits for everything.
    for (let left = unsaved().length; done && left > 0; left = queue.length) {
      inFlight = sendOnce();
      done = await inFlight;
      inFlight = null;
    }
    return done;
  }

  return {
    field(name, field) {
      const now = clock();
      firstKey ??= now;
      fields = { ...fields, [name]: field };
      tell({});
      later(Math.max(0, Math.min(quietAfterKey, firstKey + longestHold - now)));
    },
    change(changes) {
      queue = [...unsaved(), ...changes];
      fields = {};
      firstKey = null;
      tell({});
      return push();
    },
    flush: push,
    leave() {
      if (inFlight === null) void push();
      else void send(unsaved().slice(0, mostAtOnce)).then((result) => tell(result.ok ? { saved: result.value } : { fault: result.fault }));
    },
    note(saved) {
      if (saved.at >= (state.saved?.at ?? 0)) tell({ saved });
    },
    unsaved,
    state: () => state,
    onState(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Neighbouring changes of fields are one change. */
function joined(changes: readonly DraftChange[]): readonly DraftChange[] {
  return changes.reduce<readonly DraftChange[]>((all, one) => {
    const last = all.at(-1);
    if (last?.kind !== 'fields' || one.kind !== 'fields') return [...all, one];
    return [...all.slice(0, -1), { kind: 'fields', fields: { ...last.fields, ...one.fields } }];
  }, []);
}

const kept = new Map<string, Autosave>();

/**
 * The one autosave of a dossier. It outlives the screen: what could not be saved when the officer left
 * goes on being tried, and is still there when the dossier is opened again.
 */
export function autosaveOf(dossier: string, send: Send): Autosave {
  const present = kept.get(dossier);
  if (present !== undefined) return present;
  const made = createAutosave(send);
  kept.set(dossier, made);
  followSaver(dossier, made);
  return made;
}
