/** Makes a draft an immutable revision. It is sealed from the moment its manifest is on the disk; all else can be finished later. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { canonicalBytes } from '../core/canonical.js';
import { formOf, type Draft, type Part } from '../core/dossier.js';
import type { SealFault } from '../core/faults.js';
import type { Manifest } from '../core/manifest.js';
import type { DossierRow } from '../core/queue.js';
import { fault, ok, type Result } from '../core/result.js';
import { partId, sealPart } from '../seal/part.js';
import { wrapKey } from '../seal/recipients.js';
import { hashOf, sign } from '../seal/sign.js';
import { codeOf } from './disk.js';
import { saveFault, writeDurably } from './files.js';
import type { StationKeys } from './model.js';
import type { OpenDossier } from './open-dossier.js';
import { withManifest, type Revision, type Sealed } from './revisions.js';
import { losePart, openDraft } from './save.js';
import { partName } from './sealed-files.js';
import { folderOf, newest, put, revisionOf, type VaultState } from './state.js';

/** Called with the sealing's turn and the dossier's turn held. */
export async function sealRevision(state: VaultState, id: string): Promise<Result<DossierRow, SealFault>> {
  const keys = state.keys;
  if (keys === null) return fault('locked');
  const one = newest(state, id);
  if (one?.state === 'sealed' && one.sealed !== null) return finishSealing(state, one, one.sealed);
  const opened = await openDraft(state, id);
  if (!opened.ok) return opened;
  if (one === null) return fault('unknown-dossier');
  if (opened.value.draft.confirmation === null) return fault('not-confirmed');
  if (!/^[0-9a-f]{64}$/.test(keys.station)) throw Error('a station id is a SHA-256 in hex');
  if (state.inDoubt) return fault('not-durable', 'an earlier manifest is in doubt until the next start');
  const made = await makeManifest(state, keys, one, opened.value, opened.value.draft);
  if (!made.ok) return made;
  const written = await writeManifest(state, one, made.value);
  if (!written.ok) return written;
  state.chain = { counter: made.value.manifest.value.counter, hash: made.value.hash };
  const sealed: Revision = { ...withManifest(one, made.value), state: 'sealed' };
  put(state, sealed);
  return finishSealing(state, sealed, made.value);
}

/** Writes what the transitions lack of a manifest that is there, and takes away the parts that it does not name. */
export async function finishSealing(state: VaultState, one: Revision, sealed: Sealed): Promise<Result<DossierRow, 'disk-full' | 'not-durable'>> {
  const { id, revision } = one;
  const at = state.clock();
  const place = { counter: sealed.manifest.value.counter, hash: sealed.hash };
  try {
    await state.reserve.use(() => state.transitions.append(
      { what: 'step', id, revision, at, step: 'seal', ...place },
      { what: 'step', id, revision, at, step: 'queue' },
    ));
  } catch (error) {
    return saveFault(error);
  }
  const row = put(state, { ...one, state: 'queued', updatedAt: at });
  await removeReplaced(state, one, sealed.manifest.value.parts);
  return ok(row);
}

async function makeManifest(
  state: VaultState, keys: StationKeys, one: Revision, dossier: OpenDossier, draft: Draft,
): Promise<Result<Sealed, SealFault>> {
  const { id, revision } = one;
  if (draft.confirmation === null) return fault('not-confirmed');
  const form = sealPart(canonicalBytes(formOf(draft, draft.confirmation)), dossier.dataKey, randomBytes(32));
  const parts: readonly Part[] = [
    ...Object.values(draft.parts).map(({ part }) => part),
    { role: 'form' as const, id: form.id, size: form.bytes.length, revision },
  ].sort((a, b) => (a.role < b.role ? -1 : 1));
  const key = await wrapKey(dossier.dataKey, keys.recipients);
  try {
    await state.reserve.use(() => writeDurably(state.disk, folderOf(state, id, revision), [{ name: form.id, bytes: form.bytes }]));
    // A revision that can never be complete would block its place in the chain for ever: what is signed was read, byte for byte.
    for (const part of parts) {
      if (await isWhole(state, id, part)) continue;
      const told = await losePart(state, dossier, part.id);
      return told.ok ? fault('part-unreadable', part.role, { role: part.role }) : told;
    }
  } catch (error) {
    return saveFault(error);
  }
  const value: Manifest = {
    version: 1, dossier: id, revision, previous: revisionOf(state, id, revision - 1)?.hash ?? null,
    station: keys.station, counter: state.chain.counter + 1, chain: state.chain.hash,
    sealedAt: new Date(state.clock()).toISOString(), businessDay: draft.session.businessDay, key, parts,
  };
  return ok({ manifest: sign('manifest', value, keys.signingKey), hash: hashOf(value) });
}

async function isWhole(state: VaultState, id: string, part: Part): Promise<boolean> {
  try {
    return partId(await state.disk.read(join(folderOf(state, id, part.revision), part.id))) === part.id;
  } catch (error) {
    // Another error may pass; what is not there does not come back.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/**
 * After an error the manifest must be surely absent, or else nothing more may be sealed: a later start could find it,
 * and a second manifest would stand at its place in the chain.
 */
async function writeManifest(state: VaultState, one: Revision, sealed: Sealed): Promise<Result<null, 'disk-full' | 'not-durable'>> {
  const folder = folderOf(state, one.id, one.revision);
  const name = 'manifest.json';
  try {
    await state.reserve.use(() => writeDurably(state.disk, folder, [{ name, bytes: Buffer.from(JSON.stringify(sealed.manifest)) }]));
    return ok(null);
  } catch (error) {
    try {
      await state.disk.remove(join(folder, name));
      await state.disk.syncFolder(folder);
    } catch {
      // The disk answers nothing any more: the next start looks.
      state.inDoubt = true;
    }
    return saveFault(error);
  }
}

async function removeReplaced(state: VaultState, one: Revision, parts: readonly Part[]): Promise<void> {
  const folder = folderOf(state, one.id, one.revision);
  const named = new Set(parts.map((part) => part.id));
  try {
    for (const name of await state.disk.list(folder)) {
      if (partName.test(name) && !named.has(name)) await state.disk.remove(join(folder, name));
    }
  } catch {
    // Sealed it is; the next start removes what is left.
    return;
  }
}
