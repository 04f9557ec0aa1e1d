/** Reads a whole card: access, the text, the photo, the proofs. */
import type { ChipProgress } from '../../../sync/core/capture.js';
import type { ChipFact } from '../../../sync/core/chip-facts.js';
import type { ChipFault } from '../../../sync/core/faults.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { parseDg15 } from '../lds/dg15.js';
import { parseSecurityInfos } from '../lds/security-infos.js';
import type { ChipTransport } from '../transport.js';

import { capabilitiesOf } from './card-capabilities.js';
import { chained } from './chaining.js';
import { isSessionLost, plainChannel } from './channel.js';
import { chipFaultOf, type Failed } from './chip-fault.js';
import { prepareAgreement } from './chip-authentication.js';
import { blockLadder, fileReader, leaveOut } from './file-reader.js';
import { cardAccess, readingOrder, type ElementaryFile } from './files.js';
import { readLengthInfo } from './info-file.js';
import { newListing } from './listing.js';
import { meanwhile } from './meanwhile.js';
import type { Password } from './mrz-key.js';
import { proveChip } from './proofs.js';
import type { ElementaryReading, ReadingManner } from './read-file.js';
import { dataIn, mostInShort } from './secure-messaging.js';
import { accessFact, type AccessMemory } from './session.js';

export interface ReadOptions {
  readonly transport: ChipTransport;
  /** From mrz-key.ts. */
  readonly password: Password;
  /** Fresh random bytes. */
  readonly random: (size: number) => Uint8Array;
  readonly onProgress: (progress: ChipProgress) => void;
  /** Told once the text is read, before the photo. */
  readonly onText?: (files: ChipFiles['files']) => void;
  /** Told with all but the photo while that comes in, then with everything, before the chip proves itself: what can be judged meanwhile. */
  readonly onFiles?: (files: ChipFiles['files'], isWhole: boolean) => void;
  /** No further command follows: what is computed from here on needs no card. */
  readonly onLastAnswer?: () => void;
  /** The block size that worked with this reader before. */
  readonly block?: number;
}

export interface ChipFiles {
  readonly files: readonly { readonly role: ElementaryFile['role']; readonly bytes: Uint8Array }[];
  readonly block: number;
  /** The block is smaller than it was at first because a size was refused. */
  readonly isRefused: boolean;
  /** Access, chip authentication, active authentication. */
  readonly facts: readonly ChipFact[];
}

/** What reader and card themselves say of the longest answer counts before the ladder does. */
function firstBlock(options: ReadOptions, told: number): number {
  const most = Math.min(options.transport.mostData ?? blockLadder[0], told);
  const wanted = options.block ?? blockLadder[0];
  return most >= wanted ? wanted : (blockLadder.find((block) => block <= most) ?? mostInShort);
}

