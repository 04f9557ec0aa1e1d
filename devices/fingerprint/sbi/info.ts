/** What a scanner says of itself (MOSIPDINFO): signed where it is registered. */
import type { X509Certificate } from 'node:crypto';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { ScannerOffer } from '../../../sync/core/finger-capture.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { deviceInfoOf, digitalIdOf, informedOf } from './answers.js';
import { callSbi } from './call.js';
import type { FoundScanner } from './discover.js';
import { sbiFault } from './errors.js';
import { openJws, peekJson } from './jws.js';
import { INFORM } from './words.js';

export interface ScannerInfo {
  /** Staging, Developer, Pre-Production or Production: a capture is refused when it asks for another. */
  readonly environment: string;
  readonly firmware: string | null;
  readonly trust: ScannerOffer['trust'];
}

const ANSWER_BYTES = 1024 * 1024;

/** Answers for the scanner that was discovered: another serial number there is garbage. `deadline` in milliseconds. */
export async function inform(
  scanner: FoundScanner,
  anchors: readonly X509Certificate[],
  signal: AbortSignal,
  deadline: number,
): Promise<Result<ScannerInfo, ScannerFault>> {
  const answer = await callSbi({ ...INFORM, port: scanner.port, body: null, signal }, deadline, ANSWER_BYTES);
  if (!answer.ok) return answer;
  const elements = Array.isArray(answer.value) ? answer.value : [];
  for (const element of elements.slice(0, 16)) {
    const one = informedOf.safeParse(element);
    if (!one.success) continue;
    if (one.data.error) return sbiFault(one.data.error.code, one.data.error.info);
    const opened = await open(one.data.deviceInfo ?? '', anchors);
    const info = deviceInfoOf.safeParse(opened?.payload);
    if (!opened || !info.success) continue;
    // Signed for itself, but what counts is in the signed information around it.
    const digitalId = digitalIdOf.safeParse(peekJson(info.data.digitalId));
    if (digitalId.success && digitalId.data.serialNo === scanner.identity.serial) {
      return ok({ environment: info.data.env, firmware: info.data.firmware ?? null, trust: opened.trust });
    }
  }
  return fault('scanner-garbage', 'no information about the scanner found');
}

/** A device that is not registered (L0) gives the payload alone. */
async function open(text: string, anchors: readonly X509Certificate[]): Promise<{ payload: unknown; trust: ScannerOffer['trust'] } | null> {
  return text.includes('.') ? openJws(text, anchors, Date.now()) : { payload: peekJson(text), trust: 'unsigned' };
}
