/** The status register of a simulated reader: asleep, awake, or stuck from a program that left it badly. */
export interface Power {
  read(): number;
  /** True where the reader tells of its power now. */
  write(value: number): boolean;
}

const ASLEEP = 0x80;
const STUCK = 0x84;

export function power({ stuckFor, silentStarts }: { readonly stuckFor: number; readonly silentStarts: number }): Power {
  let status = stuckFor > 0 ? STUCK : 0x01;
  let looks = stuckFor;
  let silent = silentStarts;
  let isTold = false;
  return {
    read() {
      if (status === 0 && --looks <= 0) status = 0x01;
      return status;
    },
    write(value) {
      if ((status & STUCK) === STUCK) {
        status = 0;
        return false;
      }
      status = value | 0x01;
      if (value & ASLEEP) isTold = false;
      if (value & ASLEEP || isTold || silent-- > 0) return false;
      isTold = true;
      return true;
    },
  };
}
