/** How long the page's main thread works at each picture, and at once: from the browser's own trace of its tasks. */
import type { Page } from 'playwright-core';

/** Milliseconds of the thread's own processor time: another program's turn on the processor is no work of the page. */
export interface ThreadWork {
  /** Between one mark and the next, all tasks together. */
  readonly perFrame: readonly number[];
  /** The longest single task between the first mark and the last. */
  readonly longestTask: number;
}

/** Of Chromium's trace format: times in microseconds; `tdur` is the thread's own time of a task, `dur` that of the wall. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** The name that a thread of the page gives to each picture by `performance.mark`. */
export const frameMark = 'frame-on-screen';
/** No others: to write down what happens within a task costs that task a third of its time. */
const categories = ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/** Traces while `watched` runs. */
export async function tracedWork<Value>(page: Page, watched: () => Promise<Value>): Promise<{ readonly value: Value; readonly work: ThreadWork }> {
  const browser = page.context().browser();
  if (browser === null) throw Error('the page has no browser');
  await browser.startTracing(page, { categories });
  const value = await watched();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString('utf8')) as { traceEvents: readonly TraceEvent[] };
  return { value, work: workIn(traceEvents) };
}

export function workIn(events: readonly TraceEvent[]): ThreadWork {
  const marks = events.filter((event) => event.name === frameMark);
  const [first] = marks;
  if (first === undefined) throw Error('no picture in the trace');
  const page = events.find((event) => event.name === 'thread_name' && event.pid === first.pid && event.args?.name === 'CrRendererMain');
  if (page === undefined) throw Error('no page in the trace');
  const own = (event: TraceEvent): boolean => event.pid === page.pid && event.tid === page.tid;
  const tasks = outermost(events.filter((event) => own(event) && event.ph === 'X' && event.name === 'RunTask'));
  if (tasks.length === 0) throw Error('no task in the trace');
  const times = marks.map((mark) => mark.ts).sort((a, b) => a - b);
  const perFrame = times.slice(1).map((end, index) => {
    const start = times[index] ?? 0;
    return tasks.filter((task) => task.ts >= start && task.ts < end).reduce((sum, task) => sum + durationOf(task), 0);
  });
  const within = tasks.filter((task) => task.ts >= (times[0] ?? 0) && task.ts < (times.at(-1) ?? 0));
  return { perFrame, longestTask: Math.max(...within.map(durationOf)) };
}

/** A task within a task is counted with it. */
function outermost(tasks: readonly TraceEvent[]): readonly TraceEvent[] {
  let end = -Infinity;
  return [...tasks].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0)).filter((task) => {
    if (task.ts < end) return false;
    end = task.ts + (task.dur ?? 0);
    return true;
  });
}

function durationOf({ tdur, dur }: TraceEvent): number {
  return (tdur ?? dur ?? 0) / 1000;
}
