/**
 * A long work of the station, which goes on while the officer does something else: what it came to is there when they come back.
 * How far it is is told apart from the rest, so that a screen is not drawn anew with every step of a bar.
 */
import { useSyncExternalStore } from 'react';

import type { WorkName, WorkProgress } from '../../electron/contract/calls.js';
import type { Fault, Result } from '../../sync/core/result.js';

import { call, on } from './station.js';

export interface WorkInHand<Value> {
  /** When it began, milliseconds; null while nothing is under way. */
  readonly since: number | null;
  /** What it is about: a file's name, a business day, a folder. */
  readonly subject: string;
  readonly fault: Fault | null;
  /** It was called off. */
  readonly stopped: Fault | null;
  readonly value: Value | null;
}

export interface LongWork<Args extends readonly unknown[], Value> {
  /** Dropped while one of its kind is under way. */
  readonly start: (...args: Args) => void;
  /** Once more with what the last start was given. */
  readonly again: () => void;
  readonly cancel: () => void;
  /** Takes fault and outcome off the screen. */
  readonly clear: () => void;
  readonly useWork: () => WorkInHand<Value>;
  readonly useProgress: () => WorkProgress | null;
  readonly state: () => WorkInHand<Value>;
}

interface WorkOptions<Args extends readonly unknown[], Value> {
  readonly subject: (...args: Args) => string;
  readonly run: (...args: Args) => Promise<Result<Value>>;
  readonly done?: (value: Value) => void;
}

const all = new Set<() => void>();

/** Forgets what every work came to: at a lock, as a report holds names. */
export function forgetWorks(): void {
  for (const forget of all) forget();
}

export function longWork<Args extends readonly unknown[], Value>(name: WorkName, { subject, run, done = () => undefined }: WorkOptions<Args, Value>): LongWork<Args, Value> {
  const nothing: WorkInHand<Value> = { since: null, subject: '', fault: null, stopped: null, value: null };
  let state = nothing;
  let progress: WorkProgress | null = null;
  let last: Args | null = null;
  /** Counts the works, so that the answer of a forgotten one is dropped. */
  let own = 0;
  const listeners = new Set<() => void>();
  const listen = (changed: () => void): (() => void) => {
    listeners.add(changed);
    return () => listeners.delete(changed);
  };
  const tell = (next: WorkInHand<Value>): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const forget = (): void => {
    own += 1;
    last = null;
    progress = null;
    tell(nothing);
  };
  all.add(forget);

  async function start(...args: Args): Promise<void> {
    if (state.since !== null) return;
    const mine = (own += 1);
    last = args;
    progress = null;
    tell({ ...nothing, since: Date.now(), subject: subject(...args) });
    const unfollow = on('work', (told) => {
      if (told.work !== name || mine !== own) return;
      progress = told;
      for (const listener of listeners) listener();
    });
    const answer = await run(...args);
    unfollow();
    if (mine !== own) return;
    progress = null;
    const { fault } = answer.ok ? { fault: null } : answer;
    const isStopped = fault?.code.endsWith('-cancelled') === true;
    tell({ ...state, since: null, value: answer.ok ? answer.value : null, fault: isStopped ? null : fault, stopped: isStopped ? fault : null });
    if (answer.ok) done(answer.value);
  }

  return {
    start: (...args) => void start(...args),
    again: () => last !== null && void start(...last),
    // A channel that broke is told by the work's own call.
    cancel: () => void call('work.cancel', name).catch(() => undefined),
    clear: () => tell({ ...state, fault: null, stopped: null, value: null }),
    useWork: () => useSyncExternalStore(listen, () => state),
    useProgress: () => useSyncExternalStore(listen, () => progress),
    state: () => state,
  };
}
