/** The station's keys on the disk: provisioning in clear, its own signing key under the station key, that one under the officer's secret. */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { ProvisionFault, SaveFault, SecretFault } from '../sync/core/faults.js';
import type { Provisioning } from '../sync/core/manifest.js';
import { fault, ok, type Result } from '../sync/core/result.js';
import type { StationKeys } from '../sync/outbox/model.js';
import { deriveKey, openRow, sealRow } from '../sync/seal/rows.js';
import { newSlot, openSlot, secretIsStrong, type Slot } from '../sync/seal/secret.js';
import { rawPublicKey, stationId } from '../sync/seal/sign.js';
import { keep, kept } from './keep.js';
import { readProvisioning } from './provisioning.js';

export interface OpenKeys extends StationKeys {
  readonly provisioning: Provisioning;
}

export interface KeyFiles {
  readonly provisioning: () => Promise<Provisioning | null>;
  readonly provision: (text: string) => Promise<Result<Provisioning, ProvisionFault | SaveFault>>;
  readonly hasSecret: () => Promise<boolean>;
  /** Makes the station's keys, once. */
  readonly createSecret: (secret: string) => Promise<Result<null, SecretFault | SaveFault>>;
  readonly open: (secret: string) => Promise<Result<OpenKeys, SecretFault>>;
}

interface StationFile {
  readonly version: 1;
  readonly slot: Slot;
  /** PKCS #8 of the Ed25519 key, sealed under the station key; base64. */
  readonly signingKey: string;
}

export function keyFiles(folder: string, worker: string): KeyFiles {
  const provisioningFile = join(folder, 'provisioning.json');
  const stationFile = join(folder, 'station.json');

  async function provisioning(): Promise<Provisioning | null> {
    const text = await kept(provisioningFile);
    if (text === null) return null;
    const read = readProvisioning(text);
    if (!read.ok) throw Error('the kept provisioning file is damaged');
    return read.value;
  }

  return {
    provisioning,
    async provision(text) {
      if ((await provisioning()) !== null) return fault('already-provisioned');
      const read = readProvisioning(text);
      if (!read.ok) return read;
      const written = await keep(provisioningFile, read.value);
      return written.ok ? read : written;
    },
    hasSecret: async () => (await kept(stationFile)) !== null,
    async createSecret(secret) {
      const trust = await provisioning();
      if (trust === null) return fault('not-provisioned');
      if ((await kept(stationFile)) !== null) return fault('secret-exists');
      if (!secretIsStrong(secret)) return fault('secret-too-weak');
      const stationKey = randomBytes(32);
      const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });
      const file: StationFile = {
        version: 1,
        slot: await newSlot(secret, stationKey, trust.recovery, { worker }),
        signingKey: Buffer.from(sealRow(deriveKey(stationKey, 'signing key'), pkcs8)).toString('base64'),
      };
      const written = await keep(stationFile, file);
      return written.ok ? ok(null) : written;
    },
    async open(secret) {
      const trust = await provisioning();
      const text = await kept(stationFile);
      if (trust === null || text === null) return fault('not-provisioned');
      const file = JSON.parse(text) as StationFile;
      const stationKey = await openSlot(file.slot, secret, { worker });
      if (!stationKey.ok) return stationKey;
      const pkcs8 = openRow(deriveKey(stationKey.value, 'signing key'), Buffer.from(file.signingKey, 'base64'));
      if (!pkcs8.ok) return fault('keys-unreadable', 'signing key');
      const signingKey = createPrivateKey({ key: Buffer.from(pkcs8.value), type: 'pkcs8', format: 'der' });
      return ok({
        stationKey: stationKey.value,
        signingKey,
        station: stationId(rawPublicKey(signingKey)),
        recipients: trust.recipients,
        receiptKey: Buffer.from(trust.receiptKey, 'base64url'),
        provisioning: trust,
      });
    },
  };
}
