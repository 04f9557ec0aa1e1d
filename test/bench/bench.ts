/** What a bench is, and the few figures that all of them need. */

export interface BenchResult {
  readonly value: number;
  readonly unit: string;
  /** The most that is wanted. */
  readonly target: number;
  readonly ok: boolean;
  /** Title and figure, for the table. */
  readonly rows: readonly (readonly [string, string])[];
  readonly [detail: string]: unknown;
}

export interface Bench {
  readonly what: string;
  readonly run: () => Promise<BenchResult>;
}

/** The value below which that share of the values lies; `share` in 0–1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw Error('no values to measure');
  return value;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
