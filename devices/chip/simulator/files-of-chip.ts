/** The file system of a simulated chip: SELECT by identifier, READ BINARY by offset, by short identifier, and with odd instruction. */
import { statusEndOfFile, statusOk, type Answer, type Command } from '../protocol/apdu.js';
import { cardSecurityFile } from '../protocol/card-security.js';
import { cardAccess, type ElementaryFile } from '../protocol/files.js';
import { child, writeTlv } from '../protocol/tlv.js';

import type { Card } from './card.js';
import type { ChipScript } from './script.js';

interface FileOfChip {
  readonly file: Pick<ElementaryFile, 'id' | 'shortId'> & { readonly role: string };
  readonly bytes: Uint8Array;
}

type Dropping = Answer | { readonly drop: number };

export interface FilesOfChip {
  /** Raw; null where the card has none. */
  readonly cardAccess: Uint8Array | null;
  /** Before access: EF.CardAccess and EF.ATR/INFO alone. */
  open(command: Command): Answer;
  /** Under secure messaging, before the application is selected. */
  outside(command: Command): Dropping;
  /** `drop`: answer in the clear and forget the keys. */
  secured(command: Command): Dropping;
  deselect(): void;
}

const none = new Uint8Array();
const only = (status: number): Answer => ({ data: none, status });
/** The most data of a protected answer to an extended command. */
const mostExtended = 65_000;

export function chipFiles(card: Card, script: ChipScript, onRead: (role: string, start: number, end: number) => void): FilesOfChip {
  const files = card.files.filter((one) => script.without?.includes(one.file.role) !== true).map(({ file, bytes }) => ({ file, bytes: file.role === script.tamper ? tampered(bytes) : bytes }));
  const access = script.bacOnly === true ? null : (files.find((one) => one.file.role === cardAccess.role) ?? null);
  const inside = files.filter((one) => one.file.role !== cardAccess.role);
  const number = (value: number): Uint8Array => writeTlv(0x02, Uint8Array.of(0, value >> 8, value & 0xff));
  const info = script.lengthInfo === undefined ? [] : [{ file: { role: 'info', id: 0x2f01, shortId: 0x01 }, bytes: writeTlv(0x7f66, ...script.lengthInfo.map(number)) }];
  const open: readonly FileOfChip[] = [...(access === null ? [] : [access]), ...info];
  const outside: readonly FileOfChip[] = [...open, ...(card.cardSecurity === null ? [] : [{ file: { role: 'card-security', ...cardSecurityFile }, bytes: card.cardSecurity }])];
  let current: FileOfChip | null = null;

  const answer = (command: Command, from: readonly FileOfChip[]): Dropping => {
    const { ins, p1, p2, data = none, expected = 256 } = command;
    if (ins === 0xa4 && p1 === 0x02) {
      const id = (data[0] ?? 0) * 256 + (data[1] ?? 0);
      current = from.find((one) => one.file.id === id) ?? null;
      return only(current === null ? 0x6a82 : statusOk);
    }
    if (ins !== 0xb0 && ins !== 0xb1) return only(0x6d00);
    const isOdd = ins === 0xb1;
    const byShortId = !isOdd && (p1 & 0x80) !== 0;
    if (byShortId && script.noShortIds === true) return only(0x6a86);
    if (byShortId) current = from.find((one) => one.file.shortId === (p1 & 0x1f)) ?? null;
    if (current === null) return only(byShortId ? 0x6a82 : 0x6986);
    const offset = isOdd ? child(data, 0x54) : null;
    if (isOdd && offset === null) return only(0x6a80);
    const start = offset === null ? (byShortId ? p2 : p1 * 256 + p2) : offset.reduce((sum, byte) => sum * 256 + byte, 0);
    const wanted = isOdd ? expected - 4 : expected;
    const { file } = current;
    const bytes = current.bytes.subarray(0, script.cutAt?.[file.role]);
    const refused = script.unreadable?.[file.role];
    if (refused !== undefined) return refused[1] === 'clear' ? { drop: refused[0] } : only(refused[0]);
    if (start >= bytes.length) return only(0x6b00);
    const isBeyond = start + wanted > bytes.length;
    if (expected > (script.mostBytes ?? mostExtended) || (isBeyond && script.strictEnd === true)) return { drop: 0x6700 };
    const out = bytes.slice(start, start + wanted);
    onRead(file.role, start, start + out.length);
    return { data: isOdd ? writeTlv(0x53, out) : out, status: isBeyond ? statusEndOfFile : statusOk };
  };

  return {
    cardAccess: access?.bytes ?? null,
    open(command) {
      const result = answer(command, open);
      return 'drop' in result ? only(result.drop) : result;
    },
    outside: (command) => answer(command, outside),
    secured: (command) => answer(command, inside),
    deselect() {
      current = null;
    },
  };
}

function tampered(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor((bytes.length * 5) / 6);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
