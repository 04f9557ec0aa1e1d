/** The scanner's side asks, the threads answer. A fault of theirs costs a rating or a proposal, never a picture. */
import type { Result } from '../../../sync/core/result.js';
import type { FingerAnalysis } from '../../fingerprint/analysis.js';
import { withoutAnalysis } from '../../fingerprint/analysis.js';
import type { Glance } from '../quality/glance.js';
import type { AnalysisFault } from './pool.js';
import { openAnalysis } from './pool.js';

/** Milliseconds: the verdict on an older live picture helps nobody. */
const GLANCE_DEADLINE = 1000;
/** Milliseconds that two prints take on a slow machine. */
const PAIR = 8;

/** One thread for live pictures, two for captures, each started when first needed. `workerFile`: the built file of worker.ts. */
export function openScannerAnalysis(workerFile: string | URL): FingerAnalysis {
  const pool = openAnalysis({ workerFile, workers: 2 });
  const live = openAnalysis({ workerFile, deadline: GLANCE_DEADLINE });
  const without = withoutAnalysis();
  const or = async <Value>(asked: Promise<Result<Value, AnalysisFault>>, instead: () => Promise<Value>): Promise<Value> => {
    const answer = await asked;
    return answer.ok ? answer.value : instead();
  };
  return {
    segment: (image, expected) => or(pool.segment([image, expected]), () => without.segment(image, expected)),
    cutAndRate: async (image, places, impression) => {
      // One job a finger, so that both threads are at it.
      const cut = await Promise.all(places.map((place) => or(pool.cutAndRate([image, [place], impression]), () => without.cutAndRate(image, [place], impression))));
      return cut.flat();
    },
    rate: (image, about) => or(pool.ratePrint([image, about]), () => without.rate(image, about)),
    compare: (prints, day) => or(pool.compare([prints, day], { deadline: 20_000 + PAIR * prints.length * (prints.length + day.length) }), () => without.compare(prints, day)),
    glance: (image, pixelsPerInch, isRolled) => or<Glance | null>(live.glance([image, pixelsPerInch, isRolled], { give: true }), async () => null),
    close: async () => {
      await Promise.all([pool.close(), live.close()]);
    },
  };
}
