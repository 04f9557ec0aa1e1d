/** Search over the people of a worklist, as one types: 10,000 to 50,000 people, in memory. */
import { showDate } from './dates.js';
import { foldName, normaliseText } from './names.js';
import type { Person } from './person.js';

export interface SearchIndex {
  /** Spells so many people more, and answers whether all are: what is left of it the first query would have to wait for. */
  readonly spell: (count: number) => boolean;
  /** Spells who is left. */
  readonly texts: () => Texts;
  /** 0 is the most urgent. */
  readonly priorities: Uint8Array;
  /** Every position, in list order: what no query finds. */
  readonly everyone: readonly number[];
  /** Where each word asked for so far stands, per person: a query that grows looks for its last word only. */
  readonly places: Map<string, Uint8Array>;
}

interface Texts {
  readonly names: SearchText;
  /** Number, phone, dates, hamlet, ward, address, household. */
  readonly rest: SearchText;
}

/** One text over all people, ` word word` and a line's end for each, as one scan of a long text is faster than many of short ones. */
interface SearchText extends Word {
  /** Per person where its line starts, and the text's length. */
  readonly starts: Uint32Array;
}

/** A text as searched; `folded` and `marked` have the same length, character by character. */
interface Word {
  readonly folded: string;
  readonly marked: string;
}

/** Where a word stands in what is known of a person; more is better. */
const place = { nowhere: 0, rest: 1, insideName: 2, startsName: 3 } as const;

const urgency: Readonly<Record<NonNullable<Person['priority']>, number>> = { 'bedridden': 0, 'disabled': 1, 'over-80': 2, 'pupil': 3 };
const noUrgency = 4;
const urgencies = noUrgency + 1;
/** A few queries' worth: one byte per person and word. */
const wordsKept = 64;

/** About 10 µs and 500 bytes per person, spent as they are spelled. */
export function buildIndex(people: readonly Person[]): SearchIndex {
  // Lists repeat words of names, hamlets and wards: each is folded once.
  const known = new Map<string, Word>();
  const once = (text: string): Word => {
    let word = known.get(text);
    if (word === undefined) known.set(text, (word = spelled(text)));
    return word;
  };
  const names: Word[][] = [];
  const rest: Word[][] = [];
  let texts: Texts | null = null;
  const spell = (count: number): Texts | null => {
    if (texts !== null) return texts;
    for (const person of people.slice(names.length, names.length + count)) {
      const numbers = `${person.number} ${person.phone} ${showDate(person.birth)}`;
      names.push(person.name.split(' ').map(once));
      rest.push([{ folded: numbers, marked: numbers }, once(person.hamlet), once(person.ward), spelled(`${person.address} ${person.household}`)]);
    }
    if (names.length === people.length) texts = { names: textOf(names.splice(0)), rest: textOf(rest.splice(0)) };
    return texts;
  };
  return {
    spell: (count) => spell(count) !== null,
    texts: () => spell(people.length) ?? { names: textOf([]), rest: textOf([]) },
    priorities: Uint8Array.from(people, (person) => (person.priority === null ? noUrgency : urgency[person.priority])),
    everyone: people.map((_, position) => position),
    places: new Map(),
  };
}

function textOf(lines: readonly (readonly Word[])[]): SearchText {
  const starts = new Uint32Array(lines.length + 1);
  const folded = lines.map((words) => words.map((word) => ` ${word.folded}`).join(''));
  folded.forEach((line, position) => (starts[position + 1] = (starts[position] ?? 0) + line.length + 1));
  return { folded: folded.map((line) => `${line}\n`).join(''), marked: lines.map((words) => `${words.map((word) => ` ${word.marked}`).join('')}\n`).join(''), starts };
}

/**
 * Positions in the list that the index was built of, of those who match every word of the query: at a word's start or inside it; in name, number,
 * phone, birth or place. A word typed with diacritics (or đ) matches only where each of them stands; without, where the letters do.
 * Order: every word starts a word of the name, then every word is in the name, then the rest; in each the urgent first, then list order.
 * No word finds all, in list order.
 */
