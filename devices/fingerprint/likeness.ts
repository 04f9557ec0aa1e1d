/** Whether a capture's prints are fingers that are known already: of the same dossier under another name, or of another dossier of the day. */
import type { FingerWarning, KnownPrints, RatedPrint } from '../../sync/core/finger-capture.js';
import { templateFromBytes } from '../image/minutiae/template.js';
import type { DayTemplate, FingerAnalysis } from './analysis.js';

export interface Likeness {
  /**
   * Warnings about these prints; they are known from now on, in place of earlier ones of the same fingers.
   * Kept in memory alone, as numbers of minutiae, until the process ends or is told what is still to be known.
   */
  judge(dossier: string, prints: readonly RatedPrint[]): Promise<readonly FingerWarning[]>;
  /** These prints were judged before, the latest dossier last; whatever else is known is forgotten. What is no template is passed over. */
  know(dossiers: readonly KnownPrints[]): void;
}

/** Fingers of other dossiers that are compared with: the latest ones. A day has a few dozen people. */
const MOST_OF_THE_DAY = 600;

type Prints = Map<string, RatedPrint>;

export function openLikeness(analysis: FingerAnalysis): Likeness {
  const dossiers = new Map<string, Prints>();
  const add = (known: Prints, prints: readonly RatedPrint[]): void => {
    for (const { finger, impression, template } of prints) known.set(`${finger} ${impression}`, { finger, impression, template });
  };
  /** The latest one from now on. */
  const take = (dossier: string, prints: readonly RatedPrint[]): Prints => {
    const known = dossiers.get(dossier) ?? new Map<string, RatedPrint>();
    dossiers.delete(dossier);
    dossiers.set(dossier, known);
    add(known, prints);
    return known;
  };
  return {
    judge: async (dossier, prints) => {
      const known = take(dossier, prints);
      const day = [...dossiers].reverse().flatMap(([other, all]) => (other === dossier ? [] : ofTheDay(other, all)));
      // What is new is compared with all others: the rest was when it came, and a whole day takes a while.
      const [own, others] = await Promise.all([analysis.compare([...known.values()], []), analysis.compare(prints, day.slice(0, MOST_OF_THE_DAY))]);
      // What was warned of before is not said again with each further capture.
      const fresh = prints.map((print) => print.finger);
      return [...own.filter(({ finger, like }) => fresh.includes(finger) || fresh.includes(like)), ...others.filter((one) => one.dossier !== null)].sort((a, b) => b.score - a.score);
    },
    know: (all) => {
      dossiers.clear();
      for (const { dossier, prints } of all) take(dossier, prints.filter((print) => templateFromBytes(print.template) !== null));
    },
  };
}

/** One print of each finger tells whether it is the same: the flat one, of which every dossier has most. */
function ofTheDay(dossier: string, prints: Prints): readonly DayTemplate[] {
  return [...prints.values()]
    .filter(({ finger, impression, template }) => template.length > 0 && (impression === 'flat' || !prints.get(`${finger} flat`)?.template.length))
    .map(({ finger, template }) => ({ finger, template, dossier }));
}
