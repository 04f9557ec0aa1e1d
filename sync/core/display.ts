/** Sizes and durations as a number and a unit, for a sentence in any language. */

export interface Quantity<Unit extends string> {
  readonly value: number;
  readonly unit: Unit;
}

/** Decimal units, as disks are sold: one digit after the point under 10, else none. */
export function sizeParts(bytes: number): Quantity<'B' | 'kB' | 'MB' | 'GB' | 'TB'> {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  let value = Math.max(0, bytes);
  let step = 0;
  // 999.5 would be written 1000.
  while (value >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  const rounded = step > 0 && value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
  return { value: rounded, unit: units[step] ?? 'TB' };
}

/** One unit is enough: "about 4 minutes". Rounded up, so that what is left is never said to be less than it is. */
export function durationParts(milliseconds: number): Quantity<'second' | 'minute' | 'hour' | 'day'> {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return { value: seconds, unit: 'second' };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return { value: minutes, unit: 'minute' };
  const hours = Math.ceil(minutes / 60);
  return hours < 48 ? { value: hours, unit: 'hour' } : { value: Math.ceil(hours / 24), unit: 'day' };
}

/** Milliseconds left at that speed; null while nothing moves. */
export function timeLeft(bytesLeft: number, bytesPerSecond: number): number | null {
  return bytesPerSecond > 0 ? (bytesLeft / bytesPerSecond) * 1000 : null;
}

/** Milliseconds left of a work that went on evenly so far; null before its first step. */
export function timeLeftOf(done: number, total: number, elapsed: number): number | null {
  return done > 0 ? (elapsed / done) * Math.max(0, total - done) : null;
}
