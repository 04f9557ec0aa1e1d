/** The simulated chip: selects, authenticates, reads, and fails on request. Its side of the protocol is written apart from the reader's. */
import { statusEndOfFile, statusOk, decodeCommand, encodeAnswer, type Answer, type Command } from '../protocol/apdu.js';
import { application } from '../protocol/files.js';
import { keySeed } from '../protocol/mrz-key.js';
import { concat, sameBytes, toHex } from '../bytes.js';

import { answerToken } from './access.js';
import type { Card } from './card.js';
import { openProtected, protectAnswer, type ChipSession } from './session.js';

/** APDUs are counted from 1 over the chip's whole life. */
export interface ChipScript {
  /** Answers that status word in the clear at that APDU, and drops the keys. */
  readonly statusAt?: Readonly<Record<number, number>>;
  /** The card leaves the field at that APDU. */
  readonly removeAt?: number;
  /** Only the first half of the answer comes at that APDU. */
  readonly shortAnswer?: number;
  /** Does not answer that APDU at all. */
  readonly silentAt?: number;
  /** Does not read by short file identifier. */
  readonly noShortIds?: boolean;
  /** Refuses to be asked for more bytes at once (6700), and drops the keys. */
  readonly mostBytes?: number;
  /** Refuses to be asked beyond the end of a file (6700), and drops the keys. */
  readonly strictEnd?: boolean;
  /** Roles of files that this card does not have. */
  readonly without?: readonly string[];
}

export interface Chip {
  readonly atr: Uint8Array;
  /** `removed`: no answer, the card is gone. `silent`: no answer, the card is there. */
  transmit(command: Uint8Array): Uint8Array | 'removed' | 'silent';
  reset(): void;
}

export interface ChipOptions {
  readonly card: Card;
  readonly random: (size: number) => Uint8Array;
  readonly script?: ChipScript;
  /** After bytes of a file went out, `end` the furthest of them. */
  readonly onRead?: (role: string, start: number, end: number) => void;
}

/** As a reader makes it up for a contactless card (PC/SC part 3). */
const atr = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);

const none = new Uint8Array();
const only = (status: number): Answer => ({ data: none, status });

export function makeChip(options: ChipOptions): Chip {
  const { card, random, script = {}, onRead } = options;
  const seed = keySeed(card.key);
  if (!seed.ok) throw new RangeError('this card has no key');
  const files = card.files.filter((one) => !script.without?.includes(one.file.role));
  let count = 0;
  let isSelected = false;
  let challenge: Uint8Array | null = null;
  let session: ChipSession | null = null;
  let current: (typeof files)[number] | null = null;

  const reset = (): void => {
    isSelected = false;
    challenge = null;
    session = null;
    current = null;
  };

  const plain = (command: Command): Answer => {
    const data = command.data ?? none;
    if (command.ins === 0xa4 && command.p1 === 0x04) {
      if (!sameBytes(data, application)) return only(0x6a82);
      reset();
      isSelected = true;
      return only(statusOk);
    }
    // Vietnamese cards have no master file.
    if (command.ins === 0xa4 && command.p1 === 0x00) return only(0x6d00);
    if (!isSelected) return only(0x6985);
    if (command.ins === 0x84) return { data: (challenge = random(8)), status: statusOk };
    if (command.ins === 0x82) {
      const opened = challenge === null ? null : answerToken(seed.value, challenge, data, random(16));
      challenge = null;
      if (opened === null) return only(0x6300);
      session = opened.session;
      return { data: opened.token, status: statusOk };
    }
    return command.ins === 0xa4 || command.ins === 0xb0 ? only(0x6982) : only(0x6d00);
  };

  /** `drop`: answer in the clear and forget the keys. */
  const secured = (command: Command): Answer | { readonly drop: number } => {
    if (command.ins === 0xa4 && command.p1 === 0x02) {
      const id = toHex(command.data ?? none);
      current = files.find((one) => one.file.id.toString(16).padStart(4, '0').toUpperCase() === id) ?? null;
      return only(current === null ? 0x6a82 : statusOk);
    }
    if (command.ins !== 0xb0) return only(0x6d00);
    const byShortId = (command.p1 & 0x80) !== 0;
    if (byShortId && script.noShortIds) return only(0x6a86);
    if (byShortId) current = files.find((one) => one.file.shortId === (command.p1 & 0x1f)) ?? null;
    if (current === null) return only(byShortId ? 0x6a82 : 0x6986);
    const start = byShortId ? command.p2 : command.p1 * 256 + command.p2;
    const expected = command.expected ?? 256;
    const { bytes, file } = current;
    if (start >= bytes.length) return only(0x6b00);
    const isBeyond = start + expected > bytes.length;
    if (expected > (script.mostBytes ?? 231) || (isBeyond && script.strictEnd)) return { drop: 0x6700 };
    const data = bytes.slice(start, start + expected);
    onRead?.(file.role, start, start + data.length);
    return { data, status: isBeyond ? statusEndOfFile : statusOk };
  };

  const answer = (bytes: Uint8Array): Uint8Array => {
    const command = decodeCommand(bytes);
    if (!command.ok) return encodeAnswer(none, 0x6700);
    if ((command.value.cla & 0x0c) !== 0x0c) {
      session = null;
      const open = plain(command.value);
      return encodeAnswer(open.data, open.status);
    }
    const opened = session === null ? null : openProtected(session, command.value);
    if (session === null || opened === null) {
      session = null;
      return encodeAnswer(none, 0x6988);
    }
    const result = secured(opened);
    if ('drop' in result) {
      session = null;
      return encodeAnswer(none, result.drop);
    }
    return protectAnswer(session, result);
  };

  return {
    atr,
    reset,
    transmit(command) {
      count++;
      if (script.removeAt === count) return 'removed';
      if (script.silentAt === count) return 'silent';
      const status = script.statusAt?.[count];
      if (status !== undefined) {
        session = null;
        return encodeAnswer(none, status);
      }
      const bytes = answer(command);
      return script.shortAnswer === count ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : concat(bytes);
    },
  };
}
