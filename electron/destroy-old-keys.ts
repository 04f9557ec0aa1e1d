/** Takes the station's own wrap of a sealed dossier away 24 hours after sealing, if the day was not closed before. */
import type { Vault } from '../sync/outbox/model.js';

/** Answers a function that ends it. */
export function destroyOldKeys(vault: Vault, now: () => number = Date.now): () => void {
  const destroy = () => {
    vault.destroyKeys((row) => row.mendableUntil !== null && row.mendableUntil <= now()).catch((mistake: unknown) => console.error('old keys remain:', String(mistake)));
  };
  destroy();
  const timer = setInterval(destroy, 60_000);
  return () => clearInterval(timer);
}
