/** What a draft has to say about rolling, by the scanner at hand. Pure. */
import type { Draft } from '../../../sync/core/dossier.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import { printState } from '../../../sync/core/finger-progress.js';
import { fingers } from '../../../sync/core/fingers.js';
import type { Rolling } from '../../../sync/core/prints.js';

/** null where the draft says so already, or nothing is left to roll. */
export function rollingToState(draft: Draft, offer: Pick<ScannerOffer, 'rolled' | 'identity'> | null): Rolling | null {
  if (offer === null) return null;
  const wanted = fingers.some((finger) => ['missing', 'not-possible'].includes(printState(draft, finger, 'rolled')));
  const said = draft.rolling;
  if (!wanted || (said !== null && said.possible === offer.rolled && (offer.rolled || JSON.stringify(said.device) === JSON.stringify(offer.identity)))) return null;
  const { make, model, serial } = offer.identity;
  return { possible: offer.rolled, device: { make, model, serial } };
}
