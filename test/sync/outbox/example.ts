/** A station's keys, headquarters' keys and an invented person, for the tests of the vault and of what sends from it. */
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';

import type { DraftChange, PartOrigin, PartRole, Session } from '../../../sync/core/dossier.js';
import type { Manifest, Receipt, Signed } from '../../../sync/core/manifest.js';
import type { Person } from '../../../sync/core/person.js';
import type { Result } from '../../../sync/core/result.js';
import type { NewPart, StationKeys, Vault } from '../../../sync/outbox/model.js';
import { newIdentity, type RecipientKind } from '../../../sync/seal/recipients.js';
import { hashOf, rawPublicKey, sign, stationId } from '../../../sync/seal/sign.js';

export interface Example {
  readonly keys: StationKeys;
  readonly identity: string;
  /** Ed25519, private: signs receipts. */
  readonly headquartersKey: KeyObject;
  readonly receiptFor: (manifest: Signed<Manifest>, sequence?: number) => Signed<Receipt>;
}

/** X25519 by default, since the hybrid takes milliseconds for each wrap. */
export async function example(kind: RecipientKind = 'x25519'): Promise<Example> {
  const { identity, recipient } = await newIdentity(kind);
  const station = generateKeyPairSync('ed25519');
  const headquarters = generateKeyPairSync('ed25519');
  const keys: StationKeys = {
    stationKey: new Uint8Array(randomBytes(32)), signingKey: station.privateKey, station: stationId(rawPublicKey(station.publicKey)),
    recipients: [recipient], receiptKey: rawPublicKey(headquarters.publicKey),
  };
  return {
    keys, identity, headquartersKey: headquarters.privateKey,
    receiptFor: ({ value }, sequence = value.counter) => sign('receipt', {
      version: 1, dossier: value.dossier, revision: value.revision, manifest: hashOf(value), station: value.station, sequence,
      receivedAt: '2026-05-14T10:00:00.000Z',
    }, headquarters.privateKey),
  };
}

export const session: Session = { officer: 'Trần Thị Bình', shift: 'morning', place: 'Nhà văn hoá thôn Hạ', businessDay: '2026-05-14' };

export const person: Person = {
  id: '6f1c1f0e-1111-4222-8333-444455556666', number: '001199000001', name: 'NGUYỄN VĂN AN', birth: '1938', sex: 'male', residence: 'permanent',
  address: 'Số 1', hamlet: 'Thôn Hạ', ward: 'Xã Thượng', household: '12', phone: '', due: 'card', priority: 'over-80',
};

export const beginning: Extract<DraftChange, { kind: 'begin' }> = { kind: 'begin', person, dossierKind: 'exchange', session };
export const confirmed: DraftChange = { kind: 'confirmed', confirmation: { by: 'citizen', at: 1_000 } };

export function typed(name: string): DraftChange {
  return { kind: 'fields', fields: { fullName: { value: name, source: 'typed' } } };
}

export function origin(role: PartRole): PartOrigin {
  return { role, device: { make: 'Tận Nhà', model: 'simulated', serial: '1' }, at: 1_000, quality: 80 };
}

export function newPart(role: PartRole, bytes: Uint8Array = new Uint8Array(randomBytes(1000))): NewPart {
  return { role, bytes, origin: origin(role) };
}

/** UUIDv7 in form; the number makes it. */
export function idOf(number: number): string {
  return `019ec000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

export function valueOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw Error(`${result.fault.code}: ${result.fault.detail ?? ''}`);
  return result.value;
}

/** With a photo and one finger. */
export async function sealedDossier(vault: Vault, id: string): Promise<void> {
  valueOf(await vault.begin(id, beginning));
  valueOf(await vault.change(id, [typed('NGUYỄN VĂN AN')]));
  valueOf(await vault.addParts(id, [newPart('photo'), newPart('finger-2')]));
  valueOf(await vault.change(id, [confirmed]));
  valueOf(await vault.seal(id));
}
