/** Finger positions of ISO/IEC 19794-4: 1–5 right thumb to little, 6–10 left thumb to little. */
export const fingers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
export type Finger = (typeof fingers)[number];

/** Slap positions of ISO/IEC 19794-4: 13 right four, 14 left four, 15 two thumbs; in the order of capture. */
export const slaps = [13, 14, 15] as const;
export type Slap = (typeof slaps)[number];

const members: Record<Slap, readonly Finger[]> = { 13: [2, 3, 4, 5], 14: [7, 8, 9, 10], 15: [1, 6] };

/** The fingers that a slap shows when none is missing. */
export function fingersOf(slap: Slap): readonly Finger[] {
  return members[slap];
}

export function slapOf(finger: Finger): Slap {
  return finger === 1 || finger === 6 ? 15 : finger < 6 ? 13 : 14;
}

/** Why a finger cannot be captured. */
export const fingerExceptions = ['amputated', 'bandaged', 'worn', 'deformed', 'paralysed'] as const;
export type FingerExceptionReason = (typeof fingerExceptions)[number];

export interface FingerException {
  readonly finger: Finger;
  readonly reason: FingerExceptionReason;
  readonly permanent: boolean;
  readonly note: string;
  /** Name of the officer who stated it. */
  readonly officer: string;
  /** The finger can be laid and not rolled; absent: it can be taken in no way. */
  readonly only?: 'rolled';
}