export function search(index: SearchIndex, query: string): readonly number[] {
  const words = canonical(query).split(' ').filter((word) => word !== '').map((word) => placesOf(index, word));
  if (words.length === 0) return index.everyone;
  const count = index.everyone.length;
  // Sorted by counting: how many there are of each rank tells where each rank begins.
  const ranks = new Uint8Array(count);
  const begins = new Uint32Array(place.startsName * urgencies + 1);
  for (let position = 0; position < count; position += 1) {
    let worst: number = place.startsName;
    for (const places of words) worst = Math.min(worst, places[position] ?? 0);
    if (worst === place.nowhere) continue;
    const rank = (place.startsName - worst) * urgencies + (index.priorities[position] ?? noUrgency) + 1;
    ranks[position] = rank;
    begins[rank] = (begins[rank] ?? 0) + 1;
  }
  for (let rank = 1; rank < begins.length; rank += 1) begins[rank] = (begins[rank] ?? 0) + (begins[rank - 1] ?? 0);
  const found = Array<number>(begins.at(-1) ?? 0);
  for (let position = 0; position < count; position += 1) {
    const rank = ranks[position] ?? 0;
    if (rank === 0) continue;
    const next = begins[rank - 1] ?? 0;
    found[next] = position;
    begins[rank - 1] = next + 1;
  }
  return found;
}

function placesOf(index: SearchIndex, marked: string): Uint8Array {
  const known = index.places.get(marked);
  if (known !== undefined) {
    index.places.delete(marked);
    index.places.set(marked, known);
    return known;
  }
  const word = { marked, folded: foldSameLength(marked) };
  const places = new Uint8Array(index.everyone.length);
  const { names, rest } = index.texts();
  scan(names, word, (position, starts) => {
    places[position] = starts ? place.startsName : place.insideName;
    return starts;
  });
  scan(rest, word, (position) => {
    if (places[position] === place.nowhere) places[position] = place.rest;
    return true;
  });
  // The one asked for longest ago goes: the words that stand in the field stay.
  if (index.places.size >= wordsKept) index.places.delete(index.places.keys().next().value ?? '');
  index.places.set(marked, places);
  return places;
}

/** Tells each place of the word: of whom, and whether it starts a word there. `onPlace` answers whether that person needs no further look. */
function scan(text: SearchText, word: Word, onPlace: (position: number, starts: boolean) => boolean): void {
  const { folded, marked, starts } = text;
  const anyMarks = word.marked !== word.folded;
  let position = 0;
  let at = folded.indexOf(word.folded);
  while (at >= 0) {
    while ((starts[position + 1] ?? Infinity) <= at) position += 1;
    const done = (!anyMarks || marksAgree(word.marked, marked, at)) && onPlace(position, folded.charCodeAt(at - 1) === space);
    at = folded.indexOf(word.folded, done ? starts[position + 1] : at + 1);
  }
}

const space = 32;

function spelled(text: string): Word {
  const marked = canonical(text);
  return { marked, folded: foldSameLength(marked) };
}

/** Whether each mark of the word stands on its letter in the text; the text may carry more: `nguyê` is on the way to `nguyễn`. */
function marksAgree(word: string, text: string, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const [typed, there] = [word.charCodeAt(index), text.charCodeAt(at + index)];
    if (typed !== there && !carries(there, typed)) return false;
  }
  return true;
}

/** By both letters: there are a few hundred pairs, asked for thousands of times with each key. */
const carried = new Map<number, boolean>();

/** Whether a letter has all marks that another has; code units. */
function carries(there: number, typed: number): boolean {
  const pair = typed * 0x10000 + there;
  let answer = carried.get(pair);
  if (answer === undefined) {
    const own = marksOf(String.fromCharCode(there));
    answer = marksOf(String.fromCharCode(typed)).every((mark) => own.includes(mark));
    carried.set(pair, answer);
  }
  return answer;
}

function marksOf(letter: string): readonly string[] {
  return letter === 'đ' ? ['đ'] : letter.normalize('NFD').slice(1).split('');
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
