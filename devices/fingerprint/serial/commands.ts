/** Commands of the serial modules that this driver sends, and what their acknowledgements say. Pure. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault } from '../../../sync/core/result.js';
import { reader, writer } from '../../frame/bytes.js';

export const verifyPassword = (password: number): Uint8Array => {
  const { u8, u32, done } = writer();
  u8(0x13);
  u32(password);
  return done();
};
export const readSystemParameters = Uint8Array.of(0x0f);
/** Looks once whether a finger lies there and keeps its picture in the module. */
export const takeImage = Uint8Array.of(0x01);
export const uploadImage = Uint8Array.of(0x0a);

/** First byte of an acknowledgement. */
export const confirmations = { ok: 0x00, packetDamaged: 0x01, noFinger: 0x02, imageFailed: 0x03, cannotSend: 0x0f, wrongPassword: 0x13, imageInvalid: 0x15 } as const;

export interface SystemParameters {
  /** 9 for R30x. */
  readonly system: number;
  /** Bytes in a data packet. */
  readonly packetSize: number;
  /** Bits per second. */
  readonly baud: number;
}

/** Null for what is no such answer: some modules (R308) have none, and work with the usual values. */
export function parseSystemParameters(acknowledgement: Uint8Array): SystemParameters | null {
  const { u8, u16, u32, left, failed } = reader(acknowledgement);
  const confirmation = u8();
  u16();
  const system = u16();
  u16();
  u16();
  u32();
  const sizeCode = u16();
  const rate = u16();
  if (failed() || left() > 0 || confirmation !== confirmations.ok || sizeCode > 3 || rate < 1 || rate > 12) return null;
  return { system, packetSize: 32 << sizeCode, baud: 9600 * rate };
}

/** A refusal by its confirmation code. */
export function refusal(confirmation: number | undefined): Result<never, ScannerFault> {
  if (confirmation === confirmations.wrongPassword) return fault('scanner-wrong-password');
  if (confirmation === undefined || confirmation === confirmations.packetDamaged) return fault('scanner-garbage', 'the module does not understand its commands');
  return fault('scanner-refused', `confirmation ${confirmation}`, { confirmation });
}
