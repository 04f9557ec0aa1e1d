/** Reads a whole card: access, then file after file; where a chip loses its session or refuses a block, a new session goes on with smaller blocks. */
import type { ChipProgress } from '../../../sync/core/capture.js';
import type { ChipFault } from '../../../sync/core/faults.js';
import { fault, ok, type Fault, type Result } from '../../../sync/core/result.js';
import type { ChipTransport } from '../transport.js';

import { statusOk, statusText } from './apdu.js';
import { basicAccess, type AccessFault } from './bac.js';
import { isSessionLost, plainChannel, type Channel } from './channel.js';
import { application, readingOrder, type ElementaryFile } from './files.js';
import { readFile, type FileFault, type FileReading, type ReadingManner } from './read-file.js';

/** 223 is the most that fits a short APDU under secure messaging on every chip known; the others are for the rest. */
export const blockLadder = [223, 160, 112] as const;
const mostRestarts = 6;

export interface ReadOptions {
  readonly transport: ChipTransport;
  /** 16 bytes, from mrz-key.ts. */
  readonly keySeed: Uint8Array;
  /** Fresh random bytes: 24 per session. */
  readonly random: (size: number) => Uint8Array;
  readonly onProgress: (progress: ChipProgress) => void;
  /** The block size that worked with this reader before. */
  readonly block?: number;
}

export interface ChipFiles {
  readonly files: readonly { readonly role: ElementaryFile['role']; readonly bytes: Uint8Array }[];
  readonly block: number;
}

type SessionFault = AccessFault | FileFault;

async function openSession(options: ReadOptions): Promise<Result<Channel, AccessFault>> {
  // SELECT MF is left out: chips of identity cards have no master file and answer 6D00.
  const selected = await plainChannel(options.transport).exchange({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  if (!selected.ok) return selected;
  if (selected.value.status !== statusOk) return fault('chip-unsupported', `SELECT application ${statusText(selected.value.status)}`);
  return basicAccess(options.transport, options.keySeed, options.random(24));
}

/** What the officer is told. Details are status words and lengths, never content. */
export function chipFaultOf(one: Fault<SessionFault>): { readonly ok: false; readonly fault: Fault<ChipFault> } {
  const detail = [one.code, one.detail].filter((part) => part !== undefined).join(': ');
  switch (one.code) {
    case 'card-removed':
    case 'card-reset':
      return fault('card-removed', detail);
    case 'reader-held':
      return fault('reader-absent', 'held by another program');
    case 'service-lost':
      return fault('pcsc-absent', detail);
    case 'chip-timeout':
    case 'chip-cancelled':
    case 'chip-key-wrong':
    case 'chip-unsupported':
      return fault(one.code, one.detail);
    case 'file-too-large':
      return fault('chip-unsupported', detail);
    default:
      return fault('chip-garbage', detail);
  }
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
  if (reading.total === null && !manner.headerFirst) return (manner.headerFirst = true);
  const smaller = blockLadder.find((block) => block < manner.block);
  if (smaller === undefined) return false;
  manner.block = smaller;
  return true;
}

export async function readChip(options: ReadOptions): Promise<Result<ChipFiles, ChipFault>> {
  const manner: ReadingManner = { block: options.block ?? blockLadder[0], bySelect: false, headerFirst: false };
  const readings: readonly FileReading[] = readingOrder.map((file) => ({ file, bytes: new Uint8Array(), total: null }));
  const progress = (step: ChipProgress['step']): void => options.onProgress({
    step,
    read: readings.reduce((sum, one) => sum + one.bytes.length, 0),
    total: readings.reduce((sum, one) => sum + (one.total ?? one.file.usualSize), 0),
  });
  let channel: Channel | null = null;
  let restarts = 0;
  progress('access');
  for (const reading of readings) {
    for (;;) {
      if (channel === null) {
        const opened = await openSession(options);
        if (!opened.ok) return chipFaultOf(opened.fault);
        channel = opened.value;
      }
      const outcome = await readFile(channel, reading, manner, () => progress(reading.file.step));
      if (outcome.ok) break;
      if (!reading.file.needed && isUnreadable(outcome.fault)) {
        // The card stands without it, and the session goes on: what came was in order.
        leaveOut(reading);
        break;
      }
      const absent = outcome.fault.code === 'file-absent';
      if (absent && reading.file.needed) return fault('chip-unsupported', `${reading.file.role} is not there`);
      if (!absent && (restarts === mostRestarts || !isRecoverable(outcome.fault) || !adapt(manner, reading, outcome.fault))) {
        return chipFaultOf({ ...outcome.fault, detail: `${reading.file.role}, ${outcome.fault.detail ?? ''}` });
      }
      // The counter may be out of step, or the keys gone: only a new session is safe.
      restarts++;
      channel = null;
      const reset = await options.transport.reset();
      if (!reset.ok) return chipFaultOf(reset.fault);
      if (absent) {
        leaveOut(reading);
        break;
      }
    }
  }
  progress('done');
  return ok({ files: readings.filter((one) => one.bytes.length > 0).map((one) => ({ role: one.file.role, bytes: one.bytes })), block: manner.block });
}
