/** Names of people: one spelling of each letter, what may stand in a name, and what search compares. */

/** Characters that are not seen but tell two texts apart: zero-width ones, joiners, directions, soft hyphen, byte order mark. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** NFC, unseen characters dropped, every run of spaces (of any kind) one space, none at the ends. */
export function normaliseText(text: string): string {
  // Most cells of a list are digits.
  if (/^[!-~]*( [!-~]+)*$/.test(text) && !text.startsWith(' ')) return text;
  // Composed first and last: a dropped joiner can bring a letter and its mark together.
  return text.normalize('NFC').replace(invisible, '').replace(/\s+/gu, ' ').trim().normalize('NFC');
}

/** As a name is kept: `normaliseText`, with the several apostrophes and hyphens written as one. */
export function normaliseName(text: string): string {
  return normaliseText(text).replace(/[\u2018\u2019\u02BC\u00B4`]/gu, "'").replace(/[\u2010\u2011\u2012\u2013]/gu, '-');
}

const letters = (() => {
  const plain = 'abcdeghiklmnopqrstuvxyđăâêôơưfjwz';
  const tones = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
  const toned = [...'aăâeêioôơuưy'].flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')));
  const lower = [...plain, ...toned];
  return new Set([...lower, ...lower.map((letter) => letter.toUpperCase())]);
})();

/** A letter of Vietnamese, or one of f j w z: ethnic minorities' and foreigners' names have them on the card. */
export function isNameLetter(character: string): boolean {
  return letters.has(character);
}

/** Characters of a normalised name that headquarters would refuse, each once, in order. Empty when the name is clean. */
export function nameFaults(name: string): readonly string[] {
  const found = [...name].filter((character) => !letters.has(character) && character !== ' ' && character !== "'" && character !== '-');
  // A name of marks alone is no name.
  if (found.length === 0 && name !== '' && ![...name].some(isNameLetter)) return [...new Set(name)];
  return [...new Set(found)];
}

/** Characters of a free text (address, features) that headquarters would refuse: what is not a letter, digit, space or plain punctuation. */
export function textFaults(text: string): readonly string[] {
  return [...new Set([...text].filter((character) => !/[\p{Script=Latin}\p{Nd} ,.;:/()'"’“”&+#%°–-]/u.test(character)))];
}

/** For search: lower case, no diacritics, đ as d; one character for each of an NFC text of Vietnamese letters. */
export function foldName(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC');
}

/** As on the card. */
export function upperName(name: string): string {
  return normaliseName(name).toUpperCase();
}

/** Whether two names are the same on the card: case, spaces and form of the letters apart. */
export function sameName(a: string, b: string): boolean {
  return upperName(a) === upperName(b);
}
