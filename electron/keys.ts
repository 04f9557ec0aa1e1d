/**
 * The station's keys on the disk: provisioning in clear, its own signing key under the station key, that one under the officer's secret.
 * A file that is damaged or cannot be read is a fault, never an exception. Headquarters writes a provisioning anew: in place of a damaged
 * one another is taken. The station's own keys nobody can write anew: whatever lies there is never written over.
 */
import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { ProvisionFault, SaveFault, SecretFault } from '../sync/core/faults.js';
import type { Provisioning } from '../sync/core/manifest.js';
import { fault, ok, type Result } from '../sync/core/result.js';
import { codeOf, nodeDisk } from '../sync/outbox/disk.js';
import { makeRootDurably, saveFault } from '../sync/outbox/files.js';
import type { StationKeys } from '../sync/outbox/model.js';
import { deriveKey, openRow, sealRow } from '../sync/seal/rows.js';
import { newSlot, openSlot, secretIsStrong, type Slot } from '../sync/seal/secret.js';
import { rawPublicKey, stationId } from '../sync/seal/sign.js';
import { keep, kept } from './keep.js';
import { provisioningThatWraps, readProvisioning } from './provisioning.js';

export interface OpenKeys extends StationKeys {
  readonly provisioning: Provisioning;
}

export interface KeyFiles {
  /** null where there is none that reads. */
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

  /** Null where there is no such file; refused where there is one that does not read. */
  async function provisioning(): Promise<Result<Provisioning | null, 'keys-unreadable'>> {
    const text = await textOf(provisioningFile);
    if (!text.ok || text.value === null) return text.ok ? ok(null) : text;
    const read = readProvisioning(text.value);
    return read.ok ? read : fault('keys-unreadable', 'provisioning');
  }

  async function keepHere(file: string, value: unknown): Promise<Result<null, SaveFault>> {
    try {
      await makeRootDurably(nodeDisk, folder);
    } catch (error) {
      return saveFault(error);
    }
    return keep(file, value);
  }

  return {
    async provisioning() {
      const trust = await provisioning();
      if (!trust.ok) console.error(`the station's provisioning could not be read: ${trust.fault.detail ?? ''}`);
      return trust.ok ? trust.value : null;
    },
    async provision(text) {
      const before = await provisioning();
      if (before.ok && before.value !== null) return fault('already-provisioned');
      const read = await provisioningThatWraps(text);
      if (!read.ok) return read;
      const written = await keepHere(provisioningFile, read.value);
      return written.ok ? read : written;
    },
    async hasSecret() {
      const text = await textOf(stationFile);
      return !text.ok || text.value !== null;
    },
    async createSecret(secret) {
      const trust = await provisioning();
      if (!trust.ok) return trust;
      if (trust.value === null) return fault('not-provisioned');
      const there = await textOf(stationFile);
      if (!there.ok) return there;
      if (there.value !== null) return fault('secret-exists');
      if (!secretIsStrong(secret)) return fault('secret-too-weak');
      const stationKey = randomBytes(32);
      const pkcs8 = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' });
      const file: StationFile = {
        version: 1,
        slot: await newSlot(secret, stationKey, trust.value.recovery, { worker }),
        signingKey: Buffer.from(sealRow(deriveKey(stationKey, 'signing key'), pkcs8)).toString('base64'),
      };
      const written = await keepHere(stationFile, file);
      return written.ok ? ok(null) : written;
    },
    async open(secret) {
      const [trust, text] = [await provisioning(), await textOf(stationFile)];
      if (!trust.ok) return trust;
      if (!text.ok) return text;
      if (trust.value === null || text.value === null) return fault('not-provisioned');
      const file = stationFileIn(text.value);
      if (file === null) return fault('keys-unreadable', 'station');
      const stationKey = await openSlot(file.slot, secret, { worker });
      if (!stationKey.ok) return stationKey;
      const pkcs8 = openRow(deriveKey(stationKey.value, 'signing key'), Buffer.from(file.signingKey, 'base64'));
      if (!pkcs8.ok) return fault('keys-unreadable', 'signing key');
      const signingKey = createPrivateKey({ key: Buffer.from(pkcs8.value), type: 'pkcs8', format: 'der' });
      return ok({
        stationKey: stationKey.value,
        signingKey,
        station: stationId(rawPublicKey(signingKey)),
        recipients: trust.value.recipients,
        receiptKey: Buffer.from(trust.value.receiptKey, 'base64url'),
        provisioning: trust.value,
      });
    },
  };
}

async function textOf(file: string): Promise<Result<string | null, 'keys-unreadable'>> {
  try {
    return ok(await kept(file));
  } catch (error) {
    return fault('keys-unreadable', codeOf(error));
  }
}

/** What the slot holds is the slot's to judge. */
function stationFileIn(text: string): { readonly slot: unknown; readonly signingKey: string } | null {
  try {
    const file = JSON.parse(text) as Partial<StationFile> | null;
    return typeof file?.signingKey === 'string' ? { slot: file.slot, signingKey: file.signingKey } : null;
  } catch {
    // Torn: the caller says so.
    return null;
  }
}
