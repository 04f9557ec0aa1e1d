/** Error codes of SBI and what they mean for the officer. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault } from '../../../sync/core/result.js';

/** Codes not listed (100 not registered, 102 extraction, 103 tampered, 104 management server, 105 orientation, 107 and 108 keys, 109 count, 112 transaction, 5xx vendor) are refusals. */
const meanings: Readonly<Record<string, ScannerFault>> = {
  '101': 'scanner-timeout',
  '106': 'scanner-absent',
  '110': 'scanner-not-ready',
  '111': 'scanner-busy',
  '202': 'scanner-absent',
};

/** `values.sbi` carries the code as the device gave it. */
export function sbiFault(code: string, info: string): Extract<Result<never, ScannerFault>, { ok: false }> {
  return fault(meanings[code] ?? 'scanner-refused', `SBI ${code}: ${info.slice(0, 200)}`, { sbi: code });
}
