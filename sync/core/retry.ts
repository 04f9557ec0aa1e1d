/** When to try again after a failed contact with headquarters. */

/**
 * Milliseconds to wait: none after the first failure when the last contact made progress, else full jitter
 * from a base of one second, doubled each time, at most five minutes; `retryAfter` (milliseconds) is a floor.
 * `random` is in [0, 1).
 */
export function retryDelay(failures: number, progressed: boolean, random: number, retryAfter = 0): number {
  const ceiling = Math.min(300_000, 1000 * 2 ** Math.min(failures, 20));
  const own = progressed && failures <= 1 ? 0 : Math.round(random * ceiling);
  return Math.max(own, retryAfter);
}
