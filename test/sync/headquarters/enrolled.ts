/** A station as headquarters sees one: keys, a counter, sealed dossiers. All persons are invented. */
import { createHash, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';

import { canonicalBytes } from '../../../sync/core/canonical.js';
import type { Form, Part, PartRole } from '../../../sync/core/dossier.js';
import type { Manifest, Provisioning, Signed } from '../../../sync/core/manifest.js';
import { sealPart } from '../../../sync/seal/part.js';
import { wrapKey } from '../../../sync/seal/recipients.js';
import { hashOf, rawPublicKey, sign, stationId } from '../../../sync/seal/sign.js';
import { connect, type Connection, type ConnectOptions } from '../../../sync/transfer/client.js';

export interface SealedDossier {
  readonly manifest: Signed<Manifest>;
  readonly hash: string;
  readonly form: Form;
  /** By the part's id. */
  readonly sealed: ReadonlyMap<string, Uint8Array>;
  /** By role. */
  readonly plain: ReadonlyMap<PartRole, Uint8Array>;
}

export interface Enrolled {
  readonly id: string;
  readonly signingKey: KeyObject;
  /** Raw, base64url. */
  readonly publicKey: string;
  readonly connection: (over?: Partial<ConnectOptions>) => Connection;
  readonly seal: (choice?: Choice) => Promise<SealedDossier>;
}

export interface Choice {
  readonly correcting?: SealedDossier;
  /** Before it is signed. */
  readonly manifest?: (manifest: Manifest) => Manifest;
  readonly form?: (form: Form) => unknown;
  readonly photo?: Uint8Array;
  readonly recipients?: readonly string[];
  /** Leaves out so many manifests before this one. */
  readonly skip?: number;
}

export function newStation(provisioning: Provisioning): Enrolled {
  const signingKey = generateKeyPairSync('ed25519').privateKey;
  const raw = rawPublicKey(signingKey);
  const id = stationId(raw);
  let counter = 0;
  let chain: string | null = null;

  const seal = async (choice: Choice = {}): Promise<SealedDossier> => {
    const dataKey = randomBytes(32);
    const before = choice.correcting?.manifest.value;
    const dossier = before?.dossier ?? randomUUID();
    const revision = (before?.revision ?? 0) + 1;
    for (let skipped = choice.skip ?? 0; skipped > 0; skipped -= 1) {
      counter += 1;
      chain = createHash('sha256').update(String(counter)).digest('hex');
    }
    const form = newForm(dossier, revision);
    const plain = new Map<PartRole, Uint8Array>([['form', canonicalBytes(choice.form?.(form) ?? form)], ['photo', choice.photo ?? randomBytes(200_000)]]);
    const kept = before?.parts.filter((one) => one.role === 'finger-2') ?? [];
    if (kept.length === 0) plain.set('finger-2', randomBytes(30_000));
    const sealed = new Map<string, Uint8Array>();
    const parts: Part[] = [...kept];
    for (const [role, bytes] of plain) {
      const part = sealPart(bytes, dataKey, randomBytes(32));
      sealed.set(part.id, part.bytes);
      parts.push({ role, id: part.id, size: part.bytes.length, revision });
    }
    counter += 1;
    const manifest: Manifest = {
      version: 1, dossier, revision, previous: choice.correcting?.hash ?? null, station: id, counter, chain,
      sealedAt: '2026-11-20T08:15:00.000Z', businessDay: '2026-11-20', key: await wrapKey(dataKey, choice.recipients ?? provisioning.recipients),
      parts: parts.sort((a, b) => (a.role < b.role ? -1 : 1)),
    };
    const value = choice.manifest?.(manifest) ?? manifest;
    const hash = hashOf(value);
    chain = hash;
    return { manifest: sign('manifest', value, signingKey), hash, form, sealed, plain };
  };

  return {
    id, signingKey, seal,
    publicKey: Buffer.from(raw).toString('base64url'),
    connection: (over) => connect({ url: provisioning.url, certificate: provisioning.certificate, station: id, signingKey, clock: Date.now, ...over }),
  };
}

function newForm(dossier: string, revision: number): Form {
  return {
    version: 1, dossier, revision, kind: 'exchange', person: 'person-1',
    session: { officer: 'Trần Văn Mẫu', shift: 'evening', place: 'Phường Thử Nghiệm', businessDay: '2026-11-20' },
    fields: {
      number: { value: '001193000001', source: 'chip' }, fullName: { value: 'NGUYỄN THỊ VÍ DỤ', source: 'chip' },
      birth: { value: '1993', source: 'worklist' }, residence: { value: 'Thôn 1 <b>"&\'', source: 'typed' },
    },
    origins: [{ role: 'photo', device: { make: 'Mẫu', model: 'M1', serial: '0001' }, at: 1_763_600_000_000, quality: 71.5 }],
    exceptions: [{ finger: 3, reason: 'amputated', permanent: true, note: '', officer: 'Trần Văn Mẫu' }],
    attempts: [{ slap: 13, at: 1_763_600_000_000, found: 3, expected: 3, hash: 'ab'.repeat(32) }],
    accepted: {},
    confirmation: { by: 'citizen', at: 1_763_600_100_000 },
  };
}

/** Sends parts and manifest, and answers the outcome of the last PUT. */
export async function deliver(connection: Connection, dossier: SealedDossier): ReturnType<Connection['putManifest']> {
  const signal = AbortSignal.timeout(20_000);
  for (const [id, bytes] of dossier.sealed) {
    const sent = await connection.patchPart(id, 0, bytes.length, bytes, signal);
    if (!sent.ok) return sent;
  }
  return connection.putManifest(dossier.manifest, signal);
}
