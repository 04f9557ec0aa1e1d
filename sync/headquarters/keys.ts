/** Headquarters' own keys: made at the first start, kept in `keys/`, readable by their owner alone. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { newIdentity } from '../seal/recipients.js';
import { rawPublicKey } from '../seal/sign.js';
import { makeCertificate } from './certificate.js';
import { isError, makeFolder, writeOnce } from './durable.js';

export interface AgeKey {
  readonly identity: string;
  readonly recipient: string;
}

export interface HeadquartersKeys {
  /** Ed25519, private: signs receipts. */
  readonly receiptKey: KeyObject;
  /** Its raw public key, 32 bytes. */
  readonly receiptPublicKey: Uint8Array;
  /** Opens dossiers. */
  readonly age: AgeKey;
  /** Opens a station's key whose officers' secrets are lost. */
  readonly recovery: AgeKey;
  readonly tls: { readonly key: string; readonly certificate: string };
  /** Of the embedded database. */
  readonly databasePassword: string;
}

/** Reads the keys of the folder, makes those that are missing. `host` goes into a certificate that is made now. */
export async function loadKeys(folder: string, host: string): Promise<HeadquartersKeys> {
  await makeFolder(folder);
  await chmod(folder, 0o700);
  const receiptKey = createPrivateKey(await keep(join(folder, 'receipt-key.pem'), () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()));
  const tls = await keep(join(folder, 'tls.pem'), () => {
    const made = makeCertificate(host);
    return made.key + made.certificate;
  });
  const split = tls.indexOf('-----BEGIN CERTIFICATE-----');
  if (split < 0) throw Error(`${join(folder, 'tls.pem')} holds no certificate`);
  return {
    receiptKey,
    receiptPublicKey: rawPublicKey(createPublicKey(receiptKey)),
    age: await ageKey(join(folder, 'age-identity.txt')),
    recovery: await ageKey(join(folder, 'recovery-identity.txt')),
    tls: { key: tls.slice(0, split), certificate: tls.slice(split) },
    databasePassword: await keep(join(folder, 'database-password.txt'), () => randomBytes(24).toString('base64url')),
  };
}

/** The file has the form of age-keygen's: a comment with the recipient, then the identity. */
async function ageKey(file: string): Promise<AgeKey> {
  const text = await keep(file, async () => {
    const made = await newIdentity();
    return `# public key: ${made.recipient}\n${made.identity}\n`;
  });
  const recipient = /^# public key: (\S+)$/m.exec(text)?.[1];
  const identity = /^AGE-SECRET-KEY-\S+$/m.exec(text)?.[0];
  if (recipient === undefined || identity === undefined) throw Error(`${file} holds no age identity`);
  return { identity, recipient };
}

async function keep(file: string, make: () => string | Promise<string>): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!isError(error, 'ENOENT')) throw error;
  }
  await writeOnce(file, await make());
  return readFile(file, 'utf8');
}
