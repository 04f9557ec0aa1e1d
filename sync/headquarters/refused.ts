/** Refusals: codes of the wire, with their HTTP status. */
import type { Fault, Result } from '../core/result.js';
import type { Refusal, RefusalCode } from '../core/wire.js';

export type Answered<Value> = Result<Value, RefusalCode>;

export const statusOf: Record<RefusalCode, number> = {
  'malformed': 400,
  'station-unknown': 401, 'signature-refused': 401, 'clock-refused': 401,
  'code-unknown': 403, 'station-refused': 403,
  'unknown-list': 404,
  'code-used': 409, 'conflict': 409, 'wrong-offset': 409,
  'dossier-refused': 422, 'hash-mismatch': 422,
  'headquarters-failed': 500,
};

export function refusalOf(fault: Fault<RefusalCode>): Refusal {
  const { now, offset } = fault.values ?? {};
  return {
    code: fault.code,
    ...(fault.detail === undefined ? {} : { reason: fault.detail }),
    ...(typeof now === 'string' ? { now } : {}),
    ...(typeof offset === 'number' ? { offset } : {}),
  };
}
