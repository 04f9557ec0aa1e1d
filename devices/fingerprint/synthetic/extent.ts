/** Finds what a finger touches, in its own frame: u to the right, v down. */
import type { Contact } from './contact.js';

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A row or column with a few stray points does not count. */
export function extent(contact: Contact, scale: number): { readonly add: (u: number, v: number) => void; readonly box: () => Extent | null } {
  const columns = new Uint32Array(Math.ceil(contact.right - contact.left) + 1);
  const rows = new Uint32Array(Math.ceil(contact.bottom - contact.top) + 1);
  const few = 10 * scale;
  return {
    add: (u, v) => {
      const column = Math.floor(u - contact.left);
      const row = Math.floor(v - contact.top);
      if (column >= 0 && column < columns.length) columns[column] = (columns[column] as number) + 1;
      if (row >= 0 && row < rows.length) rows[row] = (rows[row] as number) + 1;
    },
    box: () => {
      const filled = (count: number): boolean => count >= few;
      const [left, top] = [columns.findIndex(filled), rows.findIndex(filled)];
      if (left < 0 || top < 0) return null;
      const [right, bottom] = [columns.findLastIndex(filled) + 1, rows.findLastIndex(filled) + 1];
      return { left: contact.left + left, right: contact.left + right, top: contact.top + top, bottom: contact.top + bottom };
    },
  };
}
