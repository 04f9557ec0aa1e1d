/** What the one button of a fault does, so that it is what its label says. */
import type { Fault } from '../../sync/core/result.js';
import { go } from '../route.js';
import { lockStation } from '../store/lock.js';

export type Deeds = Readonly<Record<string, () => void>>;

const everywhere: Deeds = {
  // Main has no keys (any more): the page goes where they are given.
  'locked': () => void lockStation(),
  'disk-full': () => go({ screen: 'day' }),
  'unknown-dossier': () => go({ screen: 'worklist' }),
  'key-destroyed': () => go({ screen: 'worklist' }),
  'not-a-draft': () => go({ screen: 'dossiers' }),
};

/** `again` does once more what failed; `own`: what only this screen can do about a code. */
export function deedOf(fault: Fault, again: () => void, own: Deeds = {}): () => void {
  return own[fault.code] ?? everywhere[fault.code] ?? again;
}

const ofTheFolder = ['folder-missing', 'stick-full', 'verify-failed', 'no-receipts', 'receipts-forged', 'other-station'];

/** Of a batch: another folder is what most of its faults ask for. */
export function folderDeeds(choose: () => void): Deeds {
  return Object.fromEntries(ofTheFolder.map((code) => [code, choose]));
}
