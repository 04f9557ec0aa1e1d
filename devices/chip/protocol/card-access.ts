/** EF.CardAccess, in the clear and before anything else: its raw bytes, or null where the chip has none that can be read. */
import { ok } from '../../../sync/core/result.js';
import { concat, uint16 } from '../bytes.js';

import { statusEndOfFile, statusOk, type Answer } from './apdu.js';
import type { Channel, ChannelResult } from './channel.js';
import { cardAccess } from './files.js';
import { readHeader } from './tlv.js';

/** No such file is longer. */
const largest = 2048;

/** SELECT of the master file is left out: identity cards have none (6D00), and others do without. */
export async function readCardAccess(plain: Channel): Promise<ChannelResult<Uint8Array | null>> {
  const selected = await plain.exchange({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: uint16(cardAccess.id) });
  if (!selected.ok) return selected;
  const isSelected = selected.value.status === statusOk;
  let bytes: Uint8Array = new Uint8Array();
  // Some chips refuse to be asked beyond the end, or for so much at once: then the header alone comes first.
  for (const expected of [256, 8]) {
    const first = await plain.exchange({ cla: 0, ins: 0xb0, p1: isSelected ? 0 : 0x80 | cardAccess.shortId, p2: 0, expected });
    if (!first.ok) return first;
    bytes = contentOf(first.value);
    if (bytes.length > 0 || !isSelected) break;
  }
  for (;;) {
    const header = readHeader(bytes);
    const total = header.ok ? header.value.size + header.value.length : largest + 1;
    if (bytes.length === 0 || total > largest) return ok(null);
    if (bytes.length >= total) return ok(bytes.slice(0, total));
    const next = await plain.exchange({ cla: 0, ins: 0xb0, p1: bytes.length >> 8, p2: bytes.length & 0xff, expected: Math.min(96, total - bytes.length) });
    if (!next.ok) return next;
    const more = contentOf(next.value);
    if (more.length === 0) return ok(null);
    bytes = concat(bytes, more);
  }
}

function contentOf(answer: Answer): Uint8Array {
  return answer.status === statusOk || answer.status === statusEndOfFile ? answer.data : new Uint8Array();
}
