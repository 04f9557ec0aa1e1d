/** Search over the people of a worklist, as one types: 10,000 to 50,000 people, in memory. */
import { showDate } from './dates.js';
import { foldName, normaliseText } from './names.js';
import type { Person } from './person.js';

export interface SearchIndex {
  /** Per person: ` name` as searched, folded and with its marks; the two have the same length, character by character. */
  readonly names: readonly string[];
  readonly markedNames: readonly string[];
  /** Number, phone, dates, hamlet, ward, address, household, likewise. */
  readonly rest: readonly string[];
  readonly markedRest: readonly string[];
  /** 0 is the most urgent. */
  readonly priorities: Uint8Array;
}

const urgency: Readonly<Record<NonNullable<Person['priority']>, number>> = { 'bedridden': 0, 'disabled': 1, 'over-80': 2, 'pupil': 3 };
const noUrgency = 4;

/** About 10 µs and 1 kB per person. */
export function buildIndex(people: readonly Person[]): SearchIndex {
  // Lists repeat words of names, hamlets and wards: each is folded once.
  const known = new Map<string, Word>();
  const once = (text: string): Word => {
    let word = known.get(text);
    if (word === undefined) known.set(text, (word = spelled(text)));
    return word;
  };
  const [names, markedNames, rest, markedRest]: [string[], string[], string[], string[]] = [[], [], [], []];
  for (const person of people) {
    let [name, markedName] = ['', ''];
    for (const part of person.name.split(' ')) {
      const word = once(part);
      name += ` ${word.folded}`;
      markedName += ` ${word.marked}`;
    }
    const [hamlet, ward, address] = [once(person.hamlet), once(person.ward), spelled(`${person.address} ${person.household}`)];
    const numbers = ` ${person.number} ${person.phone} ${showDate(person.birth)}`;
    names.push(name);
    markedNames.push(markedName);
    rest.push(`${numbers} ${hamlet.folded} ${ward.folded} ${address.folded}`);
    markedRest.push(`${numbers} ${hamlet.marked} ${ward.marked} ${address.marked}`);
  }
  const priorities = Uint8Array.from(people, (person) => (person.priority === null ? noUrgency : urgency[person.priority]));
  return { names, markedNames, rest, markedRest, priorities };
}

/** A query and what it found: handed to the next `search`, which looks no further than that when the query only grew. */
export interface Search {
  readonly query: string;
  readonly found: readonly number[];
}

/**
 * Positions in the list that the index was built of, of those who match every word of the query: at a word's start or inside it; in name, number,
 * phone, birth or place. A word typed with diacritics (or đ) matches only where each of them stands; without, where the letters do.
 * Order: every word starts a word of the name, then every word is in the name, then the rest; in each the urgent first, then list order.
 * No word finds all, in list order.
 */
export function search(index: SearchIndex, query: string, previous?: Search): readonly number[] {
  const words = wordsOf(query);
  if (words.length === 0) return index.names.map((_, position) => position);
  const narrowed = previous !== undefined && wordsOf(previous.query).length > 0 && canonical(query).startsWith(canonical(previous.query));
  // List order is what keeps the answer stable.
  const candidates = narrowed ? Int32Array.from(previous.found).sort() : index.names.keys();
  const ranked: number[][] = Array.from({ length: 3 * (noUrgency + 1) }, () => []);
  for (const position of candidates) {
    const rank = rankOf(index, position, words);
    if (rank !== null) ranked[rank * (noUrgency + 1) + (index.priorities[position] ?? noUrgency)]?.push(position);
  }
  return ranked.flat();
}

/** A word as searched; `folded` and `marked` have the same length, character by character. */
interface Word {
  readonly folded: string;
  readonly marked: string;
}

function spelled(text: string): Word {
  const marked = canonical(text);
  return { marked, folded: foldSameLength(marked) };
}

interface QueryWord extends Word {
  /** ` word`: where it starts one. */
  readonly start: string;
}

function wordsOf(query: string): readonly QueryWord[] {
  return canonical(query).split(' ').filter((word) => word !== '').map((marked) => {
    const folded = foldSameLength(marked);
    return { marked, folded, start: ` ${folded}` };
  });
}

/** 0: starts words of the name; 1: inside the name; 2: elsewhere as well; null: no match. */
function rankOf(index: SearchIndex, position: number, words: readonly QueryWord[]): 0 | 1 | 2 | null {
  let rank: 0 | 1 | 2 = 0;
  const [name, markedName] = [index.names[position] ?? '', index.markedNames[position] ?? ''];
  for (const word of words) {
    const place = find(name, markedName, word);
    if (place === 'start') continue;
    if (place === 'inside') rank = rank === 0 ? 1 : rank;
    else if (find(index.rest[position] ?? '', index.markedRest[position] ?? '', word) !== null) rank = 2;
    else return null;
  }
  return rank;
}

function find(folded: string, marked: string, word: QueryWord): 'start' | 'inside' | null {
  if (word.marked === word.folded) return folded.includes(word.start) ? 'start' : folded.includes(word.folded) ? 'inside' : null;
  let inside = false;
  for (let at = folded.indexOf(word.folded); at >= 0; at = folded.indexOf(word.folded, at + 1)) {
    if (!marksAgree(word.marked, marked, at)) continue;
    if (folded[at - 1] === ' ') return 'start';
    inside = true;
  }
  return inside ? 'inside' : null;
}

/** Whether each mark of the word stands on its letter in the text; the text may carry more: `nguyê` is on the way to `nguyễn`. */
function marksAgree(word: string, text: string, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const [typed = '', there = ''] = [word[index], text[at + index]];
    if (typed !== there && !marksOf(typed).every((mark) => marksOf(there).includes(mark))) return false;
  }
  return true;
}

const marks = new Map<string, readonly string[]>();

function marksOf(letter: string): readonly string[] {
  const known = marks.get(letter);
  if (known !== undefined) return known;
  const own = letter === 'đ' ? ['đ'] : letter.normalize('NFD').slice(1).split('');
  marks.set(letter, own);
  return own;
}

/** The tone of òa, óe, úy moved to where the newer spelling has it (oà, oé, uý): both are written, and name the same. */
const olderTone = /([òóỏõọ])([ae])(?!\p{L})|([ùúủũụ])(y)(?!\p{L})/gu;

/** NFC, lower case, one space between words, marks that no letter composes with dropped: one code unit per letter. */
function canonical(text: string): string {
  const lower = normaliseText(text).toLowerCase().replace(/\p{M}|[\u{10000}-\u{10FFFF}]/gu, '').replace(/[,;()]+/g, ' ').replace(/ {2,}/g, ' ').trim();
  return lower.replace(olderTone, (...match: readonly (string | undefined)[]) => {
    const [first = '', second = ''] = [match[1] ?? match[3], match[2] ?? match[4]];
    const [bare = '', tone = ''] = first.normalize('NFD');
    return (bare + second + tone).normalize('NFC');
  });
}

/** `foldName`, where a letter that does not fold to one code unit stays as it is, so that positions agree. */
function foldSameLength(text: string): string {
  const folded = foldName(text);
  return folded.length === text.length ? folded : Array.from(text, (letter) => (foldName(letter).length === letter.length ? foldName(letter) : letter)).join('');
}
