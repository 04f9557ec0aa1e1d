/** Keeps the device process alive: starts it when there is time or need, restarts it with back-off when it dies or stands still, and carries calls and events. */
import { utilityProcess, type UtilityProcess } from 'electron';

import type { DeviceCalls, DeviceOptions, FromDevices, ToDevices, ToldEvents } from '../devices/calls.js';
import type { DevicesState } from '../sync/core/capture.js';
import { fault, type Result } from '../sync/core/result.js';
import { retryDelay } from '../sync/core/retry.js';
import { chipReaders } from './chip-readers.js';
import { givenUp, waitPatiently } from './device-patience.js';
import { watchAnswers } from './device-watch.js';

export interface Devices {
  /** The first start, after that many milliseconds; a later call of this moves it, a call of a device does it at once. */
  readonly startIn: (milliseconds: number) => void;
  /**
   * Rejects never, and always ends: a process that dies in between answers 'device-process-down'; the call is given up when the signal aborts, and at the
   * deadline of its name, also when the process does not answer to that (device-patience.ts).
   */
  call<Name extends keyof DeviceCalls>(name: Name, args: DeviceCalls[Name]['args'], signal?: AbortSignal): Promise<DeviceCalls[Name]['result'] | Down>;
  readonly state: () => DevicesState;
  readonly stop: () => void;
  /** How often the process was started: what it was told before the last time, it does not know any more. */
  readonly starts: () => number;
  /** The process id, for the doctor. */
  readonly pid: () => number | undefined;
}
type Down = ReturnType<typeof fault<'device-process-down'>>;

/** Long enough alive that the next death counts as a first one. */
const settledAfter = 30_000;

/** `entry`: the built devices/process.ts, with the program that reads chips beside it. */
export function superviseDevices(
  entry: string,
  options: DeviceOptions,
  listener: <Name extends keyof ToldEvents>(event: Name, payload: ToldEvents[Name]) => void,
): Devices {
  const readers = chipReaders(entry);
  const waiting = new Map<number, (result: Result<unknown, string>) => void>();
  let next = 1;
  let failures = 0;
  let starts = 0;
  let stopped = false;
  let child: UtilityProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  const looking = { state: 'looking', identity: null, fault: null, simulated: options.simulated } as const;
  let state: DevicesState = { process: 'restarting', scanner: looking, chip: { ...looking, cardPresent: false } };

  function tell(changed: DevicesState): void {
    state = changed;
    listener('devices', state);
  }

  function startReader(asking: UtilityProcess, place: string): void {
    if (asking !== child || stopped) return;
    readers.start(place, () => {
      if (asking === child) asking.postMessage({ id: next++, call: 'chip.ended', args: [place] });
    });
  }

  function start(): void {
    clearTimeout(timer);
    const startedAt = Date.now();
    const started = utilityProcess.fork(entry, [JSON.stringify(options)], { serviceName: 'devices', stdio: 'inherit' });
    child = started;
    starts += 1;
    const watch = watchAnswers(() => started.postMessage({ ping: true } satisfies ToDevices), () => started.kill());
    started.on('message', (message: FromDevices) => {
      watch.heard();
      if ('pong' in message) return;
      if ('event' in message) {
        if (message.event === 'devices') tell(message.payload as DevicesState);
        else if (message.event === 'chip.start') startReader(started, message.payload as string);
        else listener(message.event, message.payload as never);
        return;
      }
      waiting.get(message.id)?.(message.result);
    });
    started.on('exit', () => {
      watch.stop();
      child = null;
      // They end with their link, but for one that hangs or has not called yet.
      readers.end();
      const down = { state: 'broken', identity: null, fault: 'device-process-down', simulated: options.simulated } as const;
      tell({ process: stopped ? 'stopped' : 'restarting', scanner: down, chip: { ...down, cardPresent: false } });
      for (const answer of waiting.values()) answer(fault('device-process-down'));
      waiting.clear();
      if (stopped) return;
      failures = Date.now() - startedAt > settledAfter ? 1 : failures + 1;
      // The first restart is at once: a person sits with a hand on the scanner.
      timer = setTimeout(start, Math.min(30_000, retryDelay(failures, true, Math.random())));
    });
  }

  return {
    startIn(milliseconds) {
      if (starts > 0 || stopped) return;
      clearTimeout(timer);
      timer = setTimeout(start, milliseconds);
    },
    call(name, args, signal) {
      if (signal?.aborted) return Promise.resolve(givenUp(name) as never);
      if (starts === 0 && !stopped) start();
      const running = child;
      if (running === null) return Promise.resolve(fault('device-process-down'));
      const id = next++;
      return new Promise((resolve) => {
        const answer = (result: Result<unknown, string>): void => {
          stopWaiting();
          waiting.delete(id);
          resolve(result as never);
        };
        const stopWaiting = waitPatiently(name, { signal, cancel: () => running.postMessage({ id, cancel: true }), answer });
        waiting.set(id, answer);
        running.postMessage({ id, call: name, args });
      });
    },
    state: () => state,
    stop() {
      stopped = true;
      clearTimeout(timer);
      child?.kill();
      readers.end();
    },
    starts: () => starts,
    pid: () => child?.pid,
  };
}
