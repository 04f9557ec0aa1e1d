/** `-` in the place of what opens a card: it is read from the standard input, for a command line is seen by other programs and kept by shells. */
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const secrets = ['--can', '--mrz'] as const;
/** Characters of whole zones: three lines of 30, two of 36, two of 44. */
const zoneLengths: readonly number[] = [90, 72, 88];
const longestInput = 200;

/** The command line with the value in its place; without a `-` nothing is read. `onAsked` before it is read, with the option's name. */
export async function withInput(argv: readonly string[], input: Readable, onAsked: (option: string) => void): Promise<readonly string[]> {
  const at = argv.findIndex((one, index) => one === '-' && secrets.some((option) => option === argv[index - 1]));
  const option = argv[at - 1];
  if (option === undefined) return argv;
  onAsked(option);
  return argv.with(at, await readValue(input, option === '--can' ? [6] : zoneLengths));
}

/** As many lines as make up one of the lengths, else up to an empty line or the end. */
async function readValue(input: Readable, lengths: readonly number[]): Promise<string> {
  let text = '';
  const lines = createInterface({ input });
  for await (const line of lines) {
    text += line.trim();
    if (line.trim() === '' || lengths.includes(text.length) || text.length > longestInput) break;
  }
  lines.close();
  return text.slice(0, longestInput);
}
