/** Reads a whole card: access, then file after file; where a chip loses its session or refuses a block, a new session goes on with smaller blocks. */
import type { ChipProgress } from '../../../sync/core/capture.js';
import type { ChipFact } from '../../../sync/core/chip-facts.js';
import type { ChipFault } from '../../../sync/core/faults.js';
import { fault, ok, type Fault, type Result } from '../../../sync/core/result.js';
import type { ChipTransport } from '../transport.js';

import { isSessionLost } from './channel.js';
import { chipFaultOf } from './chip-fault.js';
import { cardAccess, readingOrder, type ElementaryFile } from './files.js';
import { isListed, type Listing } from './listing.js';
import type { Password } from './mrz-key.js';
import { proveChip } from './proofs.js';
import { readFile, type FileFault, type FileReading, type ReadingManner } from './read-file.js';
import { mostInShort } from './secure-messaging.js';
import { accessFact, openSession, type AccessMemory, type ChipSession } from './session.js';

/** The first two take extended APDUs; 223 is the most that fits a short one under secure messaging on every chip known; the others are for the rest. */
export const blockLadder = [4096, 1024, mostInShort, 160, 112] as const;
const mostRestarts = 8;

export interface ReadOptions {
  readonly transport: ChipTransport;
  /** From mrz-key.ts. */
  readonly password: Password;
  /** Fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
  readonly onProgress: (progress: ChipProgress) => void;
  /** Told once the text is read, before the photo. */
  readonly onText?: (files: ChipFiles['files']) => void;
  /** The block size that worked with this reader before. */
  readonly block?: number;
}

export interface ChipFiles {
  readonly files: readonly { readonly role: ElementaryFile['role']; readonly bytes: Uint8Array }[];
  readonly block: number;
  /** Access, chip authentication, active authentication. */
  readonly facts: readonly ChipFact[];
}

/** Another try would give the same bytes. */
function isUnreadable(one: Fault<FileFault>): boolean {
  return one.code === 'file-malformed' || one.code === 'file-too-large';
}

function leaveOut(reading: FileReading): void {
  reading.bytes = new Uint8Array();
  reading.total = 0;
}

function isRecoverable(one: Fault<FileFault>): boolean {
  return one.code === 'short-id-refused' || one.code === 'block-refused' || isSessionLost(one);
}

/** Learns from a refusal; false when nothing is left to try. */
function adapt(manner: ReadingManner, reading: FileReading, one: Fault<FileFault>): boolean {
  if (one.code === 'short-id-refused') return manner.bySelect ? false : (manner.bySelect = true);
  if (one.code === 'card-reset') return true;
  // While nothing long has come through, extended commands are what is refused before anything else.
  const isLongDoubted = manner.block > mostInShort && !manner.isLongProved;
  if (!isLongDoubted && reading.total === null && !manner.headerFirst) return (manner.headerFirst = true);
  const smaller = blockLadder.find((block) => block < manner.block);
  if (smaller === undefined) return false;
  manner.block = smaller;
  return true;
}

/** What the reader itself says of its longest answer counts before the ladder does. */
function firstBlock(options: ReadOptions): number {
  const most = options.transport.mostData ?? blockLadder[0];
  const wanted = options.block ?? blockLadder[0];
  return most >= wanted ? wanted : (blockLadder.find((block) => block <= most) ?? mostInShort);
}

