/** Reads file after file through as many sessions as it takes: where one is lost or a block refused, a new one goes on with what was learnt. */
import { fault, type Fault, type Result } from '../../../sync/core/result.js';

import { statusOk } from './apdu.js';
import { isSessionLost } from './channel.js';
import { chipFaultOf, type BreakFault, type Failed } from './chip-fault.js';
import { isLongProved, readFile, type ElementaryReading, type FileFault, type FileReading, type ReadingManner } from './read-file.js';
import { mostInShort } from './secure-messaging.js';
import { openSession, type AccessMemory, type ChipSession, type SessionOptions } from './session.js';

/** The first two take extended APDUs; 223 is the most that fits a short one under secure messaging on every chip known; the others are for the rest. */
export const blockLadder = [4096, 1024, mostInShort, 160, 112] as const;
const mostRestarts = 8;

export interface FileReader {
  /** Null when the file is read, or left out. */
  read(reading: ElementaryReading, onBytes: () => void): Promise<Failed | null>;
  /** Null where the last one was lost. */
  session(): ChipSession | null;
  /** Resets the card and opens a session anew. */
  reopen(): Promise<Result<ChipSession, BreakFault>>;
}

/** Another try would give the same bytes. */
function isUnreadable(one: Fault<FileFault>): boolean {
  return one.code === 'file-malformed' || one.code === 'file-too-large';
}

export function leaveOut(reading: FileReading): void {
  reading.bytes = new Uint8Array();
  reading.total = 0;
}

function failedAt(reading: ElementaryReading, one: Fault<FileFault>): Failed {
  return chipFaultOf({ ...one, detail: `${reading.file.role}, ${one.detail ?? ''}` });
}

function isRecoverable(one: Fault<FileFault>): boolean {
  return one.code === 'short-id-refused' || one.code === 'block-refused' || isSessionLost(one);
}

/** Learns from a refusal; false when nothing is left to try. */
function adapt(manner: ReadingManner, reading: FileReading, one: Fault<FileFault>): boolean {
  if (one.code === 'short-id-refused') return manner.bySelect ? false : (manner.bySelect = true);
  if (one.code === 'card-reset') return true;
  // While nothing long has come through, extended commands are what is refused before anything else.
  const isLongDoubted = manner.block > mostInShort && !isLongProved(manner);
  if (!isLongDoubted && reading.total === null && !manner.headerFirst) return (manner.headerFirst = true);
  const smaller = blockLadder.find((block) => block < manner.block);
  if (smaller === undefined) return false;
  if (isOfSize(one, manner)) manner.isRefused = true;
  manner.block = smaller;
  return true;
}

/** Wrong length in the status word, or nothing in the answer; or, before anything so long has come, a session that did not live through a long answer. */
function isOfSize(one: Fault<FileFault>, { block, longest }: ReadingManner): boolean {
  const status = Number(one.values?.['status'] ?? 0);
  if (status === 0x6700 || status >> 8 === 0x6c || (one.code === 'block-refused' && status === statusOk)) return true;
  return block > mostInShort && longest < block && isSessionLost(one);
}

export function fileReader(options: SessionOptions, manner: ReadingManner, memory: AccessMemory): FileReader {
  const { transport } = options;
  let session: ChipSession | null = null;
  let restarts = 0;

  /** The session that is under way, or a new one. */
  const open = async (): Promise<Result<ChipSession, BreakFault>> => {
    while (session === null) {
      const opened = await openSession(options, memory, manner);
      if (opened.ok) session = opened.value;
      else {
        // Where the chip had opened before, an answer was garbled on the way.
        const isPassing = isSessionLost(opened.fault) || opened.fault.code === 'pace-refused' || opened.fault.code === 'chip-unsupported';
        if (memory.way === null || restarts >= mostRestarts || !isPassing) return chipFaultOf(opened.fault);
        const failed = await restart();
        if (failed !== null) return failed;
      }
    }
    return { ok: true, value: session };
  };
  /** The counter may be out of step, or the keys gone: only a new session is safe. */
  const restart = async (): Promise<Failed | null> => {
    restarts++;
    session = null;
    const reset = await transport.reset();
    return reset.ok ? null : chipFaultOf(reset.fault);
  };

  return {
    async read(reading, onBytes) {
      const before = { ...manner, restarts };
      for (let [wasInOrder, stuckAt] = [false, -1]; ;) {
        const opened = await open();
        if (!opened.ok) return opened;
        const outcome = await readFile(opened.value.channel, reading, manner, onBytes);
        if (outcome.ok) return null;
        const { code } = outcome.fault;
        const isRefused = code === 'file-refused';
        if (reading.file.needed && (code === 'file-absent' || isRefused)) return fault('chip-unsupported', `${reading.file.role} is not there`);
        if (code === 'file-absent' || (!reading.file.needed && isUnreadable(outcome.fault))) {
          // The card stands without it, and the session goes on: what came was in order.
          leaveOut(reading);
          return null;
        }
        // What is refused under secure messaging leaves keys and counter as they are.
        const isInOrder = code === 'block-refused';
        const isWorn = !isInOrder && restarts >= mostRestarts;
        if (!isRefused && (isWorn || !isRecoverable(outcome.fault))) return failedAt(reading, outcome.fault);
        // Keys dropped right after a refusal in order belong to that one, from which is learnt already.
        const isLearnt = wasInOrder && code === 'keys-dropped';
        // Where bytes came in between, it is the link that breaks, and not this file.
        const isStuck = reading.bytes.length === stuckAt;
        stuckAt = reading.bytes.length;
        const isGivenUp = isRefused || (!isLearnt && !adapt(manner, reading, outcome.fault) && isStuck);
        if (isGivenUp && reading.file.needed) return failedAt(reading, outcome.fault);
        wasInOrder = isInOrder;
        const failed = isInOrder ? null : await restart();
        if (failed !== null) return failed;
        if (!isGivenUp) continue;
        leaveOut(reading);
        // What one file refuses says nothing of the others, nor of the link.
        Object.assign(manner, { block: before.block, bySelect: before.bySelect, headerFirst: before.headerFirst, isRefused: before.isRefused });
        restarts = before.restarts;
        return null;
      }
    },
    session: () => session,
    async reopen() {
      const failed = await restart();
      return failed ?? open();
    },
  };
}
