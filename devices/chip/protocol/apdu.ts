/** Command and response APDUs of ISO/IEC 7816-4. The extended form is taken only where the short one does not hold: some readers know no other. */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { concat, uint16 } from '../bytes.js';

export interface Command {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** At most 65535 bytes. */
  readonly data?: Uint8Array;
  /** Bytes expected, 1–65536; absent when none are. */
  readonly expected?: number;
}

export interface Answer {
  readonly data: Uint8Array;
  /** SW1 and SW2. */
  readonly status: number;
}

export const statusOk = 0x9000;
/** End of file reached before the expected bytes were read: the data is good. */
export const statusEndOfFile = 0x6282;

export function encodeCommand(command: Command): Uint8Array {
  const head = Uint8Array.of(command.cla, command.ins, command.p1, command.p2);
  const data = command.data ?? new Uint8Array();
  if (data.length > 65_535) throw new RangeError('an APDU carries at most 65535 bytes');
  if (isLong(command)) {
    const body = data.length > 0 ? concat(Uint8Array.of(0), uint16(data.length), data) : Uint8Array.of(0);
    return concat(head, body, command.expected === undefined ? new Uint8Array() : uint16(command.expected & 0xffff));
  }
  return concat(
    head,
    data.length > 0 ? concat(Uint8Array.of(data.length), data) : data,
    command.expected === undefined ? new Uint8Array() : Uint8Array.of(command.expected & 0xff),
  );
}

/** Whether the short form does not hold it. */
function isLong(command: Command): boolean {
  return (command.data?.length ?? 0) > 255 || (command.expected ?? 0) > 256;
}

/** Whether these bytes are a command in the extended form. */
export function isExtended(bytes: Uint8Array): boolean {
  return bytes.length > 6 && bytes[4] === 0;
}

/** For the side of the card. Fails on what is no APDU. */
export function decodeCommand(bytes: Uint8Array): Result<Command, 'apdu-malformed'> {
  const [cla, ins, p1, p2, length] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return fault('apdu-malformed');
  const head = { cla, ins, p1, p2 };
  if (length === undefined) return ok(head);
  if (bytes.length === 5) return ok({ ...head, expected: length === 0 ? 256 : length });
  if (isExtended(bytes)) return decodeExtended(head, bytes);
  const data = bytes.slice(5, 5 + length);
  if (length === 0 || data.length !== length) return fault('apdu-malformed');
  const rest = bytes.subarray(5 + length);
  if (rest.length === 0) return ok({ ...head, data });
  if (rest.length > 1) return fault('apdu-malformed');
  return ok({ ...head, data, expected: rest[0] === 0 ? 256 : (rest[0] ?? 0) });
}

function decodeExtended(head: Pick<Command, 'cla' | 'ins' | 'p1' | 'p2'>, bytes: Uint8Array): Result<Command, 'apdu-malformed'> {
  const first = (bytes[5] ?? 0) * 256 + (bytes[6] ?? 0);
  if (bytes.length === 7) return ok({ ...head, expected: first === 0 ? 65_536 : first });
  const data = bytes.slice(7, 7 + first);
  const rest = bytes.subarray(7 + first);
  if (first === 0 || data.length !== first) return fault('apdu-malformed');
  if (rest.length === 0) return ok({ ...head, data });
  const expected = (rest[0] ?? 0) * 256 + (rest[1] ?? 0);
  return rest.length === 2 ? ok({ ...head, data, expected: expected === 0 ? 65_536 : expected }) : fault('apdu-malformed');
}

export function decodeAnswer(bytes: Uint8Array): Result<Answer, 'answer-malformed'> {
  const [first, second] = bytes.subarray(-2);
  if (first === undefined || second === undefined) return fault('answer-malformed');
  return ok({ data: bytes.subarray(0, -2), status: first * 256 + second });
}

export function encodeAnswer(data: Uint8Array, status: number): Uint8Array {
  return concat(data, Uint8Array.of(status >> 8, status & 0xff));
}

/** For details and logs: never carries data. */
export function statusText(status: number): string {
  return `SW ${status.toString(16).toUpperCase().padStart(4, '0')}`;
}
