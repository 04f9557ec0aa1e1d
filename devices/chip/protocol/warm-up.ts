/** What a first card would have to wait for: tables of the usual curve, and its arithmetic compiled, which takes a few runs. Done before one is laid on. */
import { standardGroup } from './groups.js';

/** Standardized domain parameters that most cards have: brainpoolP256r1. */
const usualCurve = 13;
const runs = 8;

/** In slices of some milliseconds, so that whatever else the process does goes on; until the signal. */
export function warmUp(signal: AbortSignal): void {
  const group = standardGroup(usualCurve);
  if (group?.mappedKey === undefined) return;
  const { generator, mappedKey } = group;
  const nonce = generator.subarray(1, 17);
  const slice = (left: number): void => {
    if (signal.aborted || left === 0) return;
    const secret = group.order / BigInt(left + 2);
    group.sharedSecret(secret, mappedKey(nonce, secret, secret)(generator) ?? generator);
    setImmediate(slice, left - 1);
  };
  setImmediate(slice, runs);
}
