/** The dossier in hand: what is known, from where, and how changes of it add up. */
import type { ChipFact } from './chip-facts.js';
import type { PrintRole } from './finger-steps.js';
import type { Finger, FingerException } from './fingers.js';
import type { Person } from './person.js';
import { withNames, withPart } from './placing.js';
import { attemptOf, type FingerAttempt, type Placed, type PrintOrigin, type Rolling, type SlapAttempt, type Templates, type Tries } from './prints.js';

export const dossierKinds = ['first-issue', 'exchange', 'reissue', 'eid-account'] as const;
export type DossierKind = (typeof dossierKinds)[number];

/** The form's fields. Dates are PartialDate, sex is 'male' | 'female', numbers are digits only, texts are NFC. */
export const fieldNames = [
  'number', 'fullName', 'birth', 'sex', 'nationality', 'ethnicity', 'religion', 'origin', 'residence',
  'hamlet', 'ward', 'phone', 'email', 'oldNumber', 'cardIssued', 'cardExpiry', 'father', 'mother', 'spouse', 'features',
] as const;
export type FieldName = (typeof fieldNames)[number];

export const fieldSources = ['typed', 'chip', 'qr', 'mrz', 'worklist', 'headquarters'] as const;
export type FieldSource = (typeof fieldSources)[number];

export interface Field {
  readonly value: string;
  readonly source: FieldSource;
}
export type Fields = Readonly<Partial<Record<FieldName, Field>>>;

/**
 * What a part holds. `finger-N` and `rolled-N` are one ISO/IEC 19794-4:2011 record of ISO finger N, flat and rolled; `ink-card` is a
 * picture of a card with inked prints; `chip-…` is an elementary file, raw as read.
 */
export type PartRole =
  | 'form'
  | 'photo'
  | PrintRole
  | 'ink-card'
  | 'chip-card-access' | 'chip-com' | 'chip-sod'
  | 'chip-dg1' | 'chip-dg2' | 'chip-dg11' | 'chip-dg12' | 'chip-dg13' | 'chip-dg14' | 'chip-dg15';

/** A part in the vault. */
export interface Part {
  readonly role: PartRole;
  /** SHA-256 of the ciphertext, 64 lower-case hex digits: the part's name in the vault and at headquarters. */
  readonly id: string;
  /** Length of the ciphertext, bytes. */
  readonly size: number;
  /** The revision whose data key opens it. */
  readonly revision: number;
}

/** How one part came to be: kept with the dossier, shown on the screens, sent inside the form. */
export interface PartOrigin {
  readonly role: PartRole;
  readonly device: { readonly make: string; readonly model: string; readonly serial: string } | null;
  /** Milliseconds since 1970-01-01 UTC, by the station's clock. */
  readonly at: number;
  /** 0–100: of a print by this station's own indicator, else as the device gave it; null where there is none. */
  readonly quality: number | null;
  /** Of a print; absent from those of stations that knew slaps alone, whose quality is the device's. */
  readonly print?: PrintOrigin;
  /** Who took it, who need not be who seals; absent from those of stations that did not tell. */
  readonly by?: Pick<Session, 'officer' | 'shift'>;
}

export interface Session {
  readonly officer: string;
  readonly shift: 'morning' | 'afternoon' | 'evening';
  readonly place: string;
  /** `yyyy-mm-dd`: the day on which the shift was opened, also after midnight. */
  readonly businessDay: string;
}

export interface Confirmation {
  readonly by: 'citizen' | 'guardian';
  readonly at: number;
}

/** What the last reading of the chip said and proved: kept with the dossier, so that a restart asks the officer the same questions again. */
export interface ChipRecord {
  /** Milliseconds since 1970-01-01 UTC, by the station's clock. */
  readonly at: number;
  readonly facts: readonly ChipFact[];
  /** As the chip has them, whatever the form says. */
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
  /** Fields in which the officer keeps the form, against the chip. */
  readonly kept: readonly FieldName[];
}

/** One change of a draft: what one journal entry holds. */
export type DraftChange =
  | { readonly kind: 'begin'; readonly person: Person | null; readonly dossierKind: DossierKind; readonly session: Session }
  | { readonly kind: 'fields'; readonly fields: Fields }
  /** A print is kept with the tries of its finger, and stands in its place where it is no worse than the one there; any other part replaces. */
  | { readonly kind: 'parts'; readonly parts: readonly Placed[] }
  /** The officer brings back another of the tries, or takes the print out of its place (null). */
  | { readonly kind: 'print-chosen'; readonly role: PrintRole; readonly part: string | null }
  /** The names that were guessed for these prints are right. */
  | { readonly kind: 'names-confirmed'; readonly parts: readonly string[] }
  /** Of the prints that are taken with it; nothing of the draft. */
  | { readonly kind: 'templates'; readonly templates: Templates }
  | { readonly kind: 'rolling'; readonly rolling: Rolling }
  /** Another reading takes the place of the one before, with what was decided about it. */
  | { readonly kind: 'chip-facts'; readonly facts: readonly ChipFact[]; readonly fields: ChipRecord['fields']; readonly at: number }
  | { readonly kind: 'chip-kept'; readonly fields: readonly FieldName[] }
  | { readonly kind: 'exception'; readonly exception: FingerException }
  | { readonly kind: 'exception-lifted'; readonly finger: Finger }
  | { readonly kind: 'attempt'; readonly attempt: FingerAttempt | SlapAttempt }
  /** The officer accepts a check's warning, with the reason in words. */
  | { readonly kind: 'accepted'; readonly check: string; readonly note: string }
  | { readonly kind: 'confirmed'; readonly confirmation: Confirmation }
  /** A confirmation counts for what was read back: any later change of content takes it away. */
  | { readonly kind: 'session'; readonly session: Session };

