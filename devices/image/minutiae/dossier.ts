/** What seems wrong between the prints of a dossier, and between them and the day's others: warned of and named, never a block. */
import type { FingerWarning } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { matchTemplates, sameFinger } from './match.js';
import type { Template } from './template.js';

/** A finger may have several: flat and rolled. */
export interface DossierPrint {
  readonly finger: Finger;
  readonly template: Template;
}

export interface DayPrint extends DossierPrint {
  /** Its id. */
  readonly dossier: string;
}

interface Alike {
  readonly finger: Finger;
  readonly like: Finger;
  readonly score: number;
}

/**
 * Likest first. `finger-duplicate`: one finger under two names; `wrong-hand`: under two names of different hands, several times or against
 * its own other print; `finger-swapped`: a print unlike the other one of its name and like another finger's.
 */
export function compareDossier(all: readonly DossierPrint[], day: readonly DayPrint[] = []): readonly FingerWarning[] {
  // What was no finger, or is no longer one, is unlike everything, and says nothing.
  const prints = all.filter(({ template }) => template.count > 0);
  const stranger = strangers(prints);
  const alike = pairsAlike(prints);
  const acrossHands = alike.filter(({ finger, like }) => handOf(finger) !== handOf(like)).length;
  const own = alike.map(({ finger, like, score }): FingerWarning => {
    // The name that its own other print contradicts is the wrong one.
    const [wrong, right] = stranger.has(like) && !stranger.has(finger) ? [like, finger] : [finger, like];
    const across = handOf(finger) !== handOf(like);
    const code = across && (acrossHands > 1 || stranger.has(wrong)) ? 'wrong-hand' : stranger.has(wrong) ? 'finger-swapped' : 'finger-duplicate';
    return { code, finger: wrong, like: right, dossier: null, score };
  });
  return [...own, ...day.flatMap((other) => likeOther(prints, other))].sort((a, b) => b.score - a.score);
}

/** Fingers with two prints that are not of one finger. */
function strangers(prints: readonly DossierPrint[]): ReadonlySet<Finger> {
  const found = new Set<Finger>();
  prints.forEach((print, at) => {
    const others = prints.filter((other, place) => place !== at && other.finger === print.finger);
    if (others.length > 0 && others.every((other) => matchTemplates(print.template, other.template) < sameFinger)) found.add(print.finger);
  });
  return found;
}

/** Fingers of different names that look alike, each pair once; the later one is `finger`. */
function pairsAlike(prints: readonly DossierPrint[]): readonly Alike[] {
  const best = new Map<string, Alike>();
  prints.forEach((print, at) => {
    for (const before of prints.slice(0, at)) {
      if (before.finger === print.finger) continue;
      const score = matchTemplates(print.template, before.template);
      const key = [print.finger, before.finger].sort((a, b) => a - b).join();
      if (score >= sameFinger && score > (best.get(key)?.score ?? 0)) best.set(key, { finger: print.finger, like: before.finger, score });
    }
  });
  return [...best.values()];
}

function likeOther(prints: readonly DossierPrint[], other: DayPrint): readonly FingerWarning[] {
  const scored = prints.map((print) => ({ print, score: matchTemplates(print.template, other.template) })).sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best && best.score >= sameFinger ? [{ code: 'finger-duplicate', finger: best.print.finger, like: other.finger, dossier: other.dossier, score: best.score }] : [];
}

function handOf(finger: Finger): 'right' | 'left' {
  return finger <= 5 ? 'right' : 'left';
}
