/** After the files: chip authentication, then active authentication. Whatever comes of them, what was read stands. */
import type { ChipFact } from '../../../sync/core/chip-facts.js';
import type { Result } from '../../../sync/core/result.js';
import { parseDg15 } from '../lds/dg15.js';
import { parseSecurityInfos } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { authenticateActively } from './active-authentication.js';
import type { Channel } from './channel.js';
import { authenticateChip } from './chip-authentication.js';
import type { MappingProof } from './pace.js';
import { proofFact } from './proof.js';
import type { ReadingManner } from './read-file.js';
import type { ChipSession } from './session.js';

export interface ProofsOptions {
  readonly transport: ChipTransport;
  /** Null where the session was lost with the last file. */
  readonly channel: Channel | null;
  readonly proof: MappingProof | null;
  /** Raw; undefined where the card has none. */
  readonly dg14: Uint8Array | undefined;
  readonly dg15: Uint8Array | undefined;
  readonly random: (size: number) => Uint8Array;
  readonly manner: ReadingManner;
  readonly isShortOnly: boolean;
  /** Resets the card and opens a session anew. */
  readonly reopen: () => Promise<Result<ChipSession, string>>;
}

export async function proveChip(options: ProofsOptions): Promise<readonly ChipFact[]> {
  const { transport, random, manner, dg14, dg15 } = options;
  let { channel, proof } = options;
  const facts: ChipFact[] = [];
  const infos = dg14 === undefined ? null : parseSecurityInfos(dg14);
  const open = async (): Promise<string | null> => {
    if (channel !== null) return null;
    const opened = await options.reopen();
    if (!opened.ok) return opened.fault.code;
    channel = opened.value.channel;
    proof = opened.value.proof;
    return null;
  };

  const unopened = await open();
  if (unopened !== null || channel === null) {
    const reason = unopened ?? 'no-session';
    return [proofFact('chip-authentication', 'not-done', reason), proofFact('active-authentication', 'not-done', reason)];
  }
  const probe = manner.bySelect
    ? { cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: Uint8Array.of(0x01, 0x01) }
    : { cla: 0, ins: 0xb0, p1: 0x81, p2: 0, expected: 8 };
  const chip = await authenticateChip({ channel, transport, infos, proof, random, probe });
  facts.push(chip.fact);
  channel = chip.channel;
  // Nothing to be asked: no new session for that.
  const key = dg15 === undefined ? undefined : parseDg15(dg15);
  const again = key === undefined ? null : await open();
  if (again !== null) return [...facts, proofFact('active-authentication', 'not-done', again)];
  const reach = options.isShortOnly ? 'short' : manner.isLongProved ? 'extended' : 'unknown';
  const active = await authenticateActively({ channel: channel ?? { exchange: unusable }, key, info: infos?.activeAuthentication ?? null, random, reach });
  return [...facts, active.fact];
}

/** Never called: without a key nothing is exchanged. */
async function unusable(): Promise<never> {
  throw new Error('no session');
}
