/** Texts of any code points, with those that trouble names more often: marks, joiners, odd spaces, letters in two parts. */
import * as fc from 'fast-check';

const troubling = [...'đĐưƠêễỹ aZ09-\'"=,;', '\u0300', '\u0303', '\u0323', '\u200B', '\u200D', '\uFEFF', '\u00A0', '\u2003', '\u00AD', '\0', '\uD800', 'İ', 'ß', 'ﬁ', '한', '👩🏽'];

export const anyText = fc.array(fc.oneof(fc.constantFrom(...troubling), fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))), { maxLength: 24 })
  .map((parts) => parts.join(''));
