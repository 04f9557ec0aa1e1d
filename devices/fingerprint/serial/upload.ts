/** The picture out of the module: as often as it takes to have it whole, within a bound. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import { joinBytes } from '../../frame/bytes.js';
import { confirmations, refusal, uploadImage } from './commands.js';
import type { Conversation } from './conversation.js';
import type { ModulePicture } from './picture.js';
import { decodePicture, isWhole, LONGEST_UPLOAD } from './picture.js';
import { packetKinds } from './protocol.js';
import type { SerialWaits } from './waits.js';

/** An upload is 7 s at 57600: the officer is not made to wait for a fourth. */
const TRIES = 3;

export async function loadPicture(talk: Conversation, waits: SerialWaits, signal: AbortSignal): Promise<Result<ModulePicture, ScannerFault>> {
  const seen: string[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    const asked = await talk.ask(uploadImage, waits.answer, signal);
    if (!asked.ok) return asked;
    if (asked.value[0] !== confirmations.ok) return refusal(asked.value[0]);
    const before = talk.damaged();
    const loaded = await receive(talk, waits, signal);
    if (!loaded.ok) return loaded;
    const picture = decodePicture(loaded.value);
    const damaged = talk.damaged() - before;
    if (picture) return ok(picture);
    seen.push(`${loaded.value.length} bytes, ${damaged} damaged packets`);
  }
  return fault('scanner-garbage', `no whole picture: ${seen.join('; ')}`);
}

/** Until the packet that says that it is the last; some modules (R551) never send it, then until silence. */
async function receive(talk: Conversation, waits: SerialWaits, signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  talk.expectMore();
  while (length <= LONGEST_UPLOAD) {
    const packet = await talk.next(isWhole(length) ? waits.lastPacket : waits.packet, signal);
    if (!packet.ok) return packet;
    if (packet.value === null) break;
    const { kind, payload } = packet.value;
    if (kind !== packetKinds.data && kind !== packetKinds.lastData) continue;
    parts.push(payload);
    length += payload.length;
    if (kind === packetKinds.lastData) {
      talk.allCame();
      break;
    }
  }
  return ok(joinBytes(parts));
}
