/** Which of the chip's PACE protocols to take: the one that proves most, then the one that costs least. */
import type { PaceInfo } from '../lds/security-infos.js';

import { standardGroup } from './groups.js';

/** Chip authentication mapping saves a protocol; curves before prime groups, which have taken 11 s on some chips; AES before 3DES. */
function rank(info: PaceInfo): number {
  if (info.mapping === 'cam') return 0;
  if (info.agreement === 'dh') return info.cipher === '3des' ? 4 : 3;
  return info.cipher === '3des' ? 2 : 1;
}

/** Usable ones, best first; of equals the one that the chip names first. Those with parameters that are none of the standardized ones are left out. */
export function choosePace(infos: readonly PaceInfo[]): readonly PaceInfo[] {
  return infos.filter(isUsable).map((info, index) => ({ info, index })).sort((a, b) => rank(a.info) - rank(b.info) || a.index - b.index).map(({ info }) => info);
}

function isUsable(info: PaceInfo): boolean {
  const group = info.domain === null ? null : standardGroup(info.domain);
  if (group?.kind !== info.agreement || info.version !== 2) return false;
  // The integrated mapping has no formula for P-224.
  return info.mapping !== 'im' || group.kind === 'dh' || group.prime % 4n === 3n;
}

/** For facts and details: `PACE ECDH-GM AES-128 brainpoolP256r1`. */
export function paceName(info: PaceInfo): string {
  const group = info.domain === null ? null : standardGroup(info.domain);
  return `PACE ${info.agreement.toUpperCase()}-${info.mapping.toUpperCase()} ${info.cipher.toUpperCase()} ${group?.name ?? ''}`.trim();
}
