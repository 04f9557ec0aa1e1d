/** 50 simulated people, two fingers each, three impressions of each: do all of a finger's impressions look more alike than any two fingers? */
import { impression } from '../../devices/fingerprint/synthetic/impression.js';
import { pressWith } from '../../devices/fingerprint/synthetic/press.js';
import { between, mixSeed, random } from '../../devices/fingerprint/synthetic/random.js';
import { findMinutiae } from '../../devices/image/minutiae/find.js';
import { matchTemplates, sameFinger } from '../../devices/image/minutiae/match.js';
import { templateFromBytes, templateToBytes, type Template } from '../../devices/image/minutiae/template.js';
import { grownFinger } from '../devices/image/simulated-fingers.js';
import { median, milliseconds, type Bench } from './bench.js';

const people = 50;
const firstPerson = 7001;
const hands = [2, 8] as const;
const impressions = 3;
const strangers = 5000;
/** Milliseconds for all pairs of ten fingers. */
const dossierTarget = 1000;

export const match: Bench = {
  what: `${people} people × 2 fingers × 3 impressions: genuine and 5,000 chance pairs do not overlap; 45 pairs ≤ 1 s`,
  async run() {
    const { fingers, times } = await extracted();
    const genuine = fingers.flatMap((one) => pairsOf(one).map(([a, b]) => matchTemplates(a, b)));
    const next = random(mixSeed(firstPerson, 71));
    const draw = (count: number): number => Math.floor(next() * count);
    const chance = Array.from({ length: strangers }, () => {
      const one = draw(fingers.length);
      const other = (one + 1 + draw(fingers.length - 1)) % fingers.length;
      return matchTemplates(at(at(fingers, one), draw(impressions)), at(at(fingers, other), draw(impressions)));
    });
    const [weakest, strongest] = [Math.min(...genuine), Math.max(...chance)];
    const dossiers = Array.from({ length: 5 }, (_, part) => timeOfDossier(fingers.slice(part * 10, part * 10 + 10).map((one) => at(one, part % impressions))));
    const value = Math.max(strongest / weakest, median(dossiers) / dossierTarget);
    return {
      value: Number(value.toFixed(3)), unit: 'chance against genuine, or time against 1 s', target: 1, ok: strongest < weakest && median(dossiers) <= dossierTarget,
      weakestGenuine: Number(weakest.toFixed(4)), strongestChance: Number(strongest.toFixed(4)), dossier: Math.round(median(dossiers)), extraction: Number(median(times).toFixed(1)),
      missed: genuine.filter((score) => score < sameFinger).length, falselyFound: chance.filter((score) => score >= sameFinger).length,
      rows: [
        ['genuine pairs', String(genuine.length)], ['weakest, median', `${weakest.toFixed(3)}, ${median(genuine).toFixed(3)}`],
        ['chance pairs', String(chance.length)], ['strongest, median', `${strongest.toFixed(3)}, ${median(chance).toFixed(3)}`],
        [`on the wrong side of ${sameFinger}`, `${genuine.filter((score) => score < sameFinger).length} genuine, ${chance.filter((score) => score >= sameFinger).length} chance`],
        ["a dossier's 45 pairs, p50 of 5", milliseconds(median(dossiers))], ['finding the minutiae of one print, p50', milliseconds(median(times))],
      ],
    };
  },
};

/** The templates of each finger, and how long each took, milliseconds. */
async function extracted(): Promise<{ readonly fingers: readonly (readonly Template[])[]; readonly times: readonly number[] }> {
  const fingers: Template[][] = [];
  const times: number[] = [];
  for (let seed = firstPerson; seed < firstPerson + people; seed++) {
    for (const finger of hands) {
      const grown = await grownFinger(seed, finger);
      const own = random(mixSeed(seed, finger, 72));
      const [wear, scars] = [between(own, 0, 0.5), Math.floor(own() * 3)];
      fingers.push(Array.from({ length: impressions }, (_, attempt) => {
        const press = pressWith({
          wear, scars, moisture: between(own, -0.5, 0.6), pressure: between(own, -0.4, 0.6), contact: between(own, 0.78, 1), warp: between(own, 2, 7),
          rotation: between(own, -15, 15), x: between(own, -12, 12), y: between(own, -12, 12),
        });
        const image = impression(grown, press, mixSeed(seed, finger, attempt));
        const since = performance.now();
        const template = findMinutiae(image);
        times.push(performance.now() - since);
        return template;
      }));
    }
  }
  return { fingers, times };
}

/** Milliseconds for all pairs, from the templates' bytes on. */
function timeOfDossier(prints: readonly Template[]): number {
  const bytes = prints.map(templateToBytes);
  const since = performance.now();
  const templates = bytes.map((one) => templateFromBytes(one) ?? at(prints, 0));
  for (const [a, b] of pairsOf(templates)) matchTemplates(a, b);
  return performance.now() - since;
}

function pairsOf<One>(all: readonly One[]): readonly (readonly [One, One])[] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));
}

function at<One>(all: readonly One[], index: number): One {
  const one = all[index];
  if (one === undefined) throw Error(`nothing at ${index}`);
  return one;
}
