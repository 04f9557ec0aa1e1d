/** A provisioning file with keys of its own. */
import { generateKeyPairSync } from 'node:crypto';

import type { Provisioning } from '../../sync/core/manifest.js';
import { makeCertificate } from '../../sync/headquarters/certificate.js';
import { newIdentity } from '../../sync/seal/recipients.js';
import { rawPublicKey } from '../../sync/seal/sign.js';

export async function provisioning(): Promise<Provisioning> {
  return {
    version: 1,
    url: 'https://127.0.0.1:9',
    stationName: 'Đội lưu động 3',
    code: 'một-lần-12345678',
    recipients: [(await newIdentity()).recipient],
    recovery: (await newIdentity()).recipient,
    receiptKey: Buffer.from(rawPublicKey(generateKeyPairSync('ed25519').publicKey)).toString('base64url'),
    certificate: makeCertificate('127.0.0.1').certificate,
  };
}
