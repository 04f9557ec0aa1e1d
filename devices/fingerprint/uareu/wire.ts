/** One opened reader: registers and interrupts, a stall taken as an invitation to ask once more. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Fault, Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { UsbConnection, UsbFault, UsbWait } from '../../ports/usb-port.js';
import type { Register } from './protocol.js';
import { eventOf, events, INTERRUPT_BYTES, INTERRUPT_ENDPOINT, READ, WRITE } from './protocol.js';

/** Milliseconds for a register; the device answers in one. */
const REGISTER_WAIT = 1000;
/** An interrupt may never come: the read lies there until the wire is closed. */
const FOREVER = 2 ** 31 - 1;

export interface Wire {
  readRegister(register: Register, length: number, signal: AbortSignal): Promise<Result<Uint8Array, ScannerFault>>;
  writeRegister(register: Register, bytes: readonly number[], signal: AbortSignal): Promise<Result<null, ScannerFault>>;
  /** What the reader told before this counts no more. */
  forget(): void;
  /** Waits for that event, others are passed over. The reader's death ends it with `scanner-not-ready`, time with `scanner-timeout`. */
  event(wanted: number, wait: UsbWait): Promise<Result<null, ScannerFault>>;
  /** One attempt: the caller knows what a new one has to begin with. */
  readPicture(endpoint: number, length: number, wait: UsbWait): Promise<Result<Uint8Array, UsbFault>>;
  clearStall(endpoint: number): Promise<void>;
  /** Ends the reading of interrupts and gives the device back. */
  close(): Promise<void>;
}

export function openWire(connection: UsbConnection): Wire {
  const closed = new AbortController();
  let told: number[] = [];
  let broken: Fault<ScannerFault> | null = null;
  let wake: () => void = () => undefined;

  const listen = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      const read = (): Promise<Result<Uint8Array, UsbFault>> =>
        connection.read(INTERRUPT_ENDPOINT, INTERRUPT_BYTES, { milliseconds: FOREVER, signal: closed.signal });
      let interrupt = await read();
      if (!interrupt.ok && interrupt.fault.code === 'usb-stalled') {
        await connection.clearStall(INTERRUPT_ENDPOINT);
        interrupt = await read();
      }
      if (interrupt.ok) told.push(eventOf(interrupt.value));
      else if (interrupt.fault.code !== 'usb-timeout') broken ??= scannerFault(interrupt.fault, 'interrupt').fault;
      wake();
      if (broken !== null) return;
    }
  };
  const listening = listen();

  return {
    async readRegister(register, length, signal) {
      const ask = (): Promise<Result<Uint8Array, UsbFault>> =>
        connection.controlIn({ ...READ, value: register, index: 0 }, length, { milliseconds: REGISTER_WAIT, signal });
      const answer = await again(ask);
      if (!answer.ok) return scannerFault(answer.fault, `read of ${register.toString(16)}`);
      return answer.value.length === length ? answer : fault('scanner-garbage', `${answer.value.length} bytes of ${register.toString(16)}`);
    },
    async writeRegister(register, bytes, signal) {
      const write = (): Promise<Result<null, UsbFault>> =>
        connection.controlOut({ ...WRITE, value: register, index: 0 }, Uint8Array.from(bytes), { milliseconds: REGISTER_WAIT, signal });
      const answer = await again(write);
      return answer.ok ? answer : scannerFault(answer.fault, `write of ${register.toString(16)}`);
    },
    forget: () => void (told = []),
    event: (wanted, wait) => new Promise((resolve) => {
      const end = (result: Result<null, ScannerFault>): void => {
        clearTimeout(timer);
        wait.signal.removeEventListener('abort', look);
        wake = () => undefined;
        resolve(result);
      };
      const look = (): void => {
        const came = told.findIndex((event) => event === wanted || event === events.death);
        const first = told[came];
        if (first !== undefined) {
          told.splice(0, came + 1);
          return end(first === wanted ? ok(null) : fault('scanner-not-ready', 'death'));
        }
        if (broken !== null) return end({ ok: false, fault: broken });
        if (wait.signal.aborted) end(fault('scanner-cancelled'));
      };
      const timer = setTimeout(() => end(fault('scanner-timeout', `no event ${wanted.toString(16)}`)), wait.milliseconds);
      wait.signal.addEventListener('abort', look);
      wake = look;
      look();
    }),
    readPicture: (endpoint, length, wait) => connection.read(endpoint, length, wait),
    clearStall: (endpoint) => connection.clearStall(endpoint),
    async close() {
      closed.abort();
      await listening;
      await connection.close();
    },
  };
}

async function again<Value>(ask: () => Promise<Result<Value, UsbFault>>): Promise<Result<Value, UsbFault>> {
  const answer = await ask();
  return !answer.ok && answer.fault.code === 'usb-stalled' ? ask() : answer;
}

const meanings: Readonly<Record<UsbFault, ScannerFault>> = {
  'usb-stalled': 'scanner-refused',
  'usb-gone': 'scanner-lost',
  // What the wire is good for is not known: the cable is looked at, and the next call begins anew.
  'usb-failed': 'scanner-lost',
  'usb-timeout': 'scanner-timeout',
  'usb-cancelled': 'scanner-cancelled',
  'usb-no-access': 'scanner-no-access',
  'usb-in-use': 'scanner-busy',
};

export function scannerFault(told: Fault<UsbFault>, where: string): { readonly ok: false; readonly fault: Fault<ScannerFault> } {
  return fault(meanings[told.code], told.detail === undefined ? where : `${where}: ${told.detail}`);
}
