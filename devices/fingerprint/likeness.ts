/** Whether a capture's prints are fingers that are known already: of the same dossier under another name, or of another dossier of the day. */
import type { FingerWarning } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import type { DayTemplate, FingerAnalysis } from './analysis.js';

export interface RatedPrint {
  readonly finger: Finger;
  readonly impression: 'flat' | 'rolled';
  readonly template: Uint8Array;
}

export interface Likeness {
  /**
   * Warnings about these prints; they are known from now on, in place of earlier ones of the same fingers.
   * Kept in memory alone, as numbers of minutiae, until the process ends.
   */
  judge(dossier: string, prints: readonly RatedPrint[]): Promise<readonly FingerWarning[]>;
}

/** Prints of other dossiers that are compared with: the latest ones. A day has a few dozen people. */
const MOST_OF_THE_DAY = 600;

export function openLikeness(analysis: FingerAnalysis): Likeness {
  const dossiers = new Map<string, Map<string, RatedPrint>>();
  return {
    judge: async (dossier, prints) => {
      const known = dossiers.get(dossier) ?? new Map<string, RatedPrint>();
      // The dossier in hand is the latest one.
      dossiers.delete(dossier);
      dossiers.set(dossier, known);
      for (const print of prints) known.set(`${print.finger} ${print.impression}`, print);
      const day = [...dossiers].reverse().flatMap(([other, all]) => (other === dossier ? [] : [...all.values()].map((print): DayTemplate => ({ ...print, dossier: other }))));
      const found = await analysis.compare([...known.values()], day.slice(0, MOST_OF_THE_DAY));
      // What was warned of before is not said again with each further capture.
      const fresh = prints.map((print) => print.finger);
      return found.filter(({ finger, like, dossier: other }) => fresh.includes(finger) || (other === null && fresh.includes(like)));
    },
  };
}
