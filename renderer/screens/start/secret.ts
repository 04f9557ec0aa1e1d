/** A secret as typed, with what an input method or a nervous hand adds taken away: NFC, one space between words, none around. */
export function cleanSecret(typed: string): string {
  return typed.normalize('NFC').trim().replace(/\s+/g, ' ');
}
