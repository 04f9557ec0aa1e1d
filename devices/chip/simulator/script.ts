/** What a simulated chip does wrong, on request. APDUs are counted from 1 over the chip's whole life. */
export interface ChipScript {
  /** Answers that status word in the clear at that APDU, and drops the keys. */
  readonly statusAt?: Readonly<Record<number, number>>;
  /** The card leaves the field at that APDU. */
  readonly removeAt?: number;
  /** Only the first half of the answer comes at that APDU. */
  readonly shortAnswer?: number;
  /** Does not answer that APDU at all. */
  readonly silentAt?: number;
  /** Does not read by short file identifier. */
  readonly noShortIds?: boolean;
  /** Has a master file that can be selected; the usual card answers 6D00. */
  readonly masterFile?: boolean;
  /** Refuses extended commands (6700), and drops the keys: the reader or the chip knows short ones alone. */
  readonly shortOnly?: boolean;
  /** Takes commands in pieces, and has the rest of a long answer fetched (61XX) instead of cutting it off. */
  readonly pieces?: boolean;
  /** Historical bytes of the ATR, in which cards tell what they can. */
  readonly historical?: Uint8Array;
  /** EF.ATR/INFO: the bytes of a command and of an answer. */
  readonly lengthInfo?: readonly [command: number, answer: number];
  /** Refuses to be asked for more bytes at once (6700), and drops the keys. */
  readonly mostBytes?: number;
  /** Refuses to be asked beyond the end of a file (6700), and drops the keys. */
  readonly strictEnd?: boolean;
  /** Roles of files that this card does not have. */
  readonly without?: readonly string[];
  /** Files by role that end after so many bytes, whatever they say of their length. */
  readonly cutAt?: Readonly<Record<string, number>>;
  /** Files by role that cannot be read, with the status word; `clear`: in the clear, and the keys are dropped. */
  readonly unreadable?: Readonly<Record<string, readonly [status: number, how: 'protected' | 'clear']>>;
  /** Has no EF.CardAccess and no PACE. */
  readonly bacOnly?: boolean;
  /** Refuses basic access control (6985). */
  readonly paceOnly?: boolean;
  /** Whether MSE:Set AT must or must not name the domain parameters (6A80). */
  readonly paceParameter?: 'either' | 'required' | 'refused';
  /** Milliseconds that the answer to a wrong card access number is held back. */
  readonly wrongCanDelay?: number;
  /** Active authentication gives so many bytes of its signature. */
  readonly truncateSignature?: number;
  /** Refuses chip authentication (6A80) and active authentication (6D00). */
  readonly refuseProofs?: boolean;
  /** A copy: the files are those of the card, the private keys are not. */
  readonly clone?: boolean;
  /** One bit of this file is turned over as it goes out, in the last third of it. */
  readonly tamper?: string;
}
