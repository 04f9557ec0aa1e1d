/** DG1: the machine readable zone of an identity card, three lines of 30, check digits verified (Doc 9303-10 clause 4.7.1). */
import { parseTd1, type Td1 } from '../../../sync/core/mrz.js';
import { fault, type Result } from '../../../sync/core/result.js';
import { descend } from '../protocol/tlv.js';

export function parseDg1(bytes: Uint8Array): Result<Td1, 'mrz-malformed' | 'mrz-check-digit'> {
  const zone = descend(bytes, 0x61, 0x5f1f);
  return zone === null ? fault('mrz-malformed') : parseTd1(new TextDecoder('latin1').decode(zone));
}
