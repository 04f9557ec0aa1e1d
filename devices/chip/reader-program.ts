/**
 * The program that reads chips, as a process of its own with the bindings to the card service in it: their calls return when the service likes, some of
 * them on the main thread, and a service that hangs would hold up whatever else that process does. Who started it ends it when it does not answer.
 */
import { connect, Socket } from 'node:net';

import type { ChipProgress } from '../../sync/core/capture.js';
import type { ChipFact } from '../../sync/core/chip-facts.js';
import { chooseReaders, serviceAnswers } from '../ports/readers.js';

import { openChipReader, type ChipReader } from './driver.js';
import { receive, send, type FromProgram, type ProgramOptions, type ToProgram } from './reader-messages.js';
import type { WatchReaders } from './transport.js';

/** Milliseconds without progress after which a reading is so late that the service itself is looked at. */
const suspectAfter = 2000;
/** Milliseconds between looks at a service of which nothing is asked. */
const lookEvery = 10_000;

/** The number of an inherited descriptor, or the path of a local socket. */
const place = process.argv.at(-1) ?? '';
const link = /^\d+$/.test(place) ? new Socket({ fd: Number(place), readable: true, writable: true }) : connect(place);
const running = new Map<number, AbortController>();
const judged = new Map<number, (facts: readonly ChipFact[]) => void>();
let nextJudgement = 1;
let reader: ChipReader | null = null;
let suspicion: NodeJS.Timeout | undefined;
const untold: ChipProgress[] = [];

// Whoever started it is gone, or has it end. An orderly exit would wait for threads that hang in the service.
link.once('close', () => process.kill(process.pid, 'SIGKILL'));
link.on('error', () => link.destroy());

function tell(message: FromProgram): void {
  send(link, message);
}

/** With a service that hangs this stands still, which is noticed at the other end. */
function look(): void {
  void serviceAnswers();
}

function suspectSoon(): void {
  clearTimeout(suspicion);
  if (running.size > 0) suspicion = setTimeout(look, suspectAfter);
}

/** Told once the next command is under way, the last of several alone: nothing waits for it. */
function progressLater(progress: ChipProgress): void {
  if (untold.length === 0) {
    setImmediate(() => {
      suspectSoon();
      for (const one of untold.splice(0)) tell({ tell: 'progress', progress: one });
    });
  }
  // The fields come once, and are never passed over.
  if (untold.at(-1)?.fields === undefined) untold.pop();
  untold.push(progress);
}

function open({ simulated, adapter, deadlines, blockFile, mostData, judges }: ProgramOptions): ChipReader {
  setInterval(look, lookEvery).unref();
  return openChipReader({
    simulated, ...(deadlines === undefined ? {} : { deadlines }), ...(blockFile === undefined ? {} : { blockFile }),
    watchReaders: told(chooseReaders(adapter === undefined ? {} : { adapter }), mostData),
    onState: (state) => tell({ tell: 'state', state }),
    onProgress: progressLater,
    ...(judges ? { verify: (files) => new Promise<readonly ChipFact[]>((resolve) => {
      const id = nextJudgement++;
      judged.set(id, resolve);
      tell({ tell: 'judge', id, files });
    }) } : {}),
  });
}

/** Tells the names of readers as they come and go. */
function told(ports: WatchReaders, mostData: number | undefined): WatchReaders {
  const names = new Set<string>();
  const changed = (): void => tell({ tell: 'readers', names: [...names] });
  return (watch) => ports({
    ...watch,
    onReader: (name) => {
      names.add(name);
      changed();
      watch.onReader(name);
    },
    onReaderGone: (name) => {
      names.delete(name);
      changed();
      watch.onReaderGone(name);
    },
    onServiceLost: (detail) => {
      names.clear();
      changed();
      watch.onServiceLost(detail);
    },
    onCard: (name, opening) => watch.onCard(name, async () => {
      const opened = await opening();
      return opened.ok && mostData !== undefined ? { ok: true, value: { ...opened.value, mostData } } : opened;
    }),
  });
}

async function read({ id, key }: Extract<ToProgram, { readonly ask: 'read' }>): Promise<void> {
  const controller = new AbortController();
  running.set(id, controller);
  suspectSoon();
  const result = await (reader?.read(key, controller.signal) ?? Promise.resolve({ ok: false, fault: { code: 'pcsc-absent' } } as const));
  running.delete(id);
  suspectSoon();
  for (const one of untold.splice(0)) tell({ tell: 'progress', progress: one });
  tell({ tell: 'read', id, result });
  // The chip, or the service behind it.
  if (!result.ok && result.fault.code === 'chip-timeout') look();
}

receive<ToProgram>(link, (message) => {
  switch (message.ask) {
    case 'open':
      reader ??= open(message.options);
      break;
    case 'read':
      void read(message);
      break;
    case 'cancel':
      running.get(message.id)?.abort();
      break;
    case 'judged':
      judged.get(message.id)?.(message.facts);
      judged.delete(message.id);
      break;
    case 'look':
      tell({ tell: 'looked' });
      break;
    case 'end':
      void (reader?.close() ?? Promise.resolve()).then(() => link.end());
  }
});
tell({ tell: 'started', pid: process.pid });
