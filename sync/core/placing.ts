/** Which of the parts that were taken stands in its place. Pure. */
import type { Draft, PartRole } from './dossier.js';
import { printOf, type PrintRole } from './finger-steps.js';
import { isBetter, type Placed } from './prints.js';

/** As the change `parts` says. */
export function withPart(draft: Draft, one: Placed): Draft {
  const { role } = one.part;
  const parts = { ...draft.parts, [role]: one };
  if (!isPrint(role)) return { ...draft, parts };
  const present = draft.parts[role];
  const tries = { ...draft.tries, [role]: [...(draft.tries[role] ?? []), one] };
  return { ...draft, tries, parts: present === undefined || isBetter(one.origin, present.origin) ? parts : draft.parts };
}

/** As the change `names-confirmed` says: a print whose finger is known now may be better than the one that stands in its place. */
export function withNames(draft: Draft, parts: ReadonlySet<string>): Draft {
  const named = (one: Placed): Placed => {
    if (!parts.has(one.part.id) || one.origin.print === undefined) return one;
    const { guessed: _guessed, ...print } = one.origin.print;
    return { ...one, origin: { ...one.origin, print } };
  };
  return Object.values(draft.tries).flat().filter((one) => parts.has(one.part.id)).reduce((before, one) => {
    const role = one.part.role as PrintRole;
    const tries = { ...before.tries, [role]: before.tries[role]?.map(named) ?? [] };
    const present = before.parts[role];
    const [known, there] = [named(one), present && named(present)];
    return { ...before, tries, parts: { ...before.parts, [role]: there === undefined || isBetter(known.origin, there.origin) ? known : there } };
  }, draft);
}

function isPrint(role: PartRole): role is PrintRole {
  return printOf(role) !== null;
}
