/** A simulated U.are.U 4500 behind the same words as a real USB device: its registers, interrupts, pictures and cipher. */
import type { Result } from '../../../../sync/core/result.js';
import { fault, ok } from '../../../../sync/core/result.js';
import type { GreyImage } from '../../../image/grey-image.js';
import type { UsbConnection, UsbDevice, UsbFault, UsbPort, UsbWait } from '../../../ports/usb-port.js';
import { mixSeed, random } from '../../synthetic/random.js';
import { events, INTERRUPT_BYTES, INTERRUPT_ENDPOINT, modes, registers } from '../protocol.js';
import { mailbox } from './mailbox.js';
import { power } from './power.js';
import type { FrameKind } from './sensor.js';
import { glass, sensorFrame } from './sensor.js';

/** All that is done with a reader in two captures, for a plan of what goes wrong. */
export const readerSteps = [
  'open', 'claim', 'interrupt', 'read status', 'write status', 'read information', 'await finger', 'capture', 'picture', 'write key index', 'read key', 'await lift', 'off',
] as const;
export type ReaderStep = (typeof readerSteps)[number] | 'reset';

export interface SimulatedReaderOptions {
  readonly seed?: number;
  /** '' for one without a number. */
  readonly serial?: string;
  readonly place?: string;
  /** Milliseconds that a picture takes; a real one needs about 100 for its 111 kB at full speed. */
  readonly pictureTime?: number;
  /** For training: what is laid on the glass when the reader waits for a finger; it is taken away when the reader waits for that. Null: nothing. */
  readonly hand?: () => GreyImage | null;
  /** Looks at the status until it is powered, when it was found stuck; 0: it is not. */
  readonly stuckFor?: number;
  /** Starts of which the reader does not tell. */
  readonly silentStarts?: number;
  /** It tells of changes alone: not of a finger that lies there, or does not, when it begins to wait. */
  readonly tellsChanges?: boolean;
  /** Of the n-th picture, from 0. */
  readonly frame?: (picture: number) => FrameKind;
  /** What goes wrong at the n-th time, from 0, that this is done; `silent`: nothing is answered. */
  readonly trouble?: (step: ReaderStep, time: number) => UsbFault | 'silent' | 'death' | null;
}

export interface SimulatedReader {
  readonly port: UsbPort;
  /** A print at 500 ppi, of any size: what lies on the glass from now on. */
  lay(print: GreyImage): void;
  lift(): void;
  unplug(): void;
  plug(): void;
  /** Steps done so far, of a long life the last ones. */
  done(): readonly ReaderStep[];
}

const MOST_STEPS = 10_000;

