/** Which block size each reader takes, learnt from refusals of a size alone, tried anew a step larger now and then, and kept by the reader's name over restarts. */
import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { blockLadder } from './protocol/file-reader.js';

interface Known {
  readonly block: number;
  /** Readings until a larger block is tried again, and as many as it will be when that one is refused too. */
  readonly wait: number;
  readonly pause: number;
}

export interface BlockMemory {
  /** Bytes with which a reading begins. */
  begin(reader: string): number;
  /** What came of one that was read to its end. `isRefused`: the block became smaller because a size was refused. */
  learn(reader: string, begun: number, outcome: { readonly block: number; readonly isRefused: boolean }): void;
}

/** Another try costs a reader that refuses it one session more. */
const longestPause = 64;
const mostReaders = 40;

/** Without a `file` nothing outlives the process. */
export function blockMemory(file?: string): BlockMemory {
  const known = file === undefined ? new Map<string, Known>() : load(file);
  let saving: Promise<void> = Promise.resolve();

  const keep = (reader: string, next: Known | null): void => {
    known.delete(reader);
    if (next !== null) known.set(reader, next);
    for (const oldest of [...known.keys()].slice(0, -mostReaders)) known.delete(oldest);
    if (file !== undefined) saving = saving.then(() => save(file, known));
  };
  return {
    begin(reader) {
      const one = known.get(reader);
      if (one === undefined) return blockLadder[0];
      return one.wait > 0 ? one.block : larger(one.block);
    },
    learn(reader, begun, { block, isRefused }) {
      const one = known.get(reader);
      if (isRefused && block < begun) {
        const isAsBefore = one !== undefined && begun > one.block && block >= one.block;
        keep(reader, isAsBefore ? { block: one.block, wait: one.pause, pause: Math.min(one.pause * 2, longestPause) } : { block, wait: 0, pause: 1 });
      } else if (one !== undefined && begun > one.block && block >= begun) {
        keep(reader, begun === blockLadder[0] ? null : { block: begun, wait: 0, pause: 1 });
      } else if (one !== undefined && one.wait > 0) keep(reader, { ...one, wait: one.wait - 1 });
    },
  };
}

function larger(block: number): number {
  return blockLadder.toReversed().find((one) => one > block) ?? blockLadder[0];
}

/** What is not there, or not as it was written, is learnt again. */
function load(file: string): Map<string, Known> {
  try {
    const told = JSON.parse(readFileSync(file, 'utf8')) as unknown;
    const entries = typeof told === 'object' && told !== null ? Object.entries(told as Readonly<Record<string, Partial<Known> | null>>) : [];
    return new Map(entries.slice(-mostReaders).flatMap(([reader, one]): readonly [string, Known][] => {
      const { block, wait, pause } = one ?? {};
      const isKnown = blockLadder.some((size) => size === block) && isCount(wait, 0) && isCount(pause, 1);
      return isKnown ? [[reader, { block, wait, pause } as Known]] : [];
    }));
  } catch {
    return new Map();
  }
}

function isCount(value: unknown, least: number): boolean {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= longestPause;
}

async function save(file: string, known: ReadonlyMap<string, Known>): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(`${file}.tmp`, JSON.stringify(Object.fromEntries(known)), { mode: 0o600 });
    await rename(`${file}.tmp`, file);
  } catch {
    // A reading does not suffer from a disk that takes nothing: the next start learns it again.
  }
}
