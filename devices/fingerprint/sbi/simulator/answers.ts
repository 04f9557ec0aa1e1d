/** What the simulated scanner answers, in the words of SBI 1.0. */
import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { Finger } from '../../../../sync/core/fingers.js';
import type { CaptureDate } from '../../../image/finger-record.js';
import { JPEG2000_LOSSLESS, LIVE_PLAIN, PIXELS_PER_INCH } from '../../../image/finger-record.js';
import { writeFingerRecord } from '../../../image/finger-record-write.js';
import { chainHash } from '../hash-chain.js';
import { toBase64Url } from '../jws.js';
import { fingerOfSubType, subTypeOf } from '../words.js';
import type { SimulatedIdentity } from './identity.js';
import type { SimulatedPerson, SimulatedPrint } from './person.js';
import type { SimulatedFault } from './script.js';

export const captureOrder = z.object({
  env: z.string(),
  purpose: z.literal('Registration'),
  specVersion: z.string(),
  timeout: z.number(),
  transactionId: z.string().regex(/^[A-Za-z0-9-]{4,50}$/),
  bio: z.tuple([
    z.object({
      type: z.literal('Finger'),
      count: z.number().int().min(1).max(4),
      bioSubType: z.array(z.string()),
      deviceSubId: z.enum(['1', '2', '3']),
      previousHash: z.string().regex(/^([0-9A-Fa-f]{64})?$/),
    }),
  ]),
});
export type CaptureOrder = z.infer<typeof captureOrder>;

export const streamOrder = z.object({ deviceSubId: z.union([z.string(), z.number()]).transform(String) });

/** An answer that refuses the whole request. */
export function refusal(code: string, info: string): unknown {
  return { error: { errorCode: code, errorInfo: info } };
}

const fine = { errorCode: '0', errorInfo: 'Success' };
const ENVIRONMENT = 'Developer';

export function discovery(identity: SimulatedIdentity, status: string, port: number): unknown {
  return [
    {
      deviceId: identity.deviceId,
      deviceStatus: status,
      certification: 'L0',
      serviceVersion: '1.0.0',
      deviceSubId: ['1', '2', '3'],
      callbackId: `http://127.0.0.1:${port}/`,
      digitalId: toBase64Url(JSON.stringify(identity.digitalId())),
      deviceCode: identity.deviceId,
      specVersion: ['0.9.5', '1.0'],
      purpose: 'Registration',
      error: fine,
    },
  ];
}

export function information(identity: SimulatedIdentity, status: string, port: number): unknown {
  const deviceInfo = {
    callbackId: `http://127.0.0.1:${port}/`,
    certification: 'L0',
    deviceCode: identity.deviceId,
    deviceId: identity.deviceId,
    deviceStatus: status,
    deviceSubId: ['1', '2', '3'],
    digitalId: identity.signed(identity.digitalId()),
    env: ENVIRONMENT,
    firmware: '1.0.0',
    purpose: 'Registration',
    serviceVersion: '1.0.0',
    specVersion: ['0.9.5', '1.0'],
  };
  return [{ deviceInfo: identity.signed(deviceInfo), error: fine }];
}

export interface GivenOut {
  readonly answer: unknown;
  /** The records in the answer: `finger-2` and the SHA-256 of its bytes, hex. */
  readonly records: readonly { readonly what: string; readonly sha256: string }[];
}

/** Captures the fingers that are asked for and there. */
export function capture(identity: SimulatedIdentity, person: SimulatedPerson, order: CaptureOrder, spoilt: SimulatedFault | null): GivenOut {
  const [bio] = order.bio;
  const slap = bio.deviceSubId === '1' ? 14 : bio.deviceSubId === '2' ? 13 : 15;
  const asked = bio.bioSubType.map(fingerOfSubType);
  const found = person[slap].prints.filter((print) => asked.includes(print.finger)).slice(0, spoilt === 'fewer-fingers' ? -1 : undefined);
  if (found.length === 0 || spoilt === 'no-fingers') return { answer: refusal('101', 'No biometric object found'), records: [] };
  let hash = bio.previousHash;
  const records: { what: string; sha256: string }[] = [];
  const biometrics = found.map((print) => {
    const record = spoilt === 'garbage-record' ? new Uint8Array(200).fill(7) : recordOf(print, spoilt);
    hash = chainHash(hash, record);
    records.push({ what: `finger-${print.finger}`, sha256: createHash('sha256').update(record).digest('hex') });
    const data = identity.signed(payloadOf(identity, order, print, record, spoilt));
    return {
      specVersion: order.specVersion,
      data: spoilt === 'wrong-signature' ? data.replace(/\.[^.]{8}([^.]*)$/, '.AAAAAAAA$1') : data,
      hash: spoilt === 'wrong-hash' ? chainHash('', record.subarray(1)) : hash,
      error: fine,
    };
  });
  return { answer: { biometrics }, records };
}

function payloadOf(identity: SimulatedIdentity, order: CaptureOrder, print: SimulatedPrint, record: Uint8Array, spoilt: SimulatedFault | null): unknown {
  return {
    digitalId: identity.signed(identity.digitalId()),
    bioType: 'Finger',
    deviceCode: identity.deviceId,
    deviceServiceVersion: '1.0.0',
    bioSubType: subTypeOf(print.finger),
    purpose: order.purpose,
    env: ENVIRONMENT,
    bioValue: toBase64Url(record),
    transactionId: spoilt === 'wrong-transaction' ? 'another-transaction' : order.transactionId,
    timestamp: new Date().toISOString(),
    requestedScore: '60',
    qualityScore: String(print.quality),
  };
}

function recordOf(print: SimulatedPrint, spoilt: SimulatedFault | null): Uint8Array {
  const rate = spoilt === 'wrong-resolution' ? ([250, 250] as const) : ([500, 500] as const);
  return writeFingerRecord({
    captured: dateOf(new Date()),
    // Monochromatic visible light, total internal reflection.
    technology: 4,
    deviceVendor: 0,
    deviceType: 0,
    quality: [{ score: print.quality, vendor: 0, algorithm: 0 }],
    certifications: null,
    position: spoilt === 'wrong-finger' ? (((print.finger % 10) + 1) as Finger) : print.finger,
    representation: 1,
    scaleUnits: PIXELS_PER_INCH,
    captureRate: rate,
    imageRate: rate,
    bitDepth: 8,
    compression: JPEG2000_LOSSLESS,
    impression: LIVE_PLAIN,
    width: print.width,
    height: print.height,
    image: print.image,
    extended: [],
  });
}

function dateOf(date: Date): CaptureDate {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}
