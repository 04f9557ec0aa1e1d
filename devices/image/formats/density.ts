/** Pixels per inch and per metre. Files keep whole pixels per metre: 500 ppi is 19685. */

export function perInch(perMetre: number): number {
  return Math.round(perMetre * 0.0254);
}

export function perMetre(pixelsPerInch: number): number {
  return Math.round(pixelsPerInch / 0.0254);
}

/** Of both directions: null where one is not told, or they differ. */
export function common(across: number, down: number): number | null {
  return across > 0 && across === down ? across : null;
}
