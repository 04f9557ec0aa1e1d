/** EF.SOD: the signed hashes of the data groups (Doc 9303-10 clause 4.6.2; LDSSecurityObject versions 0 and 1). */
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { algorithmOf, hashNameOf, type HashName } from './algorithms.js';
import { parseSignedMessage, type SignedMessage } from './cms.js';
import { childrenOf, nodeAt, octetsOf, smallInteger } from './der.js';

export interface SecurityObject {
  readonly message: SignedMessage;
  /** The content stands under a name that old issuers used, not under id-icao-mrtd-security-ldsSecurityObject. */
  readonly legacyType: boolean;
  readonly version: number;
  readonly hash: HashName;
  /** By number of the data group, 1 to 16. */
  readonly hashes: ReadonlyMap<number, Uint8Array>;
}

export type SodFault = 'sod-malformed' | 'sod-type-unknown' | 'hash-unsupported';

const ldsSecurityObject = '2.23.136.1.1.1';
/** Two early issuers' own, and plain id-data. */
const legacyTypes: readonly string[] = ['1.3.27.1.1.1', '1.2.528.1.1006.1.20.1', '1.2.840.113549.1.7.1'];

export function parseSod(bytes: Uint8Array): Result<SecurityObject, SodFault> {
  const wrapping = nodeAt(bytes);
  // 77 wraps the message; where it is missing the message may stand bare.
  const message = parseSignedMessage(wrapping?.tag === 0x77 ? wrapping.content : bytes);
  if (message === null) return fault('sod-malformed', 'not a signed message');
  const legacyType = message.contentType !== ldsSecurityObject;
  if (legacyType && !legacyTypes.includes(message.contentType)) return fault('sod-type-unknown', message.contentType);
  const [version, algorithm, list] = childrenOf(nodeAt(message.content), 0x30) ?? [];
  const [number, entries] = [smallInteger(version), childrenOf(list, 0x30)];
  if (number === null || entries === null) return fault('sod-malformed', 'not a security object');
  const hash = hashNameOf(algorithmOf(algorithm));
  if (hash === null) return fault('hash-unsupported', algorithmOf(algorithm)?.identifier);
  const hashes = new Map<number, Uint8Array>();
  for (const entry of entries) {
    const [groupNode, valueNode] = childrenOf(entry, 0x30) ?? [];
    const [group, value] = [smallInteger(groupNode), octetsOf(valueNode)];
    // Two hashes for one data group would let a reader choose.
    if (group === null || group < 1 || group > 16 || value === null || hashes.has(group)) return fault('sod-malformed', 'hashes of data groups');
    hashes.set(group, value);
  }
  return ok({ message, legacyType, version: number, hash, hashes });
}
