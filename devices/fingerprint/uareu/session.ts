/** A reader from being opened to being turned off: started, finger on, pictures, finger off. One thing at a time. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { GreyImage } from '../../image/grey-image.js';
import type { UsbDevice, UsbFault, UsbWait } from '../../ports/usb-port.js';
import { decryption } from './cipher.js';
import { assemble } from './picture.js';
import type { Mode } from './protocol.js';
import { events, HEAD_BYTES, modes, parseHead, PICTURE_BYTES, PICTURE_ENDPOINT, registers } from './protocol.js';
import { pause } from '../pause.js';
import type { Wire } from './wire.js';
import { openWire, scannerFault } from './wire.js';

export interface Session {
  fingerOn(wait: UsbWait): Promise<Result<null, ScannerFault>>;
  /** 384 × 290 at 512 ppi, dark ridges, fingertip up. A picture that cannot be read is `scanner-garbage`; the next may be good. */
  picture(wait: UsbWait): Promise<Result<GreyImage, ScannerFault>>;
  fingerOff(wait: UsbWait): Promise<Result<null, ScannerFault>>;
  /** Turns the reader off, if it still answers, and gives it back. Never fails. */
  end(): Promise<void>;
}

export interface SessionOptions {
  readonly device: UsbDevice;
  /** Whether the sensor sits upside down in this model. */
  readonly turned: boolean;
  /** A number of 32 bits that hides the picture's key on the wire. A replayed recording needs the numbers it was made with. */
  readonly seed: () => number;
  readonly signal: AbortSignal;
}

/** Milliseconds for turning it off: a call that was given up ends within a second. */
const OFF_WAIT = 400;

export async function openSession({ device, turned, seed, signal }: SessionOptions): Promise<Result<Session, ScannerFault>> {
  if (signal.aborted) return fault('scanner-cancelled');
  const opened = await device.open(0);
  if (!opened.ok) return scannerFault(opened.fault, 'open');
  const wire = openWire(opened.value);
  const end = async (): Promise<void> => {
    // Its light and heat would go on: this is said also after the call was given up, and not for long.
    await wire.writeRegister(registers.mode, [modes.off], AbortSignal.timeout(OFF_WAIT));
    await wire.close();
  };
  const started = await start(wire, signal);
  if (!started.ok) {
    await end();
    return started;
  }
  const turn = async (mode: Mode, event: number, wait: UsbWait): Promise<Result<null, ScannerFault>> => {
    wire.forget();
    const written = await wire.writeRegister(registers.mode, [mode], wait.signal);
    return written.ok ? wire.event(event, wait) : written;
  };
  return ok({
    fingerOn: (wait) => turn(modes.awaitFinger, events.fingerOn, wait),
    fingerOff: (wait) => turn(modes.awaitLift, events.fingerOff, wait),
    async picture(wait) {
      const bytes = await takePicture(wire, wait);
      const picture = bytes.ok ? await readPicture(wire, bytes.value, turned, seed, wait.signal) : bytes;
      // A reader that dies sends an empty picture or none, and says so in the same moment.
      const isOdd = !picture.ok && (picture.fault.code === 'scanner-garbage' || picture.fault.code === 'scanner-timeout');
      const why = isOdd ? await wire.event(events.death, { milliseconds: LOOK, signal: wait.signal }) : null;
      return why === null || (!why.ok && why.fault.code === 'scanner-timeout') ? picture : why.ok ? fault('scanner-not-ready', 'death') : why;
    },
    end,
  });
}

/** Bits of the status. */
const ASLEEP = 0x80;
const STUCK = 0x84;
const POWERED = 0x01;
/** Looks at the status, and milliseconds between them; a start that takes longer is none. */
const MOST_LOOKS = 100;
const LOOK = 10;
/** Milliseconds for the event that tells of power, and how many times the power is asked for. */
const POWER_WAIT = 300;
const MOST_STARTS = 3;

