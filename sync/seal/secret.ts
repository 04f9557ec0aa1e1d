/** The officer's secret: what opens the station key, and the slot in which that key lies on the disk. */
import { randomBytes } from 'node:crypto';

import { canonicalText } from '../core/canonical.js';
import { fault, ok, type Result } from '../core/result.js';
import { argon2Bounds, deriveFromSecret, type Argon2Parameters, type Argon2Place } from './argon2.js';
import { unwrapKey, wrapKey } from './recipients.js';
import { openRow, sealRow } from './rows.js';
import { hashOf } from './sign.js';

/** JSON, as it lies on the disk. Binary values are base64url. */
export interface Slot {
  readonly version: 1;
  /** Argon2id (RFC 9106). */
  readonly kdf: Argon2Parameters;
  readonly salt: string;
  /** The station key, sealed under the derived key, bound to `kdf` and `salt`. */
  readonly key: string;
  /** The station key in an age file to headquarters' recovery recipient: for an officer who forgot the secret. */
  readonly recovery: string;
  /** hashOf all the above: tells a damaged slot from a wrong secret. */
  readonly sum: string;
}

/** 128 MiB, three passes: a good half second of one core for the officer, and for each guess of a thief. */
export const defaultArgon2: Argon2Parameters = { name: 'argon2id', memoryKiB: 128 * 1024, passes: 3, lanes: 1 };

export async function newSlot(
  secret: string, stationKey: Uint8Array, recoveryRecipient: string, place: Argon2Place = {}, kdf: Argon2Parameters = defaultArgon2,
): Promise<Slot> {
  if (stationKey.length !== 32) throw Error('a station key has 32 bytes');
  const salt = randomBytes(16).toString('base64url');
  const derived = await deriveFromSecret(normalSecret(secret), Buffer.from(salt, 'base64url'), kdf, place);
  const rest = {
    version: 1 as const, kdf, salt,
    key: Buffer.from(sealRow(derived, stationKey, boundOf(kdf, salt))).toString('base64url'),
    recovery: await wrapKey(stationKey, [recoveryRecipient]),
  };
  return { ...rest, sum: hashOf(rest) };
}

/** The 32 bytes of the station key. What a slot asks of memory and time is bounded, whoever wrote it. */
export async function openSlot(
  slot: unknown, secret: string, place: Argon2Place = {},
): Promise<Result<Uint8Array<ArrayBuffer>, 'wrong-secret' | 'keys-unreadable'>> {
  if (!isSlot(slot)) return fault('keys-unreadable', 'not a slot');
  const { sum, ...rest } = slot;
  if (hashOf(rest) !== sum) return fault('keys-unreadable', 'damaged');
  const derived = await deriveFromSecret(normalSecret(secret), Buffer.from(slot.salt, 'base64url'), slot.kdf, place);
  const key = openRow(derived, Buffer.from(slot.key, 'base64url'), boundOf(slot.kdf, slot.salt));
  return key.ok ? key : fault('wrong-secret');
}

/** For headquarters: the station key by the recovery identity. */
export async function recoverSlot(slot: unknown, identity: string): Promise<Result<Uint8Array, 'keys-unreadable'>> {
  const key = isSlot(slot) ? await unwrapKey(slot.recovery, [identity]) : null;
  return key?.ok ? ok(key.value) : fault('keys-unreadable');
}

/**
 * Strong enough to stand alone: four different words of two letters or more, or twenty characters of eight kinds or more.
 * It bounds carelessness; only words that the station made up have a known strength (words.ts).
 */
export function secretIsStrong(secret: string): boolean {
  const text = normalSecret(secret);
  const words = new Set(text.split(' ').filter((word) => word.length >= 2));
  return words.size >= 4 || (text.length >= 20 && new Set(text).size >= 8);
}

/** One form for what keyboards and input methods write in several: NFC, single spaces, none at the ends. */
function normalSecret(secret: string): string {
  return secret.normalize('NFC').trim().replace(/\s+/gu, ' ');
}

function boundOf(kdf: Argon2Parameters, salt: string): string {
  return canonicalText({ kdf: { ...kdf }, salt });
}

function isSlot(value: unknown): value is Slot {
  if (typeof value !== 'object' || value === null) return false;
  const { version, kdf, salt, key, recovery, sum } = value as Partial<Record<keyof Slot, unknown>>;
  const texts = [salt, key, recovery, sum].every((one) => typeof one === 'string' && /^[\w-]{1,20000}$/.test(one));
  return version === 1 && texts && typeof kdf === 'object' && kdf !== null && argon2Bounds(kdf as Partial<Argon2Parameters>)
    && Buffer.from(salt as string, 'base64url').length === 16;
}
