/** The simulated chip: selects, authenticates, reads, proves, and fails on request. Its side of the protocol is written apart from the reader's. */
import { performance } from 'node:perf_hooks';

import { statusOk, decodeCommand, encodeAnswer, isExtended, type Answer, type Command } from '../protocol/apdu.js';
import { application } from '../protocol/files.js';
import { passwordOf, passwordReference } from '../protocol/mrz-key.js';
import { child } from '../protocol/tlv.js';
import { concat, sameBytes } from '../bytes.js';

import { answerToken } from './access.js';
import { agreeWith, signChallenge } from './authenticate-chip.js';
import type { Card } from './card.js';
import { chipFiles } from './files-of-chip.js';
import { chipKeyPair } from './keys.js';
import { linkTime, type ApduTally, type Link } from './link.js';
import { paceChip, type PaceChip } from './pace-chip.js';
import { inPieces } from './pieces.js';
import type { ChipScript } from './script.js';
import { openProtected, protectAnswer, type ChipSession } from './session.js';

export type { ChipScript } from './script.js';

export interface Chip {
  readonly atr: Uint8Array;
  /** `removed`: no answer, the card is gone. `silent`: no answer, the card is there. */
  transmit(command: Uint8Array): Uint8Array | 'removed' | 'silent';
  reset(): void;
  /** Milliseconds for which the last answer is to be held back. */
  readonly held: number;
}

export interface ChipOptions {
  readonly card: Card;
  readonly random: (size: number) => Uint8Array;
  readonly script?: ChipScript;
  /** After bytes of a file went out, `end` the furthest of them. */
  readonly onRead?: (role: string, start: number, end: number) => void;
  /** After every APDU. */
  readonly onApdu?: (tally: ApduTally) => void;
  /** The modelled link; answers at once without one. */
  readonly link?: Link;
}

/** As a reader makes it up for a contactless card (PC/SC part 3). */
const atr = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
/** Wrong card access numbers until the chip takes none any more. */
const mostTries = 3;

const none = new Uint8Array();
const only = (status: number): Answer => ({ data: none, status });

