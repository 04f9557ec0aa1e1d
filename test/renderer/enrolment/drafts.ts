/** Drafts for these tests; all persons are made up. */
import { change, emptyDraft, type Draft, type Field, type FieldName, type Fields, type PartRole } from '../../../sync/core/dossier.js';
import type { FingerCause, FingerQuality, Impression } from '../../../sync/core/finger-capture.js';
import { printRole } from '../../../sync/core/finger-steps.js';
import { fingers as allFingers, type Finger } from '../../../sync/core/fingers.js';
import type { Person } from '../../../sync/core/person.js';

export const dossier = '0196ce85-9000-7000-8000-000000000001';

export const person: Person = {
  id: 'b5a3d0e4-2a53-4b0e-9f0a-1a2b3c4d5e6f', number: '048138001234', name: 'Trần Thị Lài', birth: '1938', sex: 'female', residence: 'permanent',
  address: '27 Hồ Sĩ Phấn', hamlet: 'Tổ 14', ward: 'Phường Hòa Phát', household: 'H-1', phone: '', due: 'card', priority: 'bedridden',
};

export function draftOf(known: Person | null = null): Draft {
  const session = { officer: 'Lê Văn Tám', shift: 'evening', place: 'P. Hòa Phát', businessDay: '2026-05-14' } as const;
  return change(emptyDraft(dossier, 1), { kind: 'begin', person: known, dossierKind: 'exchange', session });
}

export function typed(values: Readonly<Partial<Record<FieldName, string>>>, source: Field['source'] = 'typed'): Fields {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source }]));
}

/** Whatever stood there before. */
export function withPart(draft: Draft, role: PartRole, quality: number | null, causes?: readonly FingerCause[]): Draft {
  const { [role]: _gone, ...parts } = draft.parts;
  const print = causes === undefined ? {} : { print: { impression: 'flat' as const, causes, deviceQuality: null, forRegistration: true, warnings: [] } };
  return change({ ...draft, parts }, {
    kind: 'parts',
    parts: [{ part: { role, id: role.padEnd(64, '0'), size: 1, revision: 1 }, origin: { role, device: null, at: 1, quality, ...print } }],
  });
}

export function withFingers(draft: Draft, fingers: readonly Finger[], quality = 80, impression: Impression = 'flat'): Draft {
  return fingers.reduce((all, finger) => withPart(all, printRole(finger, impression), quality), draft);
}

/** All twenty. */
export function withHands(draft: Draft): Draft {
  return withFingers(withFingers(draft, allFingers), allFingers, 80, 'rolled');
}

export function qualityOf(score: number, causes: readonly FingerCause[] = []): FingerQuality {
  return { score, area: 1, contrast: 1, coherence: 1, moisture: 0, pressure: 0, minutiae: 30, causes };
}
