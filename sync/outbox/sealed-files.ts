/** Reads manifests and receipts back from the vault's own files: whole and of that revision, or not at all. */
import type { Manifest, Receipt, Signed } from '../core/manifest.js';
import { hashOf } from '../seal/sign.js';
import type { Sealed } from './revisions.js';

export const partName = /^[0-9a-f]{64}$/;

/** null where the file is not the manifest of that revision. Its signature is headquarters' to judge. */
export function readManifest(bytes: Uint8Array, id: string, revision: number): Sealed | null {
  const signed = parse(bytes) as Signed<Manifest> | null;
  const value = signed?.value;
  const whole = typeof signed?.signature === 'string' && value?.dossier === id && value.revision === revision
    && Number.isSafeInteger(value.counter) && typeof value.businessDay === 'string' && !Number.isNaN(Date.parse(value.sealedAt))
    && Array.isArray(value.parts) && value.parts.every((part) => partName.test(part.id) && Number.isSafeInteger(part.size) && Number.isSafeInteger(part.revision));
  return signed !== null && whole ? { manifest: signed, hash: hashOf(value) } : null;
}

export function readReceipt(bytes: Uint8Array, id: string, revision: number): Signed<Receipt> | null {
  const signed = parse(bytes) as Signed<Receipt> | null;
  const value = signed?.value;
  const whole = value?.dossier === id && value.revision === revision && !Number.isNaN(Date.parse(value.receivedAt));
  return whole ? signed : null;
}

function parse(bytes: Uint8Array): unknown {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' ? value : null;
  } catch {
    // Torn or foreign: the caller sets it aside.
    return null;
  }
}