export async function readChip(options: ReadOptions): Promise<Result<ChipFiles, ChipFault>> {
  const capabilities = capabilitiesOf(options.transport.atr);
  const isShortOnly = (options.transport.mostData ?? mostInShort + 1) <= mostInShort || capabilities.extended === false;
  const transport = chained(options.transport, { shortOnly: isShortOnly, commands: capabilities.chaining });
  const lengths = capabilities.infoFile ? await readLengthInfo(plainChannel(transport)) : ok(null);
  if (!lengths.ok && !isSessionLost(lengths.fault)) return chipFaultOf(lengths.fault);
  const told = isShortOnly ? mostInShort : lengths.ok && lengths.value !== null ? dataIn(lengths.value.answer) : Infinity;
  const { password } = options;
  const manner: ReadingManner = { block: firstBlock(options, told), bySelect: false, headerFirst: false, longest: 0, isRefused: false };
  const memory: AccessMemory = { way: null, cardAccess: null, paceFailed: false };
  const readings: readonly ElementaryReading[] = readingOrder.map((file) => ({ file, bytes: new Uint8Array(), total: null }));
  const listing = newListing();
  const files = fileReader({ ...options, transport }, manner, memory);
  let furthest = 0;
  const progress = (step: ChipProgress['step']): void => {
    // A file that is left out halfway takes its bytes with it.
    furthest = Math.max(furthest, readings.reduce((sum, one) => sum + one.bytes.length, 0));
    const total = readings.reduce((sum, one) => sum + (one.total ?? (listing.has(one.file) ? one.file.usualSize : 0)), 0);
    options.onProgress({ step, read: furthest, total: Math.max(furthest, total) });
  };
  const read = (reading: ElementaryReading): Promise<Failed | null> => files.read(reading, () => progress(reading.file.step));

  const bytesOf = (role: ElementaryFile['role']): Uint8Array | undefined => {
    const bytes = readings.find((one) => one.file.role === role)?.bytes;
    return bytes === undefined || bytes.length === 0 ? undefined : bytes;
  };
  const filesRead = (): ChipFiles['files'] => [
    ...(memory.cardAccess === null ? [] : [{ role: cardAccess.role, bytes: memory.cardAccess }]),
    ...readings.filter((one) => one.bytes.length > 0).map((one) => ({ role: one.file.role, bytes: one.bytes })),
  ];

  let isTextTold = false;
  const tellText = (): void => {
    const text = filesRead();
    if (!isTextTold) void meanwhile(() => options.onText?.(text));
    isTextTold = true;
  };

  progress('access');
  const isText = (one: ElementaryReading): boolean => one.file.step === 'text';
  const later: ElementaryReading[] = [];
  let signedList: Promise<void> | null = null;
  const text = async (all: readonly ElementaryReading[]): Promise<Failed | null> => {
    for (const reading of all) {
      if (!listing.has(reading.file)) {
        later.push(reading);
        continue;
      }
      const failed = await read(reading);
      if (failed !== null) return failed;
      const { role } = reading.file;
      if (role === 'chip-com') listing.add(role, reading.bytes);
      if (role === 'chip-sod') signedList = meanwhile(() => listing.add(role, reading.bytes));
      if (role === 'chip-dg13') tellText();
    }
    return null;
  };
  // EF.COM is a hint alone: what it leaves out and the signed list has is read after all.
  const failed = await text(readings.filter(isText));
  if (failed !== null) return failed;
  await signedList;
  const failedLater = await text(later.splice(0));
  if (failedLater !== null) return failedLater;
  for (const reading of later) leaveOut(reading);
  tellText();
  // While the first block of the photo is under way.
  const textFiles = filesRead();
  const preparing = meanwhile(() => {
    options.onFiles?.(textFiles, false);
    const [dg14, dg15] = [bytesOf('chip-dg14'), bytesOf('chip-dg15')];
    const infos = dg14 === undefined ? null : parseSecurityInfos(dg14);
    const agreement = infos === null || files.session()?.proof !== null ? null : prepareAgreement(infos, options.random);
    return { infos, agreement, activeKey: dg15 === undefined ? undefined : parseDg15(dg15) };
  });
  for (const reading of readings.filter((one) => !isText(one))) {
    const lost = await read(reading);
    if (lost !== null) return lost;
  }
  const whole = filesRead();
  const judged = meanwhile(() => options.onFiles?.(whole, true));
  const prepared = await preparing;
  const proofs = await proveChip({
    ...prepared, transport, manner, random: options.random, channel: files.session()?.channel ?? null, proof: files.session()?.proof ?? null,
    isShortOnly, cardSecurity: memory.cardSecurity ?? null, sod: bytesOf('chip-sod'), isSigned: listing.isSigned, hasSecurityInfos: bytesOf('chip-dg14') !== undefined,
    reopen: () => files.reopen(), onLastAnswer: options.onLastAnswer ?? (() => undefined),
  });
  await judged;
  if (proofs.some((one) => one.reason === 'chip-cancelled')) return fault('chip-cancelled');
  progress('done');
  return ok({ files: filesRead(), block: manner.block, isRefused: manner.isRefused, facts: [accessFact(memory, password, prepared.infos), ...proofs] });
}
