/** A number above zero as WSQ writes it: a whole number of 16 bits and how many places its decimal point moves left. */
export interface ScaledNumber {
  readonly places: number;
  readonly digits: number;
}

/** With as many digits as fit. Throws RangeError where the number itself does not. */
export function scale(value: number): ScaledNumber {
  if (!(value >= 0 && value <= 65_535)) throw RangeError(`${value} does not fit WSQ's numbers`);
  if (value === 0) return { places: 0, digits: 0 };
  let places = 0;
  let digits = value;
  while (digits * 10 < 65_535 && places < 255) {
    digits *= 10;
    places++;
  }
  return { places, digits: Math.round(digits) };
}

export function unscale(places: number, digits: number): number {
  return digits / 10 ** places;
}
