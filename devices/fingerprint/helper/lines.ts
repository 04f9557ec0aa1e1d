/** Lines out of a stream of bytes, none longer than allowed. Pure. */

export interface Lines {
  /** The lines that became whole, without their ends; null, from then on, once one is too long. */
  push(chunk: Uint8Array): readonly string[] | null;
}

export function boundedLines(longest: number): Lines {
  let parts: Uint8Array[] = [];
  let held = 0;
  let isOver = false;

  return {
    push: (chunk) => {
      const whole: string[] = [];
      let rest = chunk;
      while (!isOver) {
        const end = rest.indexOf(0x0a);
        const part = end < 0 ? rest : rest.subarray(0, end);
        held += part.length;
        isOver = held + 1 > longest;
        if (isOver) break;
        if (part.length > 0) parts.push(part);
        if (end < 0) return whole;
        const line = Buffer.concat(parts).toString('utf8');
        if (line.trim() !== '') whole.push(line);
        parts = [];
        held = 0;
        rest = rest.subarray(end + 1);
      }
      parts = [];
      return null;
    },
  };
}
