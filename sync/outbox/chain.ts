/** The station's counter and chain: each manifest names the one before it, so that a missing or replaced dossier shows. */
export interface ChainEnd {
  /** Of the last manifest; 0 before the first. */
  readonly counter: number;
  /** Its hash; null before the first. */
  readonly hash: string | null;
}

/** The end of the chain, from manifests and from the transitions that remember lost ones. */
export function chainEnd(known: readonly ChainEnd[]): ChainEnd {
  return known.reduce((end, one) => (one.counter > end.counter ? one : end), { counter: 0, hash: null });
}
