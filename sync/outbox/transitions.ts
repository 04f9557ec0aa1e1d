/** The journal of transitions: readable without keys, so it holds ids, states, times and counters, and nothing else. */
import type { Step } from '../core/steps.js';
import { appender, type Appender } from './appender.js';
import type { Disk } from './disk.js';
import { readFrames, writeFrame } from './frames.js';

export type Transition =
  /** What a row shows of a revision besides its state; the last one counts. */
  | { readonly what: 'about'; readonly id: string; readonly revision: number; readonly at: number; readonly person: string | null; readonly businessDay: string }
  | { readonly what: 'step'; readonly id: string; readonly revision: number; readonly at: number; readonly step: Step; readonly note?: string;
      /** With 'seal': this manifest's place in the station's chain. */
      readonly counter?: number; readonly hash?: string }
  /** The keys of the revisions up to this one are to be gone. */
  | { readonly what: 'destroy'; readonly id: string; readonly revision: number; readonly at: number };

export interface Transitions {
  /** All in one sync. */
  readonly append: (...transitions: readonly Transition[]) => Promise<void>;
}

export function transitionsOf(file: Appender): Transitions {
  return {
    append: (...transitions) => file.append(Buffer.concat(transitions.map((one) => writeFrame(Buffer.from(JSON.stringify(one)))))),
  };
}

/** What the file holds, and the length of its whole frames. */
export function readTransitions(bytes: Uint8Array): { readonly transitions: readonly Transition[]; readonly good: number } {
  const { bodies, good } = readFrames(bytes);
  return { transitions: bodies.map((body) => JSON.parse(new TextDecoder().decode(body)) as Transition), good };
}

export function openTransitions(disk: Disk, file: string, good: number): Transitions {
  return transitionsOf(appender(disk, file, good));
}