export function makeChip(options: ChipOptions): Chip {
  const { card, random, script = {}, onRead, onApdu, link } = options;
  const [mrz, can] = [passwordOf(card.key), passwordOf({ can: card.can })];
  if (!mrz.ok || !can.ok) throw new RangeError('this card has no key');
  const files = chipFiles(card, script, onRead ?? (() => undefined));
  // A copy of a card has its files, and not its keys.
  const chipKey = card.chipKey === null || script.clone !== true ? card.chipKey : chipKeyPair(card.chipKey.protocol, 'clone');
  const hasPace = files.cardAccess !== null;
  let count = 0;
  let held = 0;
  let tries = mostTries;
  let isSelected = false;
  let challenge: Uint8Array | null = null;
  let session: ChipSession | null = null;
  /** Takes over once the answer has gone out under the old keys. */
  let nextSession: ChipSession | null = null;
  let pace: PaceChip | null = null;
  let isChipAuthenticationSet = false;

  const reset = (): void => {
    isSelected = false;
    challenge = null;
    session = null;
    nextSession = null;
    pace = null;
    isChipAuthenticationSet = false;
    files.deselect();
  };

  const setPace = (command: Command): Answer => {
    if (!hasPace) return only(0x6d00);
    pace = paceChip({
      secrets: { [passwordReference.mrz]: mrz.value.secret, [passwordReference.can]: can.value.secret },
      cardAccess: files.cardAccess ?? none, staticKey: chipKey?.secret ?? 1n, parameter: script.paceParameter ?? 'either',
    }, random);
    const answer = pace.set(command);
    if (answer.status !== statusOk || pace.password !== passwordReference.can) return answer;
    if (tries === 0) return only(0x6983);
    return tries < mostTries ? only(0x63c0 | tries) : answer;
  };
  const generalAuthenticate = (command: Command): Answer => {
    const isCan = pace?.password === passwordReference.can;
    const answer: Answer & { readonly session?: ChipSession } = pace?.authenticate(command) ?? only(0x6985);
    if (answer.session !== undefined) {
      session = answer.session;
      if (isCan) tries = mostTries;
    }
    if (answer.status !== 0x6300 || !isCan) return answer;
    tries--;
    held += script.wrongCanDelay ?? 0;
    return only(0x63c0 | tries);
  };

  const plain = (command: Command): Answer => {
    const data = command.data ?? none;
    if (command.ins === 0xa4 && command.p1 === 0x04) {
      if (!sameBytes(data, application)) return only(0x6a82);
      reset();
      isSelected = true;
      return only(statusOk);
    }
    // Vietnamese cards have no master file.
    if (command.ins === 0xa4 && command.p1 === 0x00) return only(script.masterFile === true ? statusOk : 0x6d00);
    if (command.ins === 0x22 && command.p1 === 0xc1) return setPace(command);
    if (command.ins === 0x86) return generalAuthenticate(command);
    if (!isSelected && (command.ins === 0xa4 || command.ins === 0xb0)) return files.open(command);
    if (!isSelected) return only(0x6985);
    if (script.paceOnly === true && (command.ins === 0x84 || command.ins === 0x82)) return only(0x6985);
    if (command.ins === 0x84) return { data: (challenge = random(8)), status: statusOk };
    if (command.ins === 0x82) {
      const opened = challenge === null || mrz.value.keySeed === null ? null : answerToken(mrz.value.keySeed, challenge, data, random(16));
      challenge = null;
      if (opened === null) return only(0x6300);
      session = opened.session;
      return { data: opened.token, status: statusOk };
    }
    return command.ins === 0xa4 || command.ins === 0xb0 ? only(0x6982) : only(0x6d00);
  };

  const chipAuthentication = (command: Command): Answer => {
    const data = command.data ?? none;
    if (chipKey === null || script.refuseProofs === true) return only(0x6a80);
    const isFirst = command.ins === 0x22;
    if (isFirst && command.p2 === 0xa4) {
      isChipAuthenticationSet = chipKey.cipher !== '3des';
      return only(isChipAuthenticationSet ? statusOk : 0x6a80);
    }
    if (!isFirst && !isChipAuthenticationSet) return only(0x6985);
    const key = isFirst ? child(data, 0x91) : child(child(data, 0x7c) ?? none, 0x80);
    nextSession = key === null ? null : agreeWith(chipKey, key);
    if (nextSession === null) return only(0x6a80);
    return isFirst ? only(statusOk) : { data: Uint8Array.of(0x7c, 0x00), status: statusOk };
  };
  const internalAuthenticate = (command: Command): Answer => {
    if (card.activeKey === null || script.refuseProofs === true) return only(0x6d00);
    const signed = script.clone === true ? random(256) : signChallenge(card.activeKey, command.data ?? none, random);
    return { data: signed.slice(0, Math.min(command.expected ?? 256, script.truncateSignature ?? signed.length)), status: statusOk };
  };

  /** `drop`: answer in the clear and forget the keys. */
  const secured = (command: Command): Answer | { readonly drop: number } => {
    if (command.ins === 0xa4 && command.p1 === 0x04) {
      isSelected = sameBytes(command.data ?? none, application);
      return only(isSelected ? statusOk : 0x6a82);
    }
    if (!isSelected) return files.outside(command);
    if (command.ins === 0x88) return internalAuthenticate(command);
    if (command.ins === 0x86 || (command.ins === 0x22 && command.p1 === 0x41)) return chipAuthentication(command);
    return files.secured(command);
  };

  /** Whole, whatever the form of the command holds. */
  const whole = (bytes: Uint8Array): Uint8Array => {
    const command = decodeCommand(bytes);
    if (!command.ok) return encodeAnswer(none, 0x6700);
    if ((command.value.cla & 0x0c) !== 0x0c) {
      session = null;
      const open = plain(command.value);
      return encodeAnswer(open.data, open.status);
    }
    const opened = session === null ? null : openProtected(session, command.value);
    if (session === null || opened === null) {
      session = null;
      return encodeAnswer(none, 0x6988);
    }
    const result = secured(opened);
    if ('drop' in result) {
      session = null;
      return encodeAnswer(none, result.drop);
    }
    const isOdd = (command.value.ins & 1) === 1;
    const protectedAnswer = protectAnswer(session, result, isOdd);
    if (nextSession !== null) session = nextSession;
    nextSession = null;
    return protectedAnswer;
  };
  /** A short command asks for a short answer: what does not fit is cut off, as readers and chips do. */
  const cutOff = (bytes: Uint8Array): Uint8Array => {
    const long = whole(bytes);
    return isExtended(bytes) || long.length <= 258 ? long : concat(long.subarray(0, 256), Uint8Array.of(0x90, 0x00));
  };
  const fitting = script.pieces === true ? inPieces(whole) : cutOff;
  const answer = (bytes: Uint8Array): Uint8Array => {
    if (script.shortOnly !== true || !isExtended(bytes)) return fitting(bytes);
    session = null;
    return encodeAnswer(none, 0x6700);
  };

  const respond = (command: Uint8Array): Uint8Array | 'removed' | 'silent' => {
    count++;
    if (script.removeAt === count) return 'removed';
    if (script.silentAt === count) return 'silent';
    const status = script.statusAt?.[count];
    if (status !== undefined) {
      session = null;
      return encodeAnswer(none, status);
    }
    const bytes = answer(command);
    return script.shortAnswer === count ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : concat(bytes);
  };

  return {
    atr: script.historical === undefined ? atr : concat(Uint8Array.of(0x3b, 0x80 | script.historical.length, 0x80, 0x01), script.historical, Uint8Array.of(0)),
    reset,
    get held() {
      return held;
    },
    transmit(command) {
      held = 0;
      const start = performance.now();
      const response = respond(command);
      if (typeof response === 'string') return response;
      if (link !== undefined) held += linkTime(link, command.length, response.length);
      const [first = 0, second = 0] = response.subarray(-2);
      onApdu?.({
        header: command.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0), status: first * 256 + second, sent: command.length, received: response.length,
        computing: performance.now() - start, held,
      });
      return response;
    },
  };
}
