/** A vault of the example's station on a disk that a test gives, unlocked, and with one sealed dossier in it. */
import type { Disk } from '../../../sync/outbox/disk.js';
import type { Vault } from '../../../sync/outbox/model.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, example, idOf, newPart, valueOf } from './example.js';

export const made = await example();
export const id = idOf(1);
const folder = '/vault';

export async function open(disk: Disk, more: { reserveBytes?: number; freeBytes?: () => Promise<number> } = {}): Promise<Vault> {
  const vault = await openVault({ folder, clock: () => 1_000_000, disk, reserveBytes: 0, ...more });
  vault.unlock(made.keys);
  return vault;
}

export async function sealed(disk: Disk): Promise<Vault> {
  const vault = await open(disk);
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.addParts(id, [newPart('photo')]));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
  return vault;
}