async function start(wire: Wire, signal: AbortSignal): Promise<Result<null, ScannerFault>> {
  const first = await status(wire, signal);
  if (!first.ok) return first;
  let now = first.value;
  if ((now & STUCK) === STUCK) {
    const freed = await wire.writeRegister(registers.status, [now & 0x0f], signal);
    if (!freed.ok) return freed;
    const powered = await until(wire, signal, (value) => (value & POWERED) !== 0, null);
    if (!powered.ok) return powered;
    now = powered.value;
  }
  if ((now & ASLEEP) === 0) {
    const asleep = await wire.writeRegister(registers.status, [now | ASLEEP], signal);
    if (!asleep.ok) return asleep;
  }
  for (let attempt = 0; attempt < MOST_STARTS; attempt++) {
    const awake = await until(wire, signal, (value) => (value & ASLEEP) === 0, now & 0x0f);
    if (!awake.ok) return awake;
    const powered = await wire.event(events.powered, { milliseconds: POWER_WAIT, signal });
    if (powered.ok) return inform(wire, signal);
    if (powered.fault.code !== 'scanner-timeout') return powered;
  }
  return fault('scanner-not-ready', 'no power');
}

async function status(wire: Wire, signal: AbortSignal): Promise<Result<number, ScannerFault>> {
  const answer = await wire.readRegister(registers.status, 1, signal);
  return answer.ok ? ok(answer.value[0] ?? 0) : answer;
}

/** Looks until the status is right; before each look it is written, where there is something to write. */
async function until(wire: Wire, signal: AbortSignal, right: (value: number) => boolean, write: number | null): Promise<Result<number, ScannerFault>> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    if (look > 0) await pause(LOOK, signal);
    const written = write === null ? ok(null) : await wire.writeRegister(registers.status, [write], signal);
    if (!written.ok) return written;
    const now = await status(wire, signal);
    if (!now.ok || right(now.value)) return now;
  }
  return fault('scanner-not-ready', 'it does not start');
}

/** The maker's programs read this too before they go on; nothing in it is used. */
async function inform(wire: Wire, signal: AbortSignal): Promise<Result<null, ScannerFault>> {
  const answer = await wire.readRegister(registers.information, 16, signal);
  return answer.ok ? ok(null) : answer;
}

/** The read has to lie there before the mode is written: the reader drops what nobody waits for. A stall is answered by beginning anew, once. */
async function takePicture(wire: Wire, wait: UsbWait, isAgain = false): Promise<Result<Uint8Array, ScannerFault>> {
  wire.forget();
  const given = new AbortController();
  const signal = AbortSignal.any([wait.signal, given.signal]);
  const reading = wire.readPicture(PICTURE_ENDPOINT, PICTURE_BYTES, { ...wait, signal });
  const written = await wire.writeRegister(registers.mode, [modes.capture], wait.signal);
  if (!written.ok) given.abort();
  const picture: Result<Uint8Array, UsbFault> = await reading;
  if (!written.ok) return written;
  if (picture.ok) return picture;
  if (picture.fault.code === 'usb-stalled' && !isAgain) {
    await wire.clearStall(PICTURE_ENDPOINT);
    return takePicture(wire, wait, true);
  }
  return scannerFault(picture.fault, 'picture');
}

async function readPicture(wire: Wire, bytes: Uint8Array, turned: boolean, seed: () => number, signal: AbortSignal): Promise<Result<GreyImage, ScannerFault>> {
  const head = parseHead(bytes);
  if (!head.ok) return fault('scanner-garbage', `${head.fault.code}: ${head.fault.detail ?? ''}`);
  const rows = bytes.subarray(HEAD_BYTES);
  const decrypting = decryption(head.value, rows);
  for (let wanted = decrypting.next(); !wanted.done;) {
    const key = await readKey(wire, wanted.value, seed() >>> 0, signal);
    if (!key.ok) return key;
    wanted = decrypting.next(key.value);
  }
  return ok(assemble(head.value, rows, turned));
}

async function readKey(wire: Wire, keyNumber: number, seed: number, signal: AbortSignal): Promise<Result<number, ScannerFault>> {
  const hidden = [seed & 0xff, (seed >>> 8) & 0xff, (seed >>> 16) & 0xff, seed >>> 24];
  const written = await wire.writeRegister(registers.keyIndex, [keyNumber, ...hidden], signal);
  if (!written.ok) return written;
  const answer = await wire.readRegister(registers.key, 4, signal);
  if (!answer.ok) return answer;
  const [a = 0, b = 0, c = 0, d = 0] = answer.value;
  return ok(((a | (b << 8) | (c << 16) | (d << 24)) ^ seed) >>> 0);
}
