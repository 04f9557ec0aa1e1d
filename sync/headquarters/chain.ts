/** Whether a manifest fits what is known of its station and its dossier: a missing or replaced dossier shows here. */
import type { Manifest } from '../core/manifest.js';
import { fault, ok, type Result } from '../core/result.js';

export interface Known {
  readonly hash: string;
  readonly station: string;
  readonly dossier: string;
  readonly revision: number;
  readonly counter: number;
  readonly chain: string | null;
}

/**
 * `neighbours`: manifests of this dossier, and those of this station with counter − 1, counter and counter + 1.
 * A missing one before it is a gap, which is noted and not refused: by stick and by network they come in any order.
 */
export function placeInChain(manifest: Manifest, hash: string, neighbours: readonly Known[]): Result<{ readonly gap: boolean }, 'conflict'> {
  const ofDossier = neighbours.filter((one) => one.dossier === manifest.dossier && one.hash !== hash);
  const ofStation = (counter: number): Known | undefined =>
    neighbours.find((one) => one.station === manifest.station && one.counter === counter && one.hash !== hash);

  if (ofDossier.some((one) => one.revision === manifest.revision)) return fault('conflict', 'another manifest has this dossier and revision');
  if (ofDossier.some((one) => one.station !== manifest.station)) return fault('conflict', 'the dossier is another station\'s');
  if (ofStation(manifest.counter) !== undefined) return fault('conflict', 'another manifest has this counter');

  if ((manifest.counter === 1) !== (manifest.chain === null)) return fault('conflict', 'the chain does not fit the counter');
  const before = ofStation(manifest.counter - 1);
  if (before !== undefined && before.hash !== manifest.chain) return fault('conflict', 'the chain is broken before it');
  const after = ofStation(manifest.counter + 1);
  if (after !== undefined && after.chain !== hash) return fault('conflict', 'the chain is broken after it');

  if ((manifest.revision === 1) !== (manifest.previous === null)) return fault('conflict', 'the previous revision does not fit the revision');
  const previous = ofDossier.find((one) => one.revision === manifest.revision - 1);
  if (previous !== undefined && previous.hash !== manifest.previous) return fault('conflict', 'the previous revision is another');
  return ok({ gap: manifest.counter > 1 && before === undefined });
}
