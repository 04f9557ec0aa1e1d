/** Reads the document on a reader and tells what came of it: readers, facts, text, sizes and times. What opened it is in nothing of that. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import type { ChipReading, DevicesState } from '../../sync/core/capture.js';
import type { ChipFault } from '../../sync/core/faults.js';
import type { Fault } from '../../sync/core/result.js';
import { usualChipReader } from '../chip/reader-apart.js';
import { trustAnchors, type AnchorReport, type TrustAnchors } from '../chip/trust/anchors.js';
import { verifyReading } from '../chip/trust/verify.js';
import type { ChipCommand } from './arguments.js';

export interface ChipFinding {
  readonly adapter: string | null;
  readonly readers: readonly string[];
  readonly lists: readonly ListFinding[];
  readonly cardPresent: boolean;
  /** Null where nothing was to be read, or no card came. */
  readonly reading: ChipReading | null;
  readonly fault: Fault<ChipFault> | null;
  /** Milliseconds from the start of the reading; null where it did not come so far. */
  readonly times: { readonly firstText: number | null; readonly whole: number | null };
}

export interface ListFinding {
  readonly name: string;
  readonly report: AnchorReport | null;
  readonly fault: string | null;
}

/** Milliseconds for a whole reading, and for one command: a slow card on a slow reader, with nobody waiting for the next. */
const deadlines = { whole: 120_000, command: 10_000 };
/** Milliseconds in which service and readers tell of themselves. */
const settleTime = 1500;

export async function examineChip(command: ChipCommand, onWaiting: () => void, signal: AbortSignal): Promise<ChipFinding> {
  const anchors = trustAnchors();
  const lists = await loadLists(command.trust, anchors);
  let readers: readonly string[] = [];
  let state: DevicesState['chip'] | null = null;
  const current = (): DevicesState['chip'] | null => state;
  let changed = (): void => undefined;
  let firstText: number | null = null;
  let since = 0;
  const reader = usualChipReader({
    simulated: false, deadlines, ...(command.adapter === null ? {} : { adapter: command.adapter }),
    onReaders: (names) => (readers = names),
    onState: (next) => {
      state = next;
      changed();
    },
    onProgress: (progress) => {
      if (progress.fields !== undefined) firstText ??= performance.now() - since;
    },
    verify: async (files) => verifyReading({ files, anchors, now: Date.now() }),
  });
  /** Until it holds, or time is over. */
  const until = (holds: () => boolean, milliseconds: number): Promise<void> => new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      changed = () => undefined;
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    changed = () => (holds() ? end() : undefined);
    changed();
  });
  const isPresent = (): boolean => state?.cardPresent === true;
  try {
    await until(isPresent, settleTime);
    if (command.key !== null && !isPresent() && command.wait > 0) {
      onWaiting();
      await until(isPresent, command.wait);
    }
    const cardPresent = isPresent();
    since = performance.now();
    const result = command.key === null ? null : await reader.read(command.key, signal);
    const whole = result?.ok === true ? performance.now() - since : null;
    return {
      adapter: current()?.adapter ?? null, readers, lists, cardPresent, reading: result?.ok === true ? result.value : null,
      fault: result?.ok === false ? result.fault : faultOf(state), times: { firstText, whole },
    };
  } finally {
    await reader.close();
  }
}

/** Without a key: whether there is something to read with. */
function faultOf(state: DevicesState['chip'] | null): Fault<ChipFault> | null {
  if (state === null || state.fault === 'pcsc-absent') return { code: 'pcsc-absent' };
  return state.fault === 'reader-absent' ? { code: 'reader-absent' } : null;
}

async function loadLists(files: readonly string[], anchors: TrustAnchors): Promise<readonly ListFinding[]> {
  const found: ListFinding[] = [];
  for (const file of files) {
    const name = basename(file);
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => error.code ?? 'unreadable');
    const added = typeof bytes === 'string' ? bytes : anchors.add({ name, date: '', bytes: new Uint8Array(bytes) });
    if (typeof added === 'string') found.push({ name, report: null, fault: added });
    else found.push(added.ok ? { name, report: added.value, fault: null } : { name, report: null, fault: added.fault.code });
  }
  return found;
}
