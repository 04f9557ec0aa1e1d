/**
 * Words for a passphrase: plain lower-case syllables in the sounds of Vietnamese, typed without marks.
 *
 * 20 onsets × 64 rimes = 1280 different words, 10.3 bits each; five of them make 51.6 bits. At a good half second of one
 * core and 128 MiB for each guess (secret.ts) half of that space takes some twenty million core-years.
 */
const onsets = 'b c ch d g h kh l m n nh ph r s t th tr v x ng'.split(' ');
const rimes = (
  'a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iem ien iet ieu im in inh ip '
  + 'it o oa oai oan oc oi om on ong op ot u ua uc ui um un ung uoc uoi uom uon uong uot up ut uu uya uyen oat uat'
).split(' ');

export const words: readonly string[] = onsets.flatMap((onset) => rimes.map((rime) => onset + rime));

/** Five words from at least 20 random bytes. Four bytes for each: the last words of the list are rarer by less than one in a million. */
export function suggestWords(random: Uint8Array, count = 5): string {
  if (count < 4 || random.length < count * 4) throw Error('at least four words, and four random bytes for each');
  const view = new DataView(random.buffer, random.byteOffset, random.length);
  return Array.from({ length: count }, (_, index) => words[view.getUint32(index * 4) % words.length]).join(' ');
}
