/** A person of headquarters' list, as the worklist holds one. */
export interface Person {
  /** Random UUID given at import; the only value of a person that is stored in clear. */
  readonly id: string;
  /** 12 digits, or '' when the list has none. */
  readonly number: string;
  /** NFC, as written in the list, upper or mixed case. */
  readonly name: string;
  readonly birth: PartialDate;
  readonly sex: Sex | null;
  readonly residence: 'permanent' | 'temporary' | null;
  readonly address: string;
  readonly hamlet: string;
  readonly ward: string;
  readonly household: string;
  /** Digits only, or ''. */
  readonly phone: string;
  readonly due: 'card' | 'eid' | 'both';
  readonly priority: 'bedridden' | 'disabled' | 'over-80' | 'pupil' | null;
}

export type Sex = 'male' | 'female';

/**
 * A date of which day, or day and month, may be unknown: `yyyy-mm-dd`, `yyyy-mm`, `yyyy`; '' when nothing is known.
 * Always a real date as far as it goes; see dates.ts.
 */
export type PartialDate = string;
