/** The chip reader as the device process serves it: its state as readers and cards come and go, and one reading at a time. */
import { randomBytes } from 'node:crypto';

import type { ChipKey, ChipProgress, ChipReading, DevicesState } from '../../sync/core/capture.js';
import type { ChipFault } from '../../sync/core/faults.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import { chooseReaders } from '../ports/readers.js';

import { blockMemory } from './block-memory.js';
import { limited, openLimits } from './limits.js';
import { openPatiently } from './opening.js';
import { chipFaultOf } from './protocol/chip-fault.js';
import { passwordOf, type Password } from './protocol/mrz-key.js';
import { readChip } from './protocol/read.js';
import { warmUp } from './protocol/warm-up.js';
import { fieldsOf, judge, readingOf, type Judgement, type VerifyFiles } from './reading.js';
import { readerRegister } from './register.js';
import type { TransportFault, WatchReaders } from './transport.js';

export interface ChipReaderOptions {
  /** Marks the state as that of a simulated device. */
  readonly simulated: boolean;
  readonly onState: (state: DevicesState['chip']) => void;
  readonly onProgress: (progress: ChipProgress) => void;
  /** The port; when absent pcsclite, or smartcard where that cannot, in this process. */
  readonly watchReaders?: WatchReaders;
  /** Judges what was read against the trust anchors: security object, chain, hashes, cross-checks. */
  readonly verify?: VerifyFiles;
  /** Where the block sizes that readers take are kept; without it, for this process alone. */
  readonly blockFile?: string;
  /** Milliseconds for a whole reading, and for one command. */
  readonly deadlines?: { readonly whole: number; readonly command: number };
}

export interface ChipReader {
  /** Reads the card that was laid on last, by its MRZ or its card access number. Faults name status words and lengths, never what is on the card or opens it. */
  read(key: ChipKey, signal: AbortSignal): Promise<Result<ChipReading, ChipFault>>;
  /** Gives up a reading under way; afterwards the process can end. */
  close(): Promise<void>;
}

/** Milliseconds: for what there is to become known, in the first moments of this process or of the service. */
const longestSettling = 5000;
const usualDeadlines = { whole: 30_000, command: 5_000 } as const;

export function openChipReader(options: ChipReaderOptions): ChipReader {
  const { whole, command } = options.deadlines ?? usualDeadlines;
  const blocks = blockMemory(options.blockFile);
  let running: { readonly reader: string; readonly abort: (reason: TransportFault) => void } | null = null;
  const register = readerRegister({
    simulated: options.simulated,
    onState: options.onState,
    onCardGone: (name) => (running?.reader === name ? running.abort('card-removed') : undefined),
    onServiceLost: () => running?.abort('service-lost'),
  });
  const port = (options.watchReaders ?? chooseReaders())(register.watch);
  const closed = new AbortController();
  warmUp(closed.signal);

  const read = async (password: Password, card: NonNullable<ReturnType<typeof register.card>>, signal: AbortSignal): Promise<Result<ChipReading, ChipFault>> => {
    const limits = openLimits(signal, command);
    let closing: Promise<void> | null = null;
    let close = async (): Promise<void> => undefined;
    try {
      const opened = await openPatiently(card.open, limits);
      if (!opened.ok) return chipFaultOf(opened.fault);
      const transport = limited(opened.value, limits);
      close = () => (closing ??= transport.close());
      const block = blocks.begin(card.reader);
      const random = (size: number): Uint8Array => new Uint8Array(randomBytes(size));
      let last: ChipProgress = { step: 'access', read: 0, total: 1 };
      const onProgress = (progress: ChipProgress): void => options.onProgress((last = progress));
      const onText = (files: ChipReading['files']): void => options.onProgress({ ...last, step: 'text', fields: fieldsOf(files) });
      let judgement: Judgement | undefined;
      const onFiles = (all: ChipReading['files'], isWhole: boolean): void => {
        if (isWhole) judgement = judge(all, options.verify);
        // For the signatures, which take longest and are remembered: its facts are nobody's.
        else if (judgement === undefined) void options.verify?.(new Map(all.map((file) => [file.role, file.bytes])));
      };
      const onLastAnswer = (): void => void close();
      const files = await readChip({ transport, password, random, onProgress, onText, onFiles, onLastAnswer, block });
      if (!files.ok) return files;
      blocks.learn(card.reader, block, files.value);
      void close();
      return ok(await readingOf(files.value.files, card.reader, files.value.facts, judgement));
    } finally {
      // Before anything is answered: whoever is told that it is read may lift the card, and the virtual reader does not live through that during a reset.
      await close();
      limits.end();
    }
  };

  return {
    async read(key, signal) {
      const password = passwordOf(key);
      if (!password.ok) return password;
      await register.settled(AbortSignal.any([signal, closed.signal, AbortSignal.timeout(longestSettling)]));
      if (signal.aborted || closed.signal.aborted) return fault('chip-cancelled');
      if (running !== null) return fault('chip-cancelled', 'another reading is under way');
      const unable = register.unable();
      const card = register.card();
      if (unable !== null || card === null) return fault(unable ?? 'card-absent');
      const controller = new AbortController();
      const cancel = (): void => controller.abort('chip-cancelled');
      const timer = setTimeout(() => controller.abort('chip-timeout'), whole);
      running = { reader: card.reader, abort: (reason) => controller.abort(reason) };
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel);
      register.busy(true);
      try {
        return await read(password.value, card, controller.signal);
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', cancel);
        running = null;
        register.busy(false);
      }
    },
    async close() {
      closed.abort();
      running?.abort('chip-cancelled');
      register.end();
      await port.close();
    },
  };
}
