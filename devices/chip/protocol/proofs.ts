/** After the files: chip authentication, then active authentication. Whatever comes of them, what was read stands. */
import type { ToldChipFact } from '../../../sync/core/chip-facts.js';
import { ok, type Result } from '../../../sync/core/result.js';
import type { SecurityInfos } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { authenticateActively } from './active-authentication.js';
import { judgeCardSecurity } from './card-security.js';
import type { Channel } from './channel.js';
import { authenticateChip, type Agreement } from './chip-authentication.js';
import type { BreakFault } from './chip-fault.js';
import type { MappingProof } from './pace.js';
import { proofFact } from './proof.js';
import type { ChipPublicKey } from './public-key.js';
import { isLongProved, type ReadingManner } from './read-file.js';
import type { ChipSession } from './session.js';

export interface ProofsOptions {
  readonly transport: ChipTransport;
  /** Null where the session was lost with the last file. */
  readonly channel: Channel | null;
  readonly proof: MappingProof | null;
  /** Of DG14; null where the card has none. */
  readonly infos: SecurityInfos | null;
  /** Whether the card gave DG14. */
  readonly hasSecurityInfos: boolean;
  /** Of DG15; null for one that is not known, undefined where the card has none. */
  readonly activeKey: ChipPublicKey | null | undefined;
  readonly random: (size: number) => Uint8Array;
  readonly manner: ReadingManner;
  readonly isShortOnly: boolean;
  /** Raw; null where the card has none or it was not asked for. */
  readonly cardSecurity: Uint8Array | null;
  readonly sod: Uint8Array | undefined;
  /** Whether the card's signed list has that data group. */
  readonly isSigned: (group: number) => boolean;
  /** For chip authentication, where it was made beforehand. */
  readonly agreement: Agreement | null;
  readonly onLastAnswer: () => void;
  /** Resets the card and opens a session anew. */
  readonly reopen: () => Promise<Result<ChipSession, BreakFault>>;
}

export async function proveChip(options: ProofsOptions): Promise<readonly ToldChipFact[]> {
  const { transport, random, manner, infos, activeKey, onLastAnswer } = options;
  /** The session under way, or a new one; the reason where there is none. */
  const session = async (channel: Channel | null): Promise<Result<ChipSession, BreakFault>> => (
    channel === null ? options.reopen() : ok({ channel, proof: options.proof })
  );

  const opened = await session(options.channel);
  // Whoever copies a card can copy all but the private keys: a file that was signed with it and is not there any more is one that would tell.
  const isWithheld = { 'chip-authentication': !options.hasSecurityInfos && options.isSigned(14), 'active-authentication': activeKey === undefined && options.isSigned(15) };
  const unproved = (name: keyof typeof isWithheld, ...otherwise: readonly [state: 'not-done' | 'not-possible', reason: Parameters<typeof proofFact>[2]]) => (
    isWithheld[name] ? proofFact(name, 'failed', 'withheld') : proofFact(name, ...otherwise)
  );
  if (!opened.ok) return [unproved('chip-authentication', 'not-done', opened.fault.code), unproved('active-authentication', 'not-done', opened.fault.code)];
  const probe = manner.bySelect
    ? { cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(0x01, 0x01) }
    : { cla: 0, ins: 0xb0, p1: 0x81, p2: 0, expected: 8 };
  const chip = await authenticateChip({
    channel: opened.value.channel, transport, infos, isWithheld: isWithheld['chip-authentication'], proof: opened.value.proof, random, probe, agreement: options.agreement,
    signedElsewhere: () => (options.cardSecurity === null ? null : judgeCardSecurity(options.cardSecurity, options.sod)),
  });
  // Without a key there is nothing to be asked: no new session for that.
  if (activeKey === undefined) return [chip.fact, unproved('active-authentication', 'not-possible', 'not-on-card')];
  const again = await session(chip.channel);
  if (!again.ok) return [chip.fact, proofFact('active-authentication', 'not-done', again.fault.code)];
  const reach = options.isShortOnly ? 'short' : isLongProved(manner) ? 'extended' : 'unknown';
  const active = await authenticateActively({ channel: again.value.channel, key: activeKey, info: infos?.activeAuthentication ?? null, random, reach, onLastAnswer });
  return [chip.fact, active.fact];
}
