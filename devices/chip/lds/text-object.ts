/** Texts and dates of DG11 and DG12: UTF-8 objects under two-byte tags, some of them in a list under A0 (Doc 9303-10 clauses 4.7.11, 4.7.12). */
import { parseDate } from '../../../sync/core/dates.js';
import { readReadable, type Tlv } from '../protocol/tlv.js';

/** Of one tag the first object counts; in lists all do. */
export interface TextObjects {
  /** Trimmed, NFC; '' where the tag is missing or is not text. */
  readonly text: (tag: number) => string;
  /** Parts of an address or a place, which `<` separates. */
  readonly parts: (tag: number) => readonly string[];
  readonly list: (tag: number) => readonly string[];
  /** `yyyy-mm-dd`, `yyyy-mm`, `yyyy` or ''. Eight digits, as text or in four bytes of two digits. */
  readonly date: (tag: number) => string;
}

export function textObjects(file: Uint8Array): TextObjects {
  const objects = readReadable(file);
  const lists = objects.filter((one) => one.tag === 0xa0).flatMap((one) => readReadable(one.value));
  const find = (tag: number): Tlv | undefined => objects.find((one) => one.tag === tag);
  const text = (tag: number): string => decode(find(tag)?.value);
  return {
    text,
    parts: (tag) => text(tag).split('<').map((part) => part.trim()).filter((part) => part !== ''),
    list: (tag) => [...objects, ...lists].filter((one) => one.tag === tag).map((one) => decode(one.value)).filter((one) => one !== ''),
    date: (tag) => {
      const value = find(tag)?.value;
      const digits = value?.length === 4 ? Buffer.from(value).toString('hex') : decode(value);
      const [, year = '', month = '', day = ''] = /^(\d{4})(\d{2})(\d{2})$/.exec(digits) ?? [];
      const read = parseDate(`${day}/${month}/${year}`);
      return read.ok ? read.value : '';
    },
  };
}

/** Names have their primary and secondary part set off by `<<`, other blanks by `<`: left as they are for who asks. */
function decode(bytes: Uint8Array | undefined): string {
  if (bytes === undefined) return '';
  const text = new TextDecoder('utf-8').decode(bytes).normalize('NFC').trim();
  return text.includes('\uFFFD') ? '' : text;
}
