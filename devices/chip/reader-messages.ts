/**
 * What the device process and the program that reads chips say to each other: a message is its length (4 bytes) and its value as node's structured
 * serialization writes it. A whole reading is one message: nothing crosses for each command.
 */
import type { Duplex } from 'node:stream';
import { deserialize, serialize } from 'node:v8';

import type { ChipKey, ChipProgress, ChipReading, DevicesState } from '../../sync/core/capture.js';
import type { ChipFact } from '../../sync/core/chip-facts.js';
import type { ChipFault } from '../../sync/core/faults.js';
import type { Result } from '../../sync/core/result.js';
import type { Adapter } from '../ports/readers.js';

export interface ProgramOptions {
  readonly simulated: boolean;
  /** Chosen by the program when left out. */
  readonly adapter?: Adapter;
  readonly deadlines?: { readonly whole: number; readonly command: number };
  /** Where the block sizes that readers take are kept. */
  readonly blockFile?: string;
  /** As if the reader said so of itself. */
  readonly mostData?: number;
  /** Whether what was read is handed back to be judged (`judge`); by the program itself otherwise. */
  readonly judges: boolean;
}

/** `look` is answered by a program that does not stand still. */
export type ToProgram =
  | { readonly ask: 'open'; readonly options: ProgramOptions }
  | { readonly ask: 'read'; readonly id: number; readonly key: ChipKey }
  | { readonly ask: 'cancel'; readonly id: number }
  | { readonly ask: 'judged'; readonly id: number; readonly facts: readonly ChipFact[] }
  | { readonly ask: 'look' | 'end' };

export type FromProgram =
  | { readonly tell: 'started'; readonly pid: number }
  | { readonly tell: 'state'; readonly state: DevicesState['chip'] }
  | { readonly tell: 'readers'; readonly names: readonly string[] }
  | { readonly tell: 'progress'; readonly progress: ChipProgress }
  | { readonly tell: 'judge'; readonly id: number; readonly files: ReadonlyMap<string, Uint8Array> }
  | { readonly tell: 'read'; readonly id: number; readonly result: Result<ChipReading, ChipFault> }
  | { readonly tell: 'looked' };

/** Bytes of the longest message believed: nine files of a quarter of a megabyte, and a photo. */
const longest = 8 * 1024 * 1024;

export function send(link: Duplex, message: ToProgram | FromProgram): void {
  if (!link.writable) return;
  const value = serialize(message);
  // In one piece: two writes may wait for each other on the way.
  const whole = Buffer.allocUnsafe(4 + value.length);
  whole.writeUInt32BE(value.length);
  whole.set(value, 4);
  link.write(whole);
}

/** What is no message ends the link. */
export function receive<Message extends ToProgram | FromProgram>(link: Duplex, onMessage: (message: Message) => void): void {
  let waiting: Buffer = Buffer.alloc(0);
  link.on('data', (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (waiting.length >= 4) {
      const length = waiting.readUInt32BE();
      if (length > longest) return void link.destroy();
      if (waiting.length < 4 + length) return;
      const message = read<Message>(waiting.subarray(4, 4 + length));
      waiting = waiting.subarray(4 + length);
      if (message === null) return void link.destroy();
      onMessage(message);
    }
  });
}

function read<Message>(value: Buffer): Message | null {
  try {
    const message: unknown = deserialize(value);
    return typeof message === 'object' ? (message as Message) : null;
  } catch {
    return null;
  }
}
