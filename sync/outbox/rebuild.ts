/** Builds what the vault knows from its files alone, and finishes what a kill or a power cut left half done. */
import { join } from 'node:path';

import type { Part } from '../core/dossier.js';
import { step } from '../core/steps.js';
import { chainEnd, type ChainEnd } from './chain.js';
import type { Disk } from './disk.js';
import { destroy, makeFolderDurably, makeRootDurably, unfinished, writeDurably } from './files.js';
import type { Quarantine } from './quarantine.js';
import { newRevision, revisionPath, withManifest, type Revision } from './revisions.js';
import { scan, type FoundRevision } from './scan.js';
import { openTransitions, readTransitions, type Transition, type Transitions } from './transitions.js';

export interface Rebuilt {
  readonly revisions: readonly Revision[];
  readonly transitions: Transitions;
  readonly chain: ChainEnd;
}

export async function rebuild(disk: Disk, root: string, now: number, quarantine: Quarantine): Promise<Rebuilt> {
  await makeRootDurably(disk, root);
  for (const name of await disk.list(root)) if (name.endsWith(unfinished)) await disk.remove(join(root, name));
  for (const name of ['dossiers', 'lists']) await makeFolderDurably(disk, root, name);
  const { transitions: past, good } = await loadTransitions(disk, root, quarantine);
  const transitions = openTransitions(disk, join(root, 'transitions'), good);

  const known = replay(past);
  const mentioned = new Set(past.flatMap((one) => (one.what === 'about' ? [keyOf(one)] : [])));
  const destroyed = new Map(past.flatMap((one) => (one.what === 'destroy' ? [[one.id, one.revision] as const] : [])));
  const revisions = new Map(known);
  const found = await scan(disk, root, quarantine);
  for (const one of found) {
    const before = known.get(keyOf(one)) ?? newRevision(one.id, one.revision);
    const isDestroyed = one.revision <= (destroyed.get(one.id) ?? 0) && one.sealed !== null;
    const { after, missing } = await reconcile(disk, root, before, one, isDestroyed, now);
    if (missing.length > 0) await transitions.append(...missing);
    if (one.brokenManifest !== null) await quarantine.whole([...revisionPath(one.id, one.revision), 'manifest.json'], one.brokenManifest);
    await tidy(disk, root, one, isDestroyed);
    if (one.journal || one.sealed !== null || one.brokenManifest !== null || mentioned.has(keyOf(one))) revisions.set(keyOf(one), after);
    else revisions.delete(keyOf(one));
  }
  report(revisions, found, quarantine);
  const sealedBefore = past.flatMap((one) => (one.what === 'step' && one.counter !== undefined ? [{ counter: one.counter, hash: one.hash ?? null }] : []));
  const manifests = found.flatMap((one) => (one.sealed === null ? [] : [{ counter: one.sealed.manifest.value.counter, hash: one.sealed.hash }]));
  return {
    revisions: [...revisions.values()].sort((a, b) => a.revision - b.revision),
    transitions, chain: chainEnd([...sealedBefore, ...manifests]),
  };
}

async function loadTransitions(disk: Disk, root: string, quarantine: Quarantine): Promise<ReturnType<typeof readTransitions>> {
  if ((await disk.size(join(root, 'transitions'))) < 0) await writeDurably(disk, root, [{ name: 'transitions', bytes: new Uint8Array(0) }]);
  const bytes = await disk.read(join(root, 'transitions'));
  const read = readTransitions(bytes);
  if (read.good < bytes.length) await quarantine.tail(['transitions'], bytes, read.good);
  return read;
}

function replay(past: readonly Transition[]): ReadonlyMap<string, Revision> {
  const revisions = new Map<string, Revision>();
  for (const one of past) {
    if (one.what === 'destroy') continue;
    const before = revisions.get(keyOf(one)) ?? newRevision(one.id, one.revision);
    revisions.set(keyOf(one), one.what === 'about'
      ? { ...before, person: one.person, businessDay: one.businessDay, updatedAt: one.at }
      : { ...after(before, one.step), updatedAt: one.at, hash: one.hash ?? before.hash, note: one.note ?? null });
  }
  return revisions;
}

