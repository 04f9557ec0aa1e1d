/** Capture of one slap (RCAPTURE), and the checks that make a capture out of an answer. */
import type { FingerCapture, SlapCapture, SlapRequest } from '../../../sync/core/capture.js';
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Finger } from '../../../sync/core/fingers.js';
import { fingersOf } from '../../../sync/core/fingers.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { parseFingerRecord } from '../../image/finger-record-parse.js';
import { unfitForEnrolment } from '../../image/finger-record.js';
import { fingerThumbnail } from '../../image/thumbnail.js';
import { biometricOf, capturedOf, digitalIdOf, refusalOf } from './answers.js';
import { callSbi } from './call.js';
import type { FoundScanner } from './discover.js';
import { sbiFault } from './errors.js';
import { chainHash } from './hash-chain.js';
import type { ScannerInfo } from './info.js';
import { fromBase64Url, openJws } from './jws.js';
import { CAPTURE, subIdOf, subTypeOf } from './words.js';

/** NFIQ2 score at which the device may stop looking for a better frame; it answers its best one at its own deadline. */
const WANTED_SCORE = 60;
/** Four uncompressed fingers in base64 twice over, and some. */
const ANSWER_BYTES = 32 * 1024 * 1024;

/**
 * Asks for the fingers of the slap that are not missing; fewer of them is a normal answer.
 * Any doubt about one finger (signature, hash chain, position, resolution, image) refuses the whole answer: a part of it cannot be trusted alone.
 * `deadline` in milliseconds covers the whole capture; the device is told to give up a little earlier.
 */
export async function captureSlap(
  scanner: FoundScanner,
  info: ScannerInfo,
  request: SlapRequest,
  signal: AbortSignal,
  deadline: number,
): Promise<Result<SlapCapture, ScannerFault>> {
  const expected = fingersOf(request.slap).filter((finger) => !request.missing.includes(finger));
  if (expected.length === 0) return ok({ slap: request.slap, fingers: [], device: scanner.identity, hash: request.previousHash });
  const body = captureBody(scanner, info, request, expected, deadline);
  const answer = await callSbi({ ...CAPTURE, port: scanner.port, body, signal }, deadline, ANSWER_BYTES);
  if (!answer.ok) return answer;
  const captured = capturedOf.safeParse(answer.value);
  if (!captured.success) {
    const refusal = refusalOf.safeParse(answer.value);
    if (refusal.success && refusal.data.error) return sbiFault(refusal.data.error.code, refusal.data.error.info);
    return fault('scanner-garbage', 'not an answer to a capture');
  }
  return await collect(captured.data, scanner, request, expected);
}

function captureBody(scanner: FoundScanner, info: ScannerInfo, request: SlapRequest, expected: readonly Finger[], deadline: number): unknown {
  return {
    env: info.environment,
    purpose: 'Registration',
    specVersion: scanner.specVersion,
    timeout: Math.round(deadline * 0.9),
    captureTime: new Date().toISOString(),
    transactionId: request.transaction,
    bio: [
      {
        type: 'Finger',
        count: expected.length,
        bioSubType: expected.map(subTypeOf),
        exception: fingersOf(request.slap).filter((finger) => request.missing.includes(finger)).map(subTypeOf),
        requestedScore: WANTED_SCORE,
        // 0.9.5 names the device by its id, 1.0 by its serial number.
        deviceId: scanner.deviceId,
        serialNo: scanner.identity.serial,
        deviceSubId: subIdOf(request.slap),
        previousHash: request.previousHash,
      },
    ],
    customOpts: null,
  };
}

async function collect(
  captured: ReturnType<(typeof capturedOf)['parse']>,
  scanner: FoundScanner,
  request: SlapRequest,
  expected: readonly Finger[],
): Promise<Result<SlapCapture, ScannerFault>> {
  const found: FingerCapture[] = [];
  let hash = request.previousHash;
  let refusal: { readonly code: string; readonly info: string } | null = null;
  for (const one of captured.biometrics) {
    if (one.error) {
      refusal ??= one.error;
      continue;
    }
    const finger = await readFinger(one.data ?? '', scanner, request.transaction, expected);
    if (!finger.ok) return finger;
    if (found.some((other) => other.finger === finger.value.finger)) return fault('scanner-garbage', 'a finger twice', { finger: finger.value.finger });
    hash = chainHash(hash, finger.value.record);
    if (one.hash?.toUpperCase() !== hash) return fault('scanner-hash-chain', undefined, { finger: finger.value.finger });
    found.push(finger.value);
  }
  if (found.length === 0 && refusal) return sbiFault(refusal.code, refusal.info);
  found.sort((a, b) => a.finger - b.finger);
  return ok({ slap: request.slap, fingers: found, device: scanner.identity, hash });
}

async function readFinger(
  signed: string,
  scanner: FoundScanner,
  transaction: string,
  expected: readonly Finger[],
): Promise<Result<FingerCapture, ScannerFault>> {
  const payload = biometricOf.safeParse(openJws(signed));
  if (!payload.success) return fault('scanner-garbage', 'a biometric without a right signature');
  const { bioType, bioSubType, bioValue, transactionId, qualityScore } = payload.data;
  if (bioType !== 'Finger' || transactionId !== transaction) return fault('scanner-garbage', 'the answer to another request');
  const digitalId = digitalIdOf.safeParse(openJws(payload.data.digitalId));
  if (!digitalId.success || digitalId.data.serialNo !== scanner.identity.serial) return fault('scanner-garbage', 'the answer of another device');
  const finger = expected.find((one) => subTypeOf(one) === bioSubType);
  if (!finger) return fault('scanner-garbage', 'a finger that was not asked for');
  const record = fromBase64Url(bioValue) ?? new Uint8Array(0);
  const parsed = parseFingerRecord(record);
  if (!parsed.ok) return fault('scanner-garbage', parsed.fault.code, { finger });
  // The record goes to headquarters as it is: naming another finger, or none, it would be wrong there.
  if (parsed.value.position !== finger) return fault('scanner-garbage', `position ${parsed.value.position}`, { finger });
  const unfit = unfitForEnrolment(parsed.value);
  if (unfit) return fault('scanner-garbage', unfit, { finger });
  const thumbnail = await fingerThumbnail(record);
  if (!thumbnail.ok) return fault('scanner-garbage', thumbnail.fault.detail, { finger });
  return ok({ finger, record, quality: Math.round(qualityScore), thumbnail: thumbnail.value });
}