export async function readChip(options: ReadOptions): Promise<Result<ChipFiles, ChipFault>> {
  const { transport, password } = options;
  const manner: ReadingManner = { block: firstBlock(options), bySelect: false, headerFirst: false, isLongProved: false };
  const memory: AccessMemory = { way: null, cardAccess: null, paceFailed: false };
  const readings: readonly FileReading[] = readingOrder.map((file) => ({ file, bytes: new Uint8Array(), total: null }));
  const listing: Listing = { com: undefined, sod: undefined };
  const progress = (step: ChipProgress['step']): void => options.onProgress({
    step,
    read: readings.reduce((sum, one) => sum + one.bytes.length, 0),
    total: readings.reduce((sum, one) => sum + (one.total ?? (isListed(one.file, listing) ? one.file.usualSize : 0)), 0),
  });
  let session: ChipSession | null = null;
  let restarts = 0;

  const reopen = async (): Promise<Result<ChipSession, ChipFault>> => {
    session = null;
    const reset = await transport.reset();
    if (!reset.ok) return chipFaultOf(reset.fault);
    const opened = await openSession(options, memory);
    return opened.ok ? opened : chipFaultOf(opened.fault);
  };

  /** Null when the file is read, or left out. */
  const read = async (reading: FileReading): Promise<{ readonly ok: false; readonly fault: Fault<ChipFault> } | null> => {
    for (;;) {
      if (session === null) {
        const opened = await openSession(options, memory);
        if (!opened.ok) {
          // The chip had opened before: an answer was garbled on the way.
          const isPassing = isSessionLost(opened.fault) || opened.fault.code === 'pace-refused' || opened.fault.code === 'chip-unsupported';
          if (memory.way === null || restarts >= mostRestarts || !isPassing) return chipFaultOf(opened.fault);
          restarts++;
          const reset = await transport.reset();
          if (!reset.ok) return chipFaultOf(reset.fault);
          continue;
        }
        session = opened.value;
      }
      const outcome = await readFile(session.channel, reading, manner, () => progress(reading.file.step));
      if (outcome.ok) return null;
      const { code } = outcome.fault;
      if (reading.file.needed && (code === 'file-absent' || code === 'file-refused')) return fault('chip-unsupported', `${reading.file.role} is not there`);
      if (code === 'file-absent' || (!reading.file.needed && isUnreadable(outcome.fault))) {
        // The card stands without it, and the session goes on: what came was in order.
        leaveOut(reading);
        return null;
      }
      const isRefused = code === 'file-refused';
      if (!isRefused && (restarts === mostRestarts || !isRecoverable(outcome.fault) || !adapt(manner, reading, outcome.fault))) {
        return chipFaultOf({ ...outcome.fault, detail: `${reading.file.role}, ${outcome.fault.detail ?? ''}` });
      }
      // The counter may be out of step, or the keys gone: only a new session is safe.
      restarts++;
      session = null;
      const reset = await transport.reset();
      if (!reset.ok) return chipFaultOf(reset.fault);
      if (!isRefused) continue;
      leaveOut(reading);
      return null;
    }
  };

  const bytesOf = (role: ElementaryFile['role']): Uint8Array | undefined => {
    const bytes = readings.find((one) => one.file.role === role)?.bytes;
    return bytes === undefined || bytes.length === 0 ? undefined : bytes;
  };
  const filesRead = (): ChipFiles['files'] => [
    ...(memory.cardAccess === null ? [] : [{ role: cardAccess.role, bytes: memory.cardAccess }]),
    ...readings.filter((one) => one.bytes.length > 0).map((one) => ({ role: one.file.role, bytes: one.bytes })),
  ];

  let isTextTold = false;
  const tellText = (): void => {
    if (!isTextTold) options.onText?.(filesRead());
    isTextTold = true;
  };

  progress('access');
  const isText = (one: FileReading): boolean => one.file.step === 'text';
  const later: FileReading[] = [];
  const text = async (all: readonly FileReading[]): Promise<{ readonly ok: false; readonly fault: Fault<ChipFault> } | null> => {
    for (const reading of all) {
      if (!isListed(reading.file, listing)) {
        later.push(reading);
        continue;
      }
      const failed = await read(reading);
      if (failed !== null) return failed;
      if (reading.file.role === 'chip-com') listing.com = reading.bytes;
      if (reading.file.role === 'chip-sod') listing.sod = reading.bytes;
      if (reading.file.role === 'chip-dg13') tellText();
    }
    return null;
  };
  // EF.COM is a hint alone: what it leaves out and the signed list has is read after all.
  const failed = (await text(readings.filter(isText))) ?? (await text(later.splice(0)));
  if (failed !== null) return failed;
  for (const reading of later) leaveOut(reading);
  tellText();
  for (const reading of readings.filter((one) => !isText(one))) {
    const lost = await read(reading);
    if (lost !== null) return lost;
  }
  const opened = session as ChipSession | null;
  const proofs = await proveChip({
    transport, manner, random: options.random, channel: opened?.channel ?? null, proof: opened?.proof ?? null,
    dg14: bytesOf('chip-dg14'), dg15: bytesOf('chip-dg15'), isShortOnly: (transport.mostData ?? mostInShort + 1) <= mostInShort, reopen,
  });
  if (proofs.some((one) => one.reason === 'chip-cancelled')) return fault('chip-cancelled');
  progress('done');
  return ok({ files: filesRead(), block: manner.block, facts: [accessFact(memory, password, bytesOf('chip-dg14')), ...proofs] });
}
