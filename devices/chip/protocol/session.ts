/** A session with the application selected: PACE where the chip has it, basic access control where it has not or where PACE failed. */
import type { ToldChipFact } from '../../../sync/core/chip-facts.js';
import { fault, ok, type Fault, type Result } from '../../../sync/core/result.js';
import { sameBytes } from '../bytes.js';
import { parseSecurityInfos, type PaceInfo, type SecurityInfos } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { statusOk, statusText } from './apdu.js';
import { basicAccess, type AccessFault } from './bac.js';
import { readCardAccess } from './card-access.js';
import { readCardSecurity } from './card-security.js';
import { isSessionLost, plainChannel, type Channel } from './channel.js';
import { application } from './files.js';
import type { Password } from './mrz-key.js';
import { choosePace, paceName } from './pace-choice.js';
import { openPace, type MappingProof, type PaceFault, type PaceSession } from './pace.js';
import type { ReadingManner } from './read-file.js';

/** Of the protocols that a chip names, the best ones: a chip that refuses these takes no other. */
const mostPaceProtocols = 3;

export interface SessionOptions {
  readonly transport: ChipTransport;
  readonly password: Password;
  /** Fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
}

type Way = { readonly pace: PaceInfo; readonly withParameter: boolean } | 'bac';

/** What one reading learns of its chip: a further session goes straight to what worked. */
export interface AccessMemory {
  way: Way | null;
  /** EF.CardAccess, raw; null where there is none. */
  cardAccess: Uint8Array | null;
  /** EF.CardSecurity, raw, of a chip that was opened by chip authentication mapping; null where it could not be read, undefined before that. */
  cardSecurity?: Uint8Array | null;
  /** PACE was tried and failed before basic access control opened. */
  paceFailed: boolean;
}

export interface ChipSession {
  readonly channel: Channel;
  /** Left by chip authentication mapping. */
  readonly proof: MappingProof | null;
}

export type SessionFault = AccessFault | PaceFault;

export async function openSession(options: SessionOptions, memory: AccessMemory, manner: ReadingManner): Promise<Result<ChipSession, SessionFault>> {
  if (memory.way === 'bac') return openBasic(options);
  if (memory.way !== null) return inApplication(await openPace({ ...options, info: memory.way.pace, withParameter: memory.way.withParameter }), memory, manner);
  const read = await readCardAccess(plainChannel(options.transport));
  if (!read.ok && !isSessionLost(read.fault)) return read;
  memory.cardAccess = read.ok ? read.value : null;
  const infos = memory.cardAccess === null ? [] : choosePace(parseSecurityInfos(memory.cardAccess).pace);
  let paceFault: Fault<PaceFault> | null = null;
  for (const info of infos.slice(0, mostPaceProtocols)) {
    const opened = await tryPace(options, info, memory);
    if (opened.ok) return inApplication(opened, memory, manner);
    paceFault = opened.fault;
    const mayGoOn = paceFault.code === 'pace-refused' || paceFault.code === 'chip-key-wrong' || isSessionLost(paceFault);
    if (!mayGoOn) return opened;
    // A failed PACE may leave the chip in any state.
    const reset = await options.transport.reset();
    if (!reset.ok) return reset;
    if (paceFault.code === 'chip-key-wrong') break;
  }
  return openAfterPace(options, memory, paceFault);
}

async function tryPace(options: SessionOptions, info: PaceInfo, memory: AccessMemory): Promise<Result<PaceSession, PaceFault>> {
  for (const withParameter of [true, false]) {
    const opened = await openPace({ ...options, info, withParameter });
    if (opened.ok) memory.way = { pace: info, withParameter };
    const status = opened.ok ? 0 : Number(opened.fault.values?.['status'] ?? 0);
    const isParameter = !opened.ok && opened.fault.code === 'pace-refused' && (status === 0x6a80 || status === 0x6a88);
    if (!withParameter || !isParameter) return opened;
    const reset = await options.transport.reset();
    if (!reset.ok) return reset;
  }
  return fault('pace-refused');
}

async function openAfterPace(options: SessionOptions, memory: AccessMemory, paceFault: Fault<PaceFault> | null): Promise<Result<ChipSession, SessionFault>> {
  if (options.password.keySeed === null) {
    if (paceFault !== null) return { ok: false, fault: paceFault };
    return fault('chip-unsupported', 'no PACE that is known: this chip opens with its MRZ alone', { needs: 'mrz' });
  }
  const opened = await openBasic(options);
  if (opened.ok) {
    memory.way = 'bac';
    memory.paceFailed = paceFault !== null;
    return opened;
  }
  // A chip with PACE alone says of basic access control that it does not know it: then what PACE said counts.
  return paceFault !== null && opened.fault.code === 'chip-unsupported' ? { ok: false, fault: paceFault } : opened;
}

async function openBasic({ transport, password, random }: SessionOptions): Promise<Result<ChipSession, SessionFault>> {
  const selected = await plainChannel(transport).exchange({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  if (!selected.ok) return selected;
  if (selected.value.status !== statusOk) return fault('chip-unsupported', `SELECT application ${statusText(selected.value.status)}`);
  if (password.keySeed === null) return fault('chip-unsupported', 'basic access control needs the MRZ', { needs: 'mrz' });
  const opened = await basicAccess(transport, password.keySeed, random(24));
  if (opened.ok) return ok({ channel: opened.value, proof: null });
  return opened.fault.code === 'chip-key-wrong' ? fault('chip-key-wrong', opened.fault.detail, { password: 'mrz' }) : opened;
}

/** Under secure messaging. */
async function inApplication(opened: Result<PaceSession, PaceFault>, memory: AccessMemory, manner: ReadingManner): Promise<Result<ChipSession, SessionFault>> {
  if (!opened.ok) return opened;
  if (opened.value.proof !== null && memory.cardSecurity === undefined) {
    // Asked once: a chip that drops its keys over it is not asked again.
    memory.cardSecurity = null;
    const read = await readCardSecurity(opened.value.channel, manner);
    if (!read.ok) return read;
    memory.cardSecurity = read.value;
  }
  const selected = await opened.value.channel.exchange({ cla: 0, ins: 0xa4, p1: 0x04, p2: 0x0c, data: application });
  if (!selected.ok) return selected;
  return selected.value.status === statusOk ? opened : fault('chip-unsupported', `SELECT application ${statusText(selected.value.status)}`);
}

/**
 * `pace-failed`: the chip has PACE and opened by the older protocol. `not-in-dg14`: EF.CardAccess, which nobody signs, names a protocol that the
 * signed DG14 does not: somebody may have made the reader take a weaker one (Doc 9303-11 clause 4.2, step 1). `infos` are those of DG14, where there is one.
 */
export function accessFact({ way, paceFailed }: AccessMemory, password: Password, infos: SecurityInfos | null): ToldChipFact {
  if (way === null) return { name: 'access', state: 'failed' };
  const values = { protocol: way === 'bac' ? 'BAC' : paceName(way.pace), password: password.kind };
  if (way === 'bac') return { name: 'access', state: 'ok', ...(paceFailed ? { reason: 'pace-failed' } : {}), values };
  const { oid, parameter, domain } = way.pace;
  const isSigned = infos === null || infos.pace.some((one) => sameBytes(one.oid, oid) && one.parameter === parameter && one.domain === domain);
  return { name: 'access', state: 'ok', ...(isSigned ? {} : { reason: 'not-in-dg14' }), values };
}
