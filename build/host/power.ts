/** powerMonitor: sleep is seen afterwards, by the two clocks of the kernel drifting apart: one goes on while the machine sleeps, one does not. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';

import { refuseUnknown } from './refuse.js';

/** Milliseconds. */
const lookEvery = 2000;
const shortestSleep = 3000;

export interface Clocks {
  /** Milliseconds since the start of the machine, sleep included. */
  readonly sinceBoot: () => number;
  /** Milliseconds awake. */
  readonly awake: () => number;
}

const kernel: Clocks = {
  sinceBoot: () => Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) * 1000,
  awake: () => Number(process.hrtime.bigint() / 1_000_000n),
};

/** Answers a function that looks once: true when the machine slept since the last look. */
export function sleepDetector(clocks: Clocks = kernel): () => boolean {
  let drift = clocks.sinceBoot() - clocks.awake();
  return () => {
    const now = clocks.sinceBoot() - clocks.awake();
    const slept = now - drift > shortestSleep;
    drift = now;
    return slept;
  };
}

const events = new EventEmitter();
let watching = false;

events.on('newListener', () => {
  if (watching) return;
  watching = true;
  const slept = sleepDetector();
  setInterval(() => {
    if (!slept()) return;
    events.emit('suspend');
    events.emit('resume');
  }, lookEvery).unref();
});

export const powerMonitor = refuseUnknown('powerMonitor', events);
