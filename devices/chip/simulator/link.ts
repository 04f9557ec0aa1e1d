/** How long a contactless link and a chip need for an APDU: a model, so that a bench on any machine can tell what the host adds. */

export interface Link {
  /** Of the link, kbit/s. */
  readonly rate: 106 | 212 | 424 | 848;
  /** Milliseconds that the chip itself takes for each APDU; 6 when left out. */
  readonly chip?: number;
}

/** A byte takes 9.5 bits on the way (parity, frame gaps), an APDU 20 bytes of framing in all. */
const bitsPerByte = 9.5;
const framing = 20;

/** Milliseconds for a command and its answer. */
export function linkTime({ rate, chip = 6 }: Link, commandLength: number, answerLength: number): number {
  return chip + ((commandLength + answerLength + framing) * bitsPerByte) / rate;
}

/** One APDU as the simulated chip saw it: for benches and logs, without data. */
export interface ApduTally {
  /** Class, instruction and parameters. */
  readonly header: number;
  readonly status: number;
  readonly sent: number;
  readonly received: number;
  /** Milliseconds of the simulator's own computing. */
  readonly computing: number;
  /** Milliseconds that the answer is held back: the modelled link and delays of the script. */
  readonly held: number;
}
