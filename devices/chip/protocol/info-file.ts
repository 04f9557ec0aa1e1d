/** EF.ATR/INFO (ISO/IEC 7816-4 clause 12.7.1, Doc 9303-10 clause 3.11.2), in the clear: how long the card's commands and answers may be. */
import { ok } from '../../../sync/core/result.js';
import { uint16 } from '../bytes.js';

import { statusEndOfFile, statusOk } from './apdu.js';
import type { Channel, ChannelResult } from './channel.js';
import { toNumber } from './numbers.js';
import { child, readReadable } from './tlv.js';

const infoFile = 0x2f01;

export interface LengthInfo {
  /** Bytes of a whole command and of a whole answer. */
  readonly command: number;
  readonly answer: number;
}

/** DO 7F66 with two numbers; null where they are not there. */
export function parseLengthInfo(content: Uint8Array): LengthInfo | null {
  const numbers = readReadable(child(content, 0x7f66) ?? new Uint8Array()).filter((one) => one.tag === 0x02 && one.value.length <= 4).map((one) => Number(toNumber(one.value)));
  const [command, answer] = numbers;
  return command === undefined || answer === undefined || command < 5 || answer < 2 ? null : { command, answer };
}

/** Null where the card has no such file after all. */
export async function readLengthInfo(plain: Channel): Promise<ChannelResult<LengthInfo | null>> {
  const selected = await plain.exchange({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: uint16(infoFile) });
  if (!selected.ok || selected.value.status !== statusOk) return selected.ok ? ok(null) : selected;
  const content = await plain.exchange({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 256 });
  if (!content.ok) return content;
  const { data, status } = content.value;
  return ok(status === statusOk || status === statusEndOfFile ? parseLengthInfo(data) : null);
}
