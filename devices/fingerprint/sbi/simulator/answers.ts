/** What the simulated scanner answers, in the words of SBI and in its dialect. */
import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { Finger } from '../../../../sync/core/fingers.js';
import { JPEG2000_LOSSLESS, LIVE_PLAIN, PIXELS_PER_INCH } from '../../../image/finger-record.js';
import { writeFingerRecord } from '../../../image/finger-record-write.js';
import { dateOf } from '../../print-record.js';
import { chainHash } from '../hash-chain.js';
import { toBase64Url } from '../jws.js';
import { fingerOfSubType, subTypeOf } from '../words.js';
import type { Dialect } from './dialect.js';
import type { SimulatedIdentity } from './identity.js';
import type { SimulatedPrint } from './person.js';
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
      deviceId: z.string().optional(),
      serialNo: z.string().optional(),
      deviceSubId: z.enum(['0', '1', '2', '3']),
      previousHash: z.string().regex(/^([0-9A-Fa-f]{64})?$/),
    }),
  ]),
});
export type CaptureOrder = z.infer<typeof captureOrder>;

export const streamOrder = z.object({
  deviceId: z.string().optional(),
  serialNo: z.string().optional(),
  deviceSubId: z.union([z.string(), z.number()]).transform(String),
});

/** An answer that refuses the whole request. */
export function refusal(code: string, info: string): unknown {
  return { error: { errorCode: code, errorInfo: info } };
}

const fine = { errorCode: '0', errorInfo: 'Success' };
const ENVIRONMENT = 'Developer';

/** What a discovery and an information have in common. */
function device(identity: SimulatedIdentity, dialect: Dialect, status: string, port: number): object {
  const platens = dialect.takes === 'slaps' ? [1, 2, 3] : [0];
  return {
    deviceId: identity.deviceId,
    deviceStatus: status,
    certification: 'L0',
    serviceVersion: '1.0.0',
    deviceSubId: dialect.habits ? platens : platens.map(String),
    callbackId: `http://127.0.0.1:${port}/`,
    deviceCode: identity.deviceId,
    specVersion: dialect.habits ? dialect.specs.at(-1) : dialect.specs,
    purpose: 'Registration',
  };
}

export function discovery(identity: SimulatedIdentity, dialect: Dialect, status: string, port: number): unknown {
  return [{ ...device(identity, dialect, status, port), digitalId: toBase64Url(JSON.stringify(identity.digitalId())), error: dialect.habits ? { errorCode: 0 } : fine }];
}

export function information(identity: SimulatedIdentity, dialect: Dialect, status: string, port: number): unknown {
  const isSigned = dialect.trust !== 'unsigned';
  const digitalId = isSigned ? identity.signed(identity.digitalId()) : toBase64Url(JSON.stringify(identity.digitalId()));
  const deviceInfo = { ...device(identity, dialect, status, port), digitalId, env: ENVIRONMENT, firmware: '1.0.0' };
  return [{ deviceInfo: isSigned ? identity.signed(deviceInfo) : toBase64Url(JSON.stringify(deviceInfo)), error: fine }];
}

export interface GivenOut {
  readonly answer: unknown;
  /** The records in the answer: `finger-2` and the SHA-256 of its bytes, hex. */
  readonly records: readonly { readonly what: string; readonly sha256: string }[];
}

/** What a capture is made with. */
export interface Capturing {
  readonly identity: SimulatedIdentity;
  readonly dialect: Dialect;
  readonly order: CaptureOrder;
  readonly spoilt: SimulatedFault | null;
  /** Whose signature a stranger's is. */
  readonly stranger: SimulatedIdentity;
}

/** Gives those of the fingers on the platen that are asked for. */
export function capture(making: Capturing, prints: readonly SimulatedPrint[]): GivenOut {
  const { identity, order, spoilt, stranger } = making;
  const [bio] = order.bio;
  if (spoilt === 'wrong-types') return { answer: { biometrics: [{ specVersion: 1, data: { digitalId: 7 }, hash: [], error: 'none' }, null, 'x'] }, records: [] };
  const asked = bio.bioSubType.map(fingerOfSubType);
  const found = prints.filter((print) => asked.includes(print.finger)).slice(0, spoilt === 'fewer-fingers' ? -1 : undefined);
  if (found.length === 0 || spoilt === 'no-fingers') return { answer: refusal('101', 'No biometric object found'), records: [] };
  let hash = bio.previousHash;
  const records: { what: string; sha256: string }[] = [];
  const biometrics = found.map((print) => {
    const record = spoilt === 'garbage-record' ? new Uint8Array(200).fill(7) : recordOf(print, making);
    hash = chainHash(hash, record);
    records.push({ what: `finger-${print.finger}`, sha256: createHash('sha256').update(record).digest('hex') });
    const data = (spoilt === 'stranger' ? stranger : identity).signed(payloadOf(making, print, record));
    return {
      specVersion: order.specVersion,
      data: spoilt === 'wrong-signature' ? data.replace(/\.[^.]{8}([^.]*)$/, '.AAAAAAAA$1') : data,
      hash: spoilt === 'wrong-hash' ? chainHash('', record.subarray(1)) : hash,
      error: fine,
    };
  });
  return { answer: { biometrics }, records };
}

function payloadOf({ identity, dialect, order, spoilt }: Capturing, print: SimulatedPrint, record: Uint8Array): unknown {
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
    qualityScore: dialect.habits ? print.quality : String(print.quality),
  };
}

/** Impression "unknown" of ISO/IEC 19794-4 table 7. */
const UNKNOWN_IMPRESSION = 29;

function recordOf(print: SimulatedPrint, { dialect, spoilt }: Capturing): Uint8Array {
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
    representation: dialect.habits ? 0 : 1,
    scaleUnits: PIXELS_PER_INCH,
    captureRate: rate,
    imageRate: rate,
    bitDepth: 8,
    compression: JPEG2000_LOSSLESS,
    impression: dialect.habits ? UNKNOWN_IMPRESSION : LIVE_PLAIN,
    width: print.width,
    height: print.height,
    image: print.image,
    extended: [],
  });
}