function after(before: Revision, next: Parameters<typeof step>[1]): Revision {
  const stepped = step(before.state, next);
  return stepped.ok ? { ...before, state: stepped.value } : before;
}

/** Brings state and files together. The files win; what the transitions lack of them is answered as `missing`. */
async function reconcile(
  disk: Disk, root: string, before: Revision, found: FoundRevision, isDestroyed: boolean, now: number,
): Promise<{ readonly after: Revision; readonly missing: readonly Transition[] }> {
  const missing: Transition[] = [];
  const about = { id: found.id, revision: found.revision, at: now };
  let one: Revision = { ...before, keyThere: found.key && !isDestroyed };
  const add = (next: Parameters<typeof step>[1], more: Partial<Extract<Transition, { what: 'step' }>> = {}): void => {
    missing.push({ what: 'step', ...about, step: next, ...more });
    one = { ...after(one, next), updatedAt: now, note: more.note ?? null };
  };

  if (found.sealed !== null) {
    one = withManifest(one, found.sealed);
    if (one.state === 'draft') add('seal', { counter: found.sealed.manifest.value.counter, hash: found.sealed.hash });
    if (one.state === 'sealed') add('queue');
  } else if (found.brokenManifest !== null && one.state === 'draft') {
    // Never a draft again: a second manifest for this id and revision would contradict the first.
    add('seal');
    add('queue');
    add('quarantine', { note: 'manifest-unreadable' });
  } else if (one.state === 'draft') {
    for (const name of found.parts) one = { ...one, bytes: one.bytes + (await disk.size(join(root, ...revisionPath(found.id, found.revision), name))) };
  }
  if (found.receipt !== null && found.sealed !== null && found.receipt.value.manifest === found.sealed.hash) {
    if (one.state !== 'received') add('receive');
    one = { ...one, headquarters: 'received', receivedAt: Date.parse(found.receipt.value.receivedAt) };
  }
  if (found.sealed !== null && (one.state === 'queued' || one.state === 'sending')) {
    const lost = await lostPart(disk, root, found.id, found.sealed.manifest.value.parts);
    if (lost !== null) add('quarantine', { note: `part-missing ${lost.role}` });
  }
  return { after: one, missing };
}

/** The first part that is not there in its size. */
async function lostPart(disk: Disk, root: string, id: string, parts: readonly Part[]): Promise<Part | null> {
  for (const part of parts) {
    if ((await disk.size(join(root, ...revisionPath(id, part.revision), part.id))) !== part.size) return part;
  }
  return null;
}

/** Removes what a finished step had still to remove: replaced parts, destroyed keys with their journals. */
async function tidy(disk: Disk, root: string, found: FoundRevision, isDestroyed: boolean): Promise<void> {
  const folder = join(root, ...revisionPath(found.id, found.revision));
  if (found.sealed !== null) {
    const named = new Set(found.sealed.manifest.value.parts.map((part) => part.id));
    for (const id of found.parts) if (!named.has(id)) await disk.remove(join(folder, id));
  }
  if (!isDestroyed) return;
  if (found.key) await destroy(disk, join(folder, 'key'));
  if (found.journal) await destroy(disk, join(folder, 'journal'));
}

/** A revision that was acknowledged and whose file is gone: reported, and never taken for a draft to begin afresh. */
function report(revisions: Map<string, Revision>, found: readonly FoundRevision[], quarantine: Quarantine): void {
  const files = new Map(found.map((one) => [keyOf(one), one]));
  for (const [key, one] of revisions) {
    const file = files.get(key);
    const lost = one.state === 'draft' ? file?.journal !== true : (file?.sealed ?? null) === null;
    if (!lost) continue;
    if ((file?.brokenManifest ?? null) === null) quarantine.missing([...revisionPath(one.id, one.revision), one.state === 'draft' ? 'journal' : 'manifest.json']);
    revisions.set(key, { ...one, state: 'quarantined', note: one.note ?? 'file-missing' });
  }
}

function keyOf(one: { readonly id: string; readonly revision: number }): string {
  return `${one.id}/${one.revision}`;
}