export function simulatedReader(options: SimulatedReaderOptions = {}): SimulatedReader {
  const { seed = 1, serial = 'SIM-4500-0001', place = '1-1', pictureTime = 0, hand, stuckFor = 0, silentStarts = 0, tellsChanges = false, frame = () => 'usual', trouble = () => null } = options;
  const next = random(seed);
  const steps: ReaderStep[] = [];
  const times = new Map<ReaderStep, number>();
  const watchers = new Set<() => void>();
  const interrupts = mailbox({ isKept: true });
  /** What nobody waits for is lost, as in the real one. */
  const pictures = mailbox({ isKept: false });
  let device: UsbDevice | null = null;
  let isOpen = false;
  let view: GreyImage | null = null;
  let mode: number = modes.off;
  let status = power({ stuckFor, silentStarts });
  let taken = 0;
  let asked = { number: 0, seed: 0 };

  const keyOf = (number: number): number => mixSeed(seed, number) | 1;
  const tell = (event: number): void => interrupts.put(Uint8Array.from({ length: INTERRUPT_BYTES }, (_, at) => (at === 0 ? event >> 8 : at === 1 ? event & 0xff : 0)));
  const lay = (print: GreyImage): void => {
    view = glass(print);
    if (mode === modes.awaitFinger) tell(events.fingerOn);
  };
  const lift = (): void => {
    view = null;
    if (mode === modes.awaitLift) tell(events.fingerOff);
  };

  const unplug = (): void => {
    device = null;
    isOpen = false;
    interrupts.end('usb-gone');
    pictures.end('usb-gone');
    for (const told of watchers) told();
  };

  /** Null: it goes well. */
  const mishap = async (step: ReaderStep, wait: UsbWait | null): Promise<UsbFault | null> => {
    if (device === null) return 'usb-gone';
    if (wait?.signal.aborted) return 'usb-cancelled';
    const time = times.get(step) ?? 0;
    times.set(step, time + 1);
    if (steps.push(step) > MOST_STEPS) steps.splice(0, MOST_STEPS / 2);
    const what = trouble(step, time);
    if (what === 'usb-gone') unplug();
    if (what === 'death') tell(events.death);
    if (what === 'silent' && wait) return silence(wait);
    return what === 'silent' || what === 'death' ? null : what;
  };

  const turn = (wanted: number): void => {
    mode = wanted;
    if (mode === modes.awaitFinger) {
      tell(events.powered);
      const print = view === null ? (hand?.() ?? null) : null;
      if (print !== null) lay(print);
      else if (view !== null && !tellsChanges) tell(events.fingerOn);
    }
    if (mode === modes.awaitLift) {
      if (hand) lift();
      else if (view === null && !tellsChanges) tell(events.fingerOff);
    }
    if (mode === modes.capture) setTimeout(send, pictureTime);
  };
  const send = (): void => {
    if (device === null || mode !== modes.capture) return;
    const bytes = sensorFrame(view ?? glass(null), { kind: frame(taken), keyNumber: taken & 0x7f, keyOf, next });
    taken++;
    pictures.put(bytes);
  };

  const writeStep: Readonly<Record<number, ReaderStep>> = { [modes.awaitFinger]: 'await finger', [modes.awaitLift]: 'await lift', [modes.capture]: 'capture', [modes.off]: 'off' };

  const connection = (): UsbConnection => ({
    async controlIn({ value }, length, wait) {
      const step = value === registers.status ? 'read status' : value === registers.key ? 'read key' : 'read information';
      const bad = await mishap(step, wait);
      if (bad !== null) return fault(bad);
      if (step === 'read status') return ok(Uint8Array.of(status.read()));
      if (step === 'read information') return ok(new Uint8Array(length).fill(0x15));
      const hidden = (keyOf(asked.number) ^ asked.seed) >>> 0;
      return ok(Uint8Array.of(hidden & 0xff, (hidden >>> 8) & 0xff, (hidden >>> 16) & 0xff, hidden >>> 24));
    },
    async controlOut({ value }, data, wait) {
      const step = value === registers.status ? 'write status' : value === registers.keyIndex ? 'write key index' : (writeStep[data[0] ?? 0] ?? 'off');
      const bad = await mishap(step, wait);
      if (bad !== null) return fault(bad);
      const [first = 0, a = 0, b = 0, c = 0, d = 0] = data;
      if (value === registers.status) {
        if (status.write(first)) tell(events.powered);
      } else if (value === registers.keyIndex) asked = { number: first, seed: (a | (b << 8) | (c << 16) | (d << 24)) >>> 0 };
      else turn(first);
      return ok(null);
    },
    async read(endpoint, length, wait) {
      const box = endpoint === INTERRUPT_ENDPOINT ? interrupts : pictures;
      const answer = box.take(length, wait);
      const bad = await mishap(endpoint === INTERRUPT_ENDPOINT ? 'interrupt' : 'picture', wait);
      if (bad === null) return answer;
      box.end(bad);
      return fault(bad);
    },
    clearStall: async () => undefined,
    async close() {
      isOpen = false;
      interrupts.end('usb-cancelled');
      pictures.end('usb-cancelled');
    },
  });

  const plug = (): void => {
    status = power({ stuckFor, silentStarts });
    mode = modes.off;
    device = {
      vendor: 0x05ba, product: 0x000a, place,
      async look() {
        const what = trouble('open', -1);
        return { manufacturer: 'DigitalPersona, Inc.', name: 'U.are.U® 4500 Fingerprint Reader', serial, fault: what === 'usb-no-access' ? what : null };
      },
      async open(): Promise<Result<UsbConnection, UsbFault>> {
        const bad = (await mishap('open', null)) ?? (await mishap('claim', null));
        if (bad !== null) return fault(bad);
        if (isOpen) return fault('usb-in-use');
        isOpen = true;
        return ok(connection());
      },
      async reset(wait): Promise<Result<null, UsbFault>> {
        const bad = await mishap('reset', wait);
        if (bad !== null) return fault(bad);
        status = power({ stuckFor: 0, silentStarts });
        mode = modes.off;
        return ok(null);
      },
    };
    for (const told of watchers) told();
  };
  plug();

  return {
    port: {
      list: () => (device === null ? [] : [device]),
      watch(onChange, signal) {
        watchers.add(onChange);
        signal.addEventListener('abort', () => watchers.delete(onChange));
      },
    },
    lay, lift, unplug, plug,
    done: () => steps,
  };
}

function silence(wait: UsbWait): Promise<UsbFault> {
  return new Promise((resolve) => {
    const end = (why: UsbFault): void => {
      clearTimeout(timer);
      wait.signal.removeEventListener('abort', onAbort);
      resolve(why);
    };
    const onAbort = (): void => end('usb-cancelled');
    const timer = setTimeout(() => end('usb-timeout'), wait.milliseconds);
    wait.signal.addEventListener('abort', onAbort);
    if (wait.signal.aborted) onAbort();
  });
}