/** A draft: the sum of its changes. */
export interface Draft {
  /** UUIDv7. */
  readonly id: string;
  readonly revision: number;
  readonly kind: DossierKind;
  readonly person: Person | null;
  readonly session: Session;
  readonly fields: Fields;
  readonly parts: Readonly<Partial<Record<PartRole, Placed>>>;
  readonly tries: Tries;
  /** null while no scanner was asked. */
  readonly rolling: Rolling | null;
  /** null where no chip was read. */
  readonly chip: ChipRecord | null;
  readonly exceptions: readonly FingerException[];
  readonly attempts: readonly FingerAttempt[];
  readonly accepted: Readonly<Record<string, string>>;
  readonly confirmation: Confirmation | null;
}

/** The form part: canonical JSON of this, sealed like every part. */
export interface Form {
  readonly version: 1;
  readonly dossier: string;
  readonly revision: number;
  readonly kind: DossierKind;
  readonly person: string | null;
  readonly session: Session;
  readonly fields: Fields;
  readonly origins: readonly PartOrigin[];
  readonly exceptions: readonly FingerException[];
  readonly attempts: readonly (FingerAttempt | SlapAttempt)[];
  readonly accepted: Readonly<Record<string, string>>;
  readonly confirmation: Confirmation;
  /** Absent where no scanner was asked. */
  readonly rolling?: Rolling;
  /** Absent where no chip was read. What the chip says in words is in its parts. */
  readonly chip?: Omit<ChipRecord, 'fields'>;
}

/** Adds one change to a draft. Pure; a change of content takes the confirmation away. */
export function change(draft: Draft, next: DraftChange): Draft {
  switch (next.kind) {
    case 'begin':
      return { ...draft, person: next.person, kind: next.dossierKind, session: next.session };
    case 'session':
      return { ...draft, session: next.session };
    case 'fields':
      return { ...draft, fields: { ...draft.fields, ...next.fields }, confirmation: null };
    case 'parts':
      return { ...next.parts.reduce(withPart, draft), confirmation: null };
    case 'print-chosen': {
      const { [next.role]: _taken, ...others } = draft.parts;
      const chosen = draft.tries[next.role]?.find((one) => one.part.id === next.part);
      if (next.part !== null && chosen === undefined) return draft;
      return { ...draft, parts: chosen === undefined ? others : { ...others, [next.role]: chosen }, confirmation: null };
    }
    case 'names-confirmed':
      return { ...withNames(draft, new Set(next.parts)), confirmation: null };
    case 'templates':
      return draft;
    case 'rolling':
      return { ...draft, rolling: next.rolling, confirmation: null };
    case 'chip-facts':
      return { ...draft, chip: { at: next.at, facts: next.facts, fields: next.fields, kept: [] }, confirmation: null };
    case 'chip-kept':
      return draft.chip === null ? draft : { ...draft, chip: { ...draft.chip, kept: [...new Set([...draft.chip.kept, ...next.fields])] } };
    case 'exception': {
      const others = draft.exceptions.filter((one) => one.finger !== next.exception.finger);
      return { ...draft, exceptions: [...others, next.exception].sort((a, b) => a.finger - b.finger), confirmation: null };
    }
    case 'exception-lifted':
      return { ...draft, exceptions: draft.exceptions.filter((one) => one.finger !== next.finger), confirmation: null };
    case 'attempt':
      return { ...draft, attempts: [...draft.attempts, attemptOf(next.attempt)] };
    case 'accepted':
      return { ...draft, accepted: { ...draft.accepted, [next.check]: next.note } };
    case 'confirmed':
      return { ...draft, confirmation: next.confirmation };
  }
}

/** A draft before its first change. */
export function emptyDraft(id: string, revision: number): Draft {
  return {
    id, revision, kind: 'first-issue', person: null,
    session: { officer: '', shift: 'morning', place: '', businessDay: '' },
    fields: {}, parts: {}, tries: {}, rolling: null, chip: null, exceptions: [], attempts: [], accepted: {}, confirmation: null,
  };
}

export function formOf(draft: Draft, confirmation: Confirmation): Form {
  return {
    version: 1, dossier: draft.id, revision: draft.revision, kind: draft.kind, person: draft.person?.id ?? null,
    session: draft.session, fields: draft.fields,
    origins: Object.values(draft.parts).map((one) => one.origin),
    exceptions: draft.exceptions, attempts: draft.attempts, accepted: draft.accepted, confirmation,
    ...(draft.rolling === null ? {} : { rolling: draft.rolling }),
    ...(draft.chip === null ? {} : { chip: { at: draft.chip.at, facts: draft.chip.facts, kept: draft.chip.kept } }),
  };
}

/** What a form and its parts say, for whoever opened them: without the list's person, whom the form only names. */
export function draftOf(form: Form, parts: readonly Part[]): Draft {
  const origins = new Map(form.origins.map((origin) => [origin.role, origin]));
  const placed = parts.flatMap((part): (readonly [PartRole, Placed])[] => {
    const origin = origins.get(part.role);
    return origin === undefined ? [] : [[part.role, { part, origin }]];
  });
  return {
    ...emptyDraft(form.dossier, form.revision), kind: form.kind, session: form.session, fields: form.fields, parts: Object.fromEntries(placed),
    rolling: form.rolling ?? null, exceptions: form.exceptions, attempts: form.attempts.map(attemptOf), accepted: form.accepted, confirmation: form.confirmation,
  };
}
