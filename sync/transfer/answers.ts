/** What headquarters answers, checked before it is believed; and refusals as the station's fault codes. */
import { z } from 'zod';

import type { TransferFault } from '../core/faults.js';
import type { Receipt, Signed } from '../core/manifest.js';
import { largestTrustList, longestListName, mostTrustLists, type TrustIndex } from '../core/reference-data.js';
import type { Complete, Incomplete, Offsets, PartOffset, Refusal, RefusalCode, Registration } from '../core/wire.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const receipt: z.ZodType<Receipt> = z.object({
  version: z.literal(1), dossier: z.string().max(100), revision: z.int().min(1), manifest: hash, station: hash, sequence: z.int().min(1), receivedAt: z.iso.datetime(),
});

export const signedReceiptShape = z.object({ value: receipt, signature: z.string().max(100) }) as unknown as z.ZodType<Signed<Receipt>>;
export const completeShape: z.ZodType<Complete> = z.object({ receipt: signedReceiptShape });
export const partOffsetShape: z.ZodType<PartOffset> = z.object({ id: hash, offset: z.int().min(0) });
export const incompleteShape: z.ZodType<Incomplete> = z.object({ missing: z.array(partOffsetShape).max(1000) });
export const offsetsShape: z.ZodType<Offsets> = z.object({ offsets: z.record(hash, z.int().min(-1)) });
export const registrationShape: z.ZodType<Registration> = z.object({ station: hash });

const trustIndex: z.ZodType<TrustIndex> = z.object({
  version: z.literal(1), sequence: z.int().min(0),
  lists: z.array(z.object({
    id: hash, name: z.string().min(1).max(longestListName), date: z.union([z.iso.date(), z.literal('')]), size: z.int().min(1).max(largestTrustList), addedAt: z.iso.datetime(),
  })).max(mostTrustLists),
});
export const signedTrustIndexShape = z.object({ value: trustIndex, signature: z.string().max(100) }) as unknown as z.ZodType<Signed<TrustIndex>>;

const faultOf: Record<RefusalCode, TransferFault> = {
  'code-unknown': 'code-unknown', 'code-used': 'code-used', 'station-unknown': 'not-registered', 'station-refused': 'station-refused',
  'signature-refused': 'signature-refused', 'clock-refused': 'clock-refused', 'conflict': 'conflict', 'dossier-refused': 'dossier-refused',
  'hash-mismatch': 'dossier-refused', 'wrong-offset': 'conflict', 'malformed': 'dossier-refused', 'headquarters-failed': 'headquarters-failed',
  'unknown-list': 'conflict',
};
const refusalShape = z.object({
  code: z.enum(Object.keys(faultOf) as [RefusalCode, ...RefusalCode[]]),
  reason: z.string().max(500).optional(), now: z.iso.datetime().optional(), offset: z.int().min(0).optional(),
});

/** The refusal in the body; undefined where there is none, as from a proxy in between. */
export function parseRefusal(body: Uint8Array): Refusal | undefined {
  return parseAnswer(refusalShape as unknown as z.ZodType<Refusal>, body);
}

export function parseAnswer<Value>(shape: z.ZodType<Value>, body: string | Uint8Array): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(typeof body === 'string' ? body : Buffer.from(body).toString('utf8'))).data;
  } catch {
    // Not JSON.
    return undefined;
  }
}

/** By the code, or where the body is not headquarters' own by the status. */
export function faultOfRefusal(status: number, refusal: Refusal | undefined): TransferFault {
  if (refusal !== undefined) return faultOf[refusal.code];
  if (status >= 500 || status === 429) return 'headquarters-failed';
  return ({ 401: 'signature-refused', 403: 'station-refused', 409: 'conflict', 422: 'dossier-refused' } as const)[status] ?? 'answer-unreadable';
}
