/**
 * EF.CardSecurity (Doc 9303-11 clause 9.2.11), outside the application: the signed SecurityInfos of a chip with chip authentication mapping, among them
 * the static key that the mapping proves. It is read under the keys of PACE, before the application is selected.
 */
import { ok } from '../../../sync/core/result.js';
import { sameBytes } from '../bytes.js';
import { parseSecurityInfos, type SecurityInfos } from '../lds/security-infos.js';
import { parseSignedMessage, verifySignedMessage } from '../trust/cms.js';
import { parseSod } from '../trust/sod.js';

import type { Channel, ChannelResult } from './channel.js';
import { readFile, type FileReading, type ReadingManner } from './read-file.js';

/** Of the master file: EF.SOD has the same identifiers in the application. Never a part of the reading. */
export const cardSecurityFile = { id: 0x011d, shortId: 0x1d, tag: 0x30 } as const;
const securityObject = '0.4.0.127.0.7.3.2.1';

/** Raw; null where it is not there or cannot be read. A session that was lost is a fault: only a new one helps. */
export async function readCardSecurity(channel: Channel, manner: ReadingManner): Promise<ChannelResult<Uint8Array | null>> {
  const reading: FileReading = { file: cardSecurityFile, bytes: new Uint8Array(), total: null };
  const read = await readFile(channel, reading, { ...manner }, () => undefined);
  if (read.ok) return ok(reading.bytes);
  const { code } = read.fault;
  // Said under secure messaging: the session goes on.
  if (code === 'file-absent' || code === 'file-malformed' || code === 'file-too-large' || code === 'block-refused') return ok(null);
  return { ok: false, fault: { ...read.fault, code: code === 'file-refused' || code === 'short-id-refused' ? 'keys-dropped' : code } };
}

/** `unsigned`: its signature is wrong, or not that of a known form. `stranger`: not by the one who signed the card's data. */
export type CardSecurity = { readonly state: 'ok'; readonly infos: SecurityInfos } | { readonly state: 'unsigned' | 'stranger' };

/** Counts when whoever signed EF.SOD signed it: then the chain of that one is judged for both. */
export function judgeCardSecurity(bytes: Uint8Array, sod: Uint8Array | undefined): CardSecurity {
  const message = parseSignedMessage(bytes);
  const signed = message === null || message.contentType !== securityObject ? null : verifySignedMessage(message);
  if (message === null || signed === null || !signed.ok) return { state: 'unsigned' };
  const object = sod === undefined ? null : parseSod(sod);
  const signer = object?.ok === true ? verifySignedMessage(object.value.message) : null;
  if (signer?.ok !== true || !sameBytes(signer.value.certificate.bytes, signed.value.certificate.bytes)) return { state: 'stranger' };
  return { state: 'ok', infos: parseSecurityInfos(message.content) };
}
