/** What the page knows of saving, over all dossiers: when something was last durable, what is not yet, and how to hand all of it over. */
import { useSyncExternalStore } from 'react';

import type { Saved } from '../../sync/core/queue.js';
import type { Fault } from '../../sync/core/result.js';

export interface Saver {
  /** Sends what waits; false when that failed. */
  readonly flush: () => Promise<boolean>;
  readonly onState: (listener: (state: { readonly saved: Saved | null; readonly fault: Fault | null; readonly unsaved: number }) => void) => () => void;
}

export interface Saving {
  /** The last durable save of this run, as the vault answered it, milliseconds; null while there was none. */
  readonly at: number | null;
  /** Dossiers whose last try to save failed. */
  readonly failing: ReadonlyMap<string, Fault>;
}

let saving: Saving = { at: null, failing: new Map() };
const savers = new Map<string, Saver>();
const unsaved = new Set<string>();
const listeners = new Set<() => void>();

function listen(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useSaving(): Saving {
  return useSyncExternalStore(listen, () => saving);
}

/** Follows the saver of a dossier for as long as the page lives: it may go on trying after its screen was left. */
export function followSaver(dossier: string, saver: Saver): void {
  savers.set(dossier, saver);
  saver.onState(({ saved, fault, unsaved: left }) => {
    if (left > 0) unsaved.add(dossier);
    else unsaved.delete(dossier);
    const at = saved === null ? saving.at : Math.max(saved.at, saving.at ?? 0);
    if (at === saving.at && fault === (saving.failing.get(dossier) ?? null)) return;
    const failing = new Map(saving.failing);
    if (fault === null) failing.delete(dossier);
    else failing.set(dossier, fault);
    saving = { at, failing };
    for (const listener of listeners) listener();
  });
}

export function saveAgain(dossier: string): void {
  void savers.get(dossier)?.flush();
}

/** Milliseconds: a disk that hangs must not keep the station open. */
const longestFlush = 2000;

/** Hands over all that waits; answers when it is durable, or that cannot be had now. What failed stays in memory and is tried again. */
export async function saveAll(): Promise<void> {
  const flushed = Promise.all([...unsaved].map((dossier) => savers.get(dossier)?.flush()));
  await Promise.race([flushed, new Promise((late) => setTimeout(late, longestFlush))]);
}
