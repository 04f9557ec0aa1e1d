/**
 * Readers and cards through pcsclite, watched over: the service may be absent, restart, lose a reader, and the binding then stays silent for ever;
 * so a context that failed is thrown away and a new one made, with back-off.
 */
import type pcsclite from 'pcsclite';
import type { CardReader, PCSCLite } from 'pcsclite';

import type { ReaderWatch } from '../chip/transport.js';

import { messageOf } from './pcsc-codes.js';
import { ReaderLine } from './pcsc-transport.js';

/** Milliseconds until the service is looked for again: first, and at most. */
const firstRetry = 250;
const longestRetry = 4000;
/** Milliseconds in which a service tells of the readers it has. */
const listWait = 400;

interface WatchedReader {
  readonly line: ReaderLine;
  isPresent: boolean;
  /** Insertions and removals that the service counted, 16 bits; null before the first status. */
  counter: number | null;
  atr: Uint8Array;
}

interface Context {
  readonly native: PCSCLite;
  readonly readers: Map<string, WatchedReader>;
  isOver: boolean;
}

export interface PcscOptions {
  /** The binding; rejects where it was not built for this program. */
  readonly load?: () => Promise<typeof pcsclite>;
  /** At each failed start of a context: the binding did not load, or found no service. */
  readonly onFailure?: (failure: 'not-loaded' | 'no-context') => void;
}

const loadPcsclite = async (): Promise<typeof pcsclite> => ((await import('pcsclite')) as unknown as { readonly default: typeof pcsclite }).default;

/** Watches from now on. After `close` the process can end. */
export function watchPcsc(watch: ReaderWatch, { load = loadPcsclite, onFailure = () => undefined }: PcscOptions = {}): { close(): Promise<void> } {
  let context: Context | null = null;
  let retry = firstRetry;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;

  const again = (): void => {
    if (isClosed) return;
    timer = setTimeout(() => void start(), retry);
    retry = Math.min(retry * 2, longestRetry);
  };
  const lost = (detail: string): void => {
    const failed = context;
    context = null;
    if (failed !== null) void dispose(failed);
    if (isClosed) return;
    watch.onServiceLost(detail);
    again();
  };
  const start = async (): Promise<void> => {
    let isLoaded = false;
    try {
      const binding = await load();
      isLoaded = true;
      if (isClosed) return;
      const made: Context = { native: binding(), readers: new Map(), isOver: false };
      context = made;
      attach(made, watch, (detail) => (context === made ? lost(detail) : undefined));
      retry = firstRetry;
      // Readers come a moment later, if there are any: they say on their own that the service is there.
      setTimeout(() => (context === made ? watch.onService() : undefined), listWait).unref();
    } catch (error) {
      // The binding throws where the service is not there, and does not load where it was not built.
      lost(messageOf(error));
      onFailure(isLoaded ? 'no-context' : 'not-loaded');
    }
  };
  void start();
  return {
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      const last = context;
      context = null;
      if (last !== null) await dispose(last);
    },
  };
}

function attach(context: Context, watch: ReaderWatch, lost: (detail: string) => void): void {
  // Events come with the binding's lock held: what they lead to runs after they have returned.
  const later = (work: () => void): void => {
    setImmediate(() => {
      if (!context.isOver) work();
    });
  };
  context.native.on('error', (error: unknown) => later(() => lost(messageOf(error))));
  context.native.on('reader', (reader: CardReader) => {
    const { name } = reader;
    const watched: WatchedReader = { line: new ReaderLine(reader, () => watched.atr), isPresent: false, counter: null, atr: new Uint8Array() };
    context.readers.set(name, watched);
    later(() => watch.onReader(name));
    reader.on('status', (status) => {
      const atr = new Uint8Array(status.atr ?? []);
      later(() => {
        watched.atr = atr;
        follow(watched, status.state, reader, watch);
      });
    });
    // 'end' follows, or the context fails as well; a closed reader gives a spurious one.
    reader.on('error', () => undefined);
    reader.on('end', () => later(() => {
      context.readers.delete(name);
      closeReader(watched);
      if (watched.isPresent) watch.onCardGone(name);
      watch.onReaderGone(name);
    }));
  });
}

/** Tells of the edges alone: a status comes for much else, such as another program's connecting. */
function follow(watched: WatchedReader, state: number, reader: CardReader, watch: ReaderWatch): void {
  const isPresent = (state & reader.SCARD_STATE_PRESENT) !== 0;
  const counter = (state >>> 16) & 0xffff;
  const moved = watched.counter === null ? 0 : (counter - watched.counter) & 0xffff;
  const wasPresent = watched.isPresent;
  watched.counter = counter;
  watched.isPresent = isPresent;
  // Out and in between two looks: another card, or the same one with its session lost.
  const isSwapped = wasPresent && isPresent && moved >= 2;
  if (wasPresent && (!isPresent || isSwapped)) watch.onCardGone(reader.name);
  if (isPresent && (!wasPresent || isSwapped)) watch.onCard(reader.name, () => watched.line.open());
}

/** Readers that a command hangs in: closing one, or letting it be collected, would wait for that command with the process standing still. */
const abandoned = new Set<WatchedReader>();

/** Joins the reader's thread. */
function closeReader(watched: WatchedReader): void {
  if (watched.line.isIdle) watched.line.reader.close();
  else abandoned.add(watched);
}

async function dispose(context: Context): Promise<void> {
  context.isOver = true;
  // Never from inside an event: the binding's lock is not recursive. First the context, so that no reader is added any more.
  await new Promise<void>((resolve) => {
    setImmediate(() => {
      context.native.close();
      resolve();
    });
  });
  for (const watched of context.readers.values()) {
    await watched.line.idle();
    closeReader(watched);
  }
}
