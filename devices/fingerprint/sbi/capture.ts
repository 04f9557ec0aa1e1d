/** Capture of one step (RCAPTURE), and the checks that make a capture out of an answer. */
import type { X509Certificate } from 'node:crypto';

import type { ScannerFault } from '../../../sync/core/faults.js';
import type { StepRequest } from '../../../sync/core/finger-capture.js';
import type { Finger } from '../../../sync/core/fingers.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { MOST_RECORD_BYTES, parseFingerRecord } from '../../image/finger-record-parse.js';
import { unfitForEnrolment } from '../../image/finger-record.js';
import type { RawCapture, RawPicture } from '../model.js';
import { biometricOf, capturedOf, digitalIdOf, refusalOf } from './answers.js';
import { callSbi } from './call.js';
import { nameOf, platenOf } from './dialect.js';
import type { FoundScanner } from './discover.js';
import { sbiFault } from './errors.js';
import { chainHash } from './hash-chain.js';
import type { ScannerInfo } from './info.js';
import { fromBase64Url, openJws } from './jws.js';
import { CAPTURE, subTypeOf } from './words.js';

/** NFIQ 2 score at which the device may stop looking for a better frame; it answers its best one at its own deadline. */
const WANTED_SCORE = 60;
/** Four uncompressed fingers in base64 twice over, and some. */
const ANSWER_BYTES = 32 * 1024 * 1024;

/** What a capture's values must agree with. */
export interface Device {
  readonly scanner: FoundScanner;
  readonly info: ScannerInfo;
  readonly anchors: () => readonly X509Certificate[];
}

/**
 * Asks for the fingers of the request; fewer of them is a normal answer.
 * Any doubt about one finger (signature, hash chain, position, resolution) refuses the whole answer: a part of it cannot be trusted alone.
 * `deadline` in milliseconds covers the whole capture; the device is told to give up a little earlier.
 */
export async function captureFingers(device: Device, request: StepRequest, signal: AbortSignal, deadline: number): Promise<Result<RawCapture, ScannerFault>> {
  const answer = await callSbi({ ...CAPTURE, port: device.scanner.port, body: captureBody(device, request, deadline), signal }, deadline, ANSWER_BYTES);
  if (!answer.ok) return answer;
  const captured = capturedOf.safeParse(answer.value);
  if (captured.success) return collect(captured.data, device, request);
  const refusal = refusalOf.safeParse(answer.value);
  if (refusal.success && refusal.data.error) return sbiFault(refusal.data.error.code, refusal.data.error.info);
  return fault('scanner-garbage', 'not an answer to a capture');
}

function captureBody({ scanner, info }: Device, request: StepRequest, deadline: number): unknown {
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
        count: request.asked.length,
        bioSubType: request.asked.map(subTypeOf),
        exception: request.missing.map(subTypeOf),
        requestedScore: WANTED_SCORE,
        ...nameOf(scanner),
        deviceSubId: platenOf(scanner, request.step),
        previousHash: request.previousHash,
      },
    ],
    customOpts: null,
  };
}

async function collect(captured: ReturnType<(typeof capturedOf)['parse']>, device: Device, request: StepRequest): Promise<Result<RawCapture, ScannerFault>> {
  const pictures: (RawPicture & { readonly finger: Finger })[] = [];
  let hash = request.previousHash;
  let refusal: { readonly code: string; readonly info: string } | null = null;
  for (const one of captured.biometrics) {
    if (one.error) {
      refusal ??= one.error;
      continue;
    }
    const read = await readFinger(one.data ?? '', device, request);
    if (!read.ok) return read;
    const { finger, record, score } = read.value;
    if (pictures.some((other) => other.finger === finger)) return fault('scanner-garbage', 'a finger twice', { finger });
    hash = chainHash(hash, record);
    if (one.hash?.toUpperCase() !== hash) return fault('scanner-hash-chain', undefined, { finger });
    pictures.push({ shows: 'single', finger, image: null, record, deviceQuality: Math.round(score) });
  }
  if (pictures.length > 0) return ok({ pictures, hash });
  return refusal ? sbiFault(refusal.code, refusal.info) : fault('scanner-timeout', 'an answer without a finger', { fingers: 0 });
}

interface ReadFinger {
  readonly finger: Finger;
  readonly record: Uint8Array;
  readonly score: number;
}

async function readFinger(signed: string, { scanner, info, anchors }: Device, request: StepRequest): Promise<Result<ReadFinger, ScannerFault>> {
  const opened = await openJws(signed, anchors(), Date.now());
  const payload = biometricOf.safeParse(opened?.payload);
  if (!opened || !payload.success) return fault('scanner-garbage', 'a biometric without a right signature');
  // Vouched for when it told about itself: no stranger may sign for it afterwards.
  if (info.trust === 'signed' && opened.trust !== 'signed') return fault('scanner-garbage', 'a biometric signed by a stranger');
  const { bioType, bioSubType, bioValue, transactionId, qualityScore } = payload.data;
  if (bioType !== 'Finger' || transactionId !== request.transaction) return fault('scanner-garbage', 'the answer to another request');
  const digitalId = digitalIdOf.safeParse((await openJws(payload.data.digitalId, anchors(), Date.now()))?.payload);
  if (!digitalId.success || digitalId.data.serialNo !== scanner.identity.serial) return fault('scanner-garbage', 'the answer of another device');
  const finger = request.asked.find((one) => subTypeOf(one) === bioSubType);
  if (!finger) return fault('scanner-garbage', 'a finger that was not asked for');
  if (bioValue.length > (MOST_RECORD_BYTES * 4) / 3 + 4) return fault('scanner-garbage', `a record of ${bioValue.length} characters`, { finger });
  const record = fromBase64Url(bioValue) ?? new Uint8Array(0);
  const parsed = parseFingerRecord(record);
  if (!parsed.ok) return fault('scanner-garbage', parsed.fault.code, { finger });
  // The record goes to headquarters as it is: naming another finger, or none, it would be wrong there.
  if (parsed.value.position !== finger) return fault('scanner-garbage', `position ${parsed.value.position}`, { finger });
  const unfit = unfitForEnrolment(parsed.value);
  return unfit ? fault('scanner-garbage', unfit, { finger }) : ok({ finger, record, score: qualityScore });
}
