/** Reads one elementary file over a channel, block by block, from where it stands: a new session goes on with the same FileReading. */
import { fault, ok, type Fault, type Result } from '../../../sync/core/result.js';
import { concat, uint16 } from '../bytes.js';

import { statusEndOfFile, statusOk, statusText, type Answer } from './apdu.js';
import type { Channel, ChannelFault, ChannelResult } from './channel.js';
import type { ElementaryFile } from './files.js';
import { mostInShort } from './secure-messaging.js';
import { child, readHeader, writeTlv } from './tlv.js';

/** READ BINARY with an even instruction reaches no further; from there on the odd one is taken, which has the offset in its data. */
const furthestEvenOffset = 0x7fff;
/** Bytes of the largest file that is believed: chips hold far smaller ones. */
const largestFile = 262_144;

export interface FileReading {
  readonly file: Pick<ElementaryFile, 'id' | 'shortId' | 'tag'>;
  bytes: Uint8Array;
  /** Known once the header is read. */
  total: number | null;
}

export type ElementaryReading = FileReading & { readonly file: ElementaryFile };

/** How a chip wants to be read; what is found out for one file holds for the next. */
export interface ReadingManner {
  /** Bytes asked for at once. */
  block: number;
  /** SELECT, then READ BINARY, where the chip does not read by short file identifier. */
  bySelect: boolean;
  /** Ask for 8 bytes first: some chips refuse to be asked beyond the end of the file. */
  headerFirst: boolean;
  /** Bytes of the longest answer that has come from this reader and this chip. */
  longest: number;
  /** The block became smaller because its size was refused: not because a session was lost for another reason. */
  isRefused: boolean;
}

/** Whether an answer longer than a short APDU holds has come. */
export function isLongProved({ longest }: ReadingManner): boolean {
  return longest > 256;
}

export type FileFault =
  | ChannelFault
  /** Not there, or locked; the session goes on. */
  | 'file-absent'
  /** The same, and the chip dropped its keys. */
  | 'file-refused'
  | 'short-id-refused' | 'block-refused' | 'file-malformed' | 'file-too-large';

function isAbsent(status: number): boolean {
  return status === 0x6a82 || status === 0x6982 || status === 0x6a83;
}

/** A chip that does not know the command's short file identifier says so in one of these ways. */
function refusesShortId(status: number): boolean {
  return [0x6a82, 0x6981, 0x6986, 0x6a81, 0x6a86, 0x6b00, 0x6d00].includes(status);
}

/** The status word with which the chip dropped its keys, or 0. */
function bareStatus(one: Fault<ChannelFault>): number {
  return one.code === 'keys-dropped' ? Number(one.values?.['status'] ?? 0) : 0;
}

async function select(channel: Channel, reading: FileReading): Promise<Result<null, FileFault>> {
  const answer = await channel.exchange({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: uint16(reading.file.id) });
  if (!answer.ok) {
    return isAbsent(bareStatus(answer.fault)) ? fault('file-refused', answer.fault.detail) : answer;
  }
  if (answer.value.status === statusOk) return ok(null);
  if (isAbsent(answer.value.status)) return fault('file-absent', statusText(answer.value.status));
  return fault('block-refused', `SELECT ${statusText(answer.value.status)}`);
}

/** Where DO53 would make a short answer too long, fewer bytes are asked for. */
function mostAt(offset: number, wanted: number): number {
  return offset > furthestEvenOffset && wanted <= mostInShort ? Math.min(wanted, mostInShort - 4) : wanted;
}

/** Adds an answer to what was read. */
function take(reading: FileReading, answer: Answer, wanted: number): Result<null, FileFault> {
  if ((answer.status !== statusOk && answer.status !== statusEndOfFile) || answer.data.length === 0) {
    return fault('block-refused', `READ BINARY of ${wanted}: ${statusText(answer.status)}, ${answer.data.length} bytes`, { status: answer.status });
  }
  reading.bytes = concat(reading.bytes, answer.data.subarray(0, wanted));
  if (reading.total !== null) return ok(null);
  const header = readHeader(reading.bytes);
  if (!header.ok) return header.fault.code === 'tlv-short' ? ok(null) : fault('file-malformed', header.fault.code);
  if (header.value.tag !== reading.file.tag) return fault('file-malformed', 'begins with another tag');
  reading.total = header.value.size + header.value.length;
  reading.bytes = reading.bytes.subarray(0, reading.total);
  return reading.total > largestFile ? fault('file-too-large', `${reading.total} bytes`) : ok(null);
}

/** The bytes from `offset` of the current file. */
async function readFrom(channel: Channel, offset: number, wanted: number): Promise<ChannelResult<Answer>> {
  if (offset <= furthestEvenOffset) return channel.exchange({ cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expected: wanted });
  const place = Uint8Array.of(offset >> 16, (offset >> 8) & 0xff, offset & 0xff);
  // DO53 around the data takes up to four bytes.
  const answer = await channel.exchange({ cla: 0, ins: 0xb1, p1: 0, p2: 0, data: writeTlv(0x54, place), expected: wanted + 4 });
  return answer.ok ? ok({ ...answer.value, data: child(answer.value.data, 0x53) ?? new Uint8Array() }) : answer;
}

/** `onBytes` after every block. On a fault `reading` keeps what came before it. */
export async function readFile(
  channel: Channel, reading: FileReading, manner: ReadingManner, onBytes: () => void,
): Promise<Result<null, FileFault>> {
  let current = false;
  if (manner.bySelect) {
    const selected = await select(channel, reading);
    if (!selected.ok) return selected;
    current = true;
  }
  for (let exact: number | null = null; ;) {
    const have = reading.bytes.length;
    if (reading.total !== null && have >= reading.total) return ok(null);
    const first = manner.headerFirst && have === 0 ? Math.min(8, manner.block) : manner.block;
    // Read by short identifier, a file becomes the current one; where a new session goes on in the middle, its first bytes do that.
    const resume = !current && have > 0;
    const wanted: number = exact ?? (resume ? 1 : Math.min(first, reading.total === null ? first : reading.total - have));
    const answer: ChannelResult<Answer> = current
      ? await readFrom(channel, have, mostAt(have, wanted))
      : await channel.exchange({ cla: 0, ins: 0xb0, p1: 0x80 | reading.file.shortId, p2: 0, expected: wanted });
    exact = null;
    if (!answer.ok) {
      return !current && refusesShortId(bareStatus(answer.fault)) ? fault('short-id-refused', answer.fault.detail) : answer;
    }
    const { status } = answer.value;
    if (status === 0x6982) return fault('file-absent', statusText(status));
    if (!current && refusesShortId(status)) {
      // Said under secure messaging: the session goes on, and SELECT tells whether the file is not there or the short identifier is not known.
      const selected = await select(channel, reading);
      if (!selected.ok) return selected;
      manner.bySelect = true;
      current = true;
      continue;
    }
    if (!resume && status >> 8 === 0x6c && (status & 0xff) > 0 && (status & 0xff) < wanted) {
      exact = status & 0xff;
      continue;
    }
    current = true;
    manner.longest = Math.max(manner.longest, answer.value.data.length);
    if (resume) continue;
    const taken = take(reading, answer.value, wanted);
    if (!taken.ok) return taken;
    onBytes();
  }
}
