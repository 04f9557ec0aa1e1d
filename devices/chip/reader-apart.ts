/**
 * The chip reader in a program of its own (reader-program.ts), as the device process has it. When that does not answer, because the card service hangs, it is
 * ended by its id and another one started, with back-off; the process that asks goes on meanwhile.
 */
import type { Duplex } from 'node:stream';

import type { ChipReading, DevicesState } from '../../sync/core/capture.js';
import type { ChipFault } from '../../sync/core/faults.js';
import { fault, type Result } from '../../sync/core/result.js';
import { chooseReaders } from '../ports/readers.js';

import { openChipReader, type ChipReader, type ChipReaderOptions } from './driver.js';
import { receive, send, type FromProgram, type ProgramOptions } from './reader-messages.js';
import { builtProgram, programAsChild, type StartProgram } from './reader-start.js';

/** Milliseconds until another program is started: first, and at most. */
const firstRetry = 250;
const longestRetry = 4000;
/** Milliseconds between looks at whether it still answers, when not given. */
const usualLook = 1000;
/** Looks in a row without an answer until it is ended. */
const mostSilent = 4;
/** Milliseconds in which it lets card and service go. */
const endWithin = 3000;

export interface ApartOptions extends Omit<ChipReaderOptions, 'watchReaders'>, Pick<ProgramOptions, 'adapter' | 'mostData'> {
  readonly start: StartProgram;
  /** The names of the readers, as they come and go. */
  readonly onReaders?: (names: readonly string[]) => void;
  /** Milliseconds between looks at whether the program still answers. */
  readonly lookEvery?: number;
}

interface Program {
  readonly link: Duplex;
  pid: number;
  silent: number;
}

/** In a program of its own where there can be one, in this process otherwise. `start`: how one is started, where a child of this process cannot be it. */
export function usualChipReader(options: Omit<ApartOptions, 'start' | 'lookEvery' | 'mostData'> & { readonly start?: StartProgram }): ChipReader {
  const { start, ...common } = options;
  if (start !== undefined) return chipReaderApart({ ...common, start });
  const file = builtProgram();
  if (file !== null) return chipReaderApart({ ...common, start: programAsChild(file) });
  const { adapter, onReaders = () => undefined, ...others } = common;
  const names = new Set<string>();
  return openChipReader({ ...others, watchReaders: (watch) => chooseReaders(adapter === undefined ? {} : { adapter })({
    ...watch,
    onReader: (name) => {
      onReaders([...names.add(name)]);
      watch.onReader(name);
    },
  }) });
}

export function chipReaderApart(options: ApartOptions): ChipReader {
  const { start, simulated, adapter, deadlines, blockFile, mostData, verify, onState, onProgress, onReaders = () => undefined, lookEvery = usualLook } = options;
  const asked: ProgramOptions = {
    simulated, judges: verify !== undefined, ...(adapter === undefined ? {} : { adapter }), ...(deadlines === undefined ? {} : { deadlines }),
    ...(mostData === undefined ? {} : { mostData }), ...(blockFile === undefined ? {} : { blockFile }),
  };
  const closed = new AbortController();
  const waiting = new Map<number, (result: Result<ChipReading, ChipFault>) => void>();
  let program: Program | null = null;
  let retry = firstRetry;
  let beginning: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let next = 1;
  let told = '';

  const change = (state: DevicesState['chip']): void => {
    const now = JSON.stringify(state);
    if (closed.signal.aborted || now === told) return;
    told = now;
    onState(state);
  };
  const again = (detail: string): void => {
    for (const settle of waiting.values()) settle(fault('pcsc-absent', detail));
    waiting.clear();
    if (closed.signal.aborted) return;
    change({ state: 'missing', identity: null, fault: 'pcsc-absent', simulated, cardPresent: false });
    timer = setTimeout(beginAgain, retry);
    retry = Math.min(retry * 2, longestRetry);
  };
  const beginAgain = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    beginning = begin();
  };
  const lose = (one: Program, detail: string): void => {
    if (program !== one) return;
    program = null;
    again(detail);
  };
  const end = (one: Program, detail: string): void => {
    lose(one, detail);
    kill(one.pid);
    one.link.destroy();
  };
  const hear = (one: Program, message: FromProgram): void => {
    one.silent = 0;
    switch (message.tell) {
      case 'started':
        one.pid = message.pid;
        break;
      case 'state':
        // Whatever it found, it got through to the service.
        if (message.state.fault !== 'pcsc-absent') retry = firstRetry;
        change(message.state);
        break;
      case 'readers':
        onReaders(message.names);
        break;
      case 'progress':
        if (!closed.signal.aborted) onProgress(message.progress);
        break;
      case 'judge':
        void verify?.(message.files).then((facts) => send(one.link, { ask: 'judged', id: message.id, facts }));
        break;
      case 'read':
        waiting.get(message.id)?.(message.result);
        waiting.delete(message.id);
        break;
      case 'looked':
    }
  };
  const begin = async (): Promise<void> => {
    const link = await start(closed.signal).catch((mistake: unknown) => (mistake instanceof Error ? mistake.message : String(mistake)));
    if (typeof link === 'string') return again(link);
    const one: Program = { link, pid: 0, silent: 0 };
    program = one;
    link.on('error', () => link.destroy());
    link.once('close', () => lose(one, 'the program that reads chips ended'));
    receive<FromProgram>(link, (message) => hear(one, message));
    if (closed.signal.aborted) link.end();
    else send(link, { ask: 'open', options: asked });
  };
  const looking = setInterval(() => {
    if (program === null) return;
    program.silent++;
    if (program.silent > mostSilent) end(program, 'the card service does not answer');
    else send(program.link, { ask: 'look' });
  }, lookEvery);

  beginning = begin();
  return {
    async read(key, signal) {
      if (program === null && timer === null) await ended(beginning, signal);
      const one = program as Program | null;
      if (one === null) {
        // Who reads does not wait out the back-off.
        if (timer !== null) beginAgain();
        return fault(signal.aborted ? 'chip-cancelled' : 'pcsc-absent', 'the program that reads chips is being started');
      }
      const id = next++;
      const cancel = (): void => send(one.link, { ask: 'cancel', id });
      try {
        return await new Promise((resolve) => {
          waiting.set(id, resolve);
          send(one.link, { ask: 'read', id, key });
          if (signal.aborted) cancel();
          signal.addEventListener('abort', cancel);
        });
      } finally {
        signal.removeEventListener('abort', cancel);
      }
    },
    async close() {
      closed.abort();
      clearInterval(looking);
      if (timer !== null) clearTimeout(timer);
      const last = program;
      if (last === null) return;
      send(last.link, { ask: 'end' });
      const late = setTimeout(() => end(last, 'the program that reads chips did not end'), endWithin);
      await new Promise<void>((resolve) => (last.link.closed ? resolve() : last.link.once('close', () => resolve())));
      clearTimeout(late);
    },
  };
}

function ended(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    void work.then(resolve);
  });
}

function kill(pid: number): void {
  try {
    // 0 before it has told: ending the link is all there is then.
    if (pid > 0) process.kill(pid, 'SIGKILL');
  } catch {
    // Ended already.
  }
}
