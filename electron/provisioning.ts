/** Reads a provisioning file: all or nothing, and recipients of one kind only. */
import { X509Certificate } from 'node:crypto';

import { z } from 'zod';

import type { ProvisionFault } from '../sync/core/faults.js';
import type { Provisioning } from '../sync/core/manifest.js';
import { fault, ok, type Result } from '../sync/core/result.js';
import { recipientKind, wrapKey } from '../sync/seal/recipients.js';

const schema = z.strictObject({
  version: z.literal(1),
  url: z.url({ protocol: /^https$/ }),
  stationName: z.string().min(1).max(100),
  code: z.string().min(8).max(200),
  recipients: z.array(z.string().regex(/^age1[a-z0-9]{20,4000}$/)).min(1).max(8),
  recovery: z.string().regex(/^age1[a-z0-9]{20,4000}$/),
  receiptKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  certificate: z.string().min(100).max(20_000),
});

export function readProvisioning(text: string): Result<Provisioning, ProvisionFault> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (notJson) {
    return fault('not-a-provisioning-file', String(notJson));
  }
  const read = schema.safeParse(value);
  if (!read.success) return fault('not-a-provisioning-file', z.prettifyError(read.error));
  // A classic recipient beside a hybrid one would silently take the post-quantum protection away.
  const hybrid = read.data.recipients.filter((one) => one.startsWith('age1pq1')).length;
  if (hybrid !== 0 && hybrid !== read.data.recipients.length) return fault('mixed-recipients');
  try {
    return ok({ ...read.data, certificate: new X509Certificate(read.data.certificate).toString() });
  } catch (notACertificate) {
    return fault('not-a-provisioning-file', String(notACertificate));
  }
}

/** The same of a new file: a recipient that nothing can be wrapped to would show only when the first dossier is sealed. */
export async function provisioningThatWraps(text: string): Promise<Result<Provisioning, ProvisionFault>> {
  const read = readProvisioning(text);
  if (!read.ok) return read;
  try {
    for (const recipients of [read.value.recipients, [read.value.recovery]]) {
      if (!recipientKind(recipients).ok) return fault('not-a-provisioning-file', 'recipient');
      await wrapKey(new Uint8Array(32), recipients);
    }
    return read;
  } catch (notARecipient) {
    return fault('not-a-provisioning-file', String(notARecipient));
  }
}
