/** A serial fingerprint module without a module: true packets on a pseudo terminal, at the pace of a serial line. */
import type { GreyImage } from '../../../image/grey-image.js';
import { random } from '../../synthetic/random.js';
import { framer, packetKinds } from '../protocol.js';
import type { Glass } from './glass.js';
import { onGlass, r30xGlass } from './glass.js';
import { serialModule } from './module.js';
import { paced } from './pace.js';
import { openPty } from './pty.js';
import type { SerialTroubles } from './script.js';
import { noTroubles } from './script.js';

export interface SerialSimulatorOptions {
  /** Its own rate: asked at another one it hears nothing. */
  readonly baud?: number;
  readonly password?: number;
  readonly glass?: Glass;
  readonly troubles?: Partial<SerialTroubles>;
  /** Milliseconds that GenImg takes in the module. */
  readonly imageTime?: number;
}

export interface SerialSimulator {
  /** The serial port to be opened. */
  readonly path: string;
  /** A finger of 500 pixels per inch; null lifts it. */
  lay(print: GreyImage | null): void;
  /** Changes what is named. */
  trouble(troubles: Partial<SerialTroubles>): void;
  /** Without power for a moment: deaf for so many milliseconds, then the byte that R503 starts with. */
  restart(deaf: number): void;
  /** Codes of the commands that were understood, in order. */
  heard(): readonly number[];
  /** As if the cable was pulled. */
  close(): Promise<void>;
}

export async function startSerialSimulator(options: SerialSimulatorOptions = {}): Promise<SerialSimulator> {
  const { baud = 57_600, password = 0, glass = r30xGlass, imageTime = 150 } = options;
  let troubles: SerialTroubles = { ...noTroubles, ...options.troubles };
  let laid: Uint8Array | null = null;
  let isDeaf = false;
  const heard: number[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const next = random(baud);
  const noise = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(next() * 256));
  const later = (work: () => void, milliseconds: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, milliseconds);
    timers.add(timer);
  };

  const module = serialModule({ password, baud, system: 9, packetSize: 128, troubles: () => troubles, sees: () => laid });
  const incoming = framer();
  const pty = await openPty((bytes, theirs) => {
    if (isDeaf || troubles.isSilent) return;
    if (theirs !== baud) {
      if (troubles.isNoisyAtOtherRates) line.send(noise(bytes.length >> 1));
      return;
    }
    for (const { kind, payload } of incoming.push(bytes)) {
      if (kind !== packetKinds.command) continue;
      heard.push(payload[0] ?? 0);
      const answer = module.answer(payload);
      later(() => {
        for (const packet of answer) {
          line.send(noise(troubles.noise));
          line.send(packet);
        }
      }, payload[0] === 0x01 ? imageTime : 0);
    }
  });
  const line = paced((bytes) => pty.write(bytes), () => baud * troubles.haste);

  return {
    path: pty.path,
    lay: (print) => void (laid = print === null ? null : onGlass(print, glass)),
    trouble: (changed) => void (troubles = { ...troubles, ...changed }),
    restart: (deaf) => {
      isDeaf = true;
      line.stop();
      later(() => {
        isDeaf = false;
        line.send(Uint8Array.of(0x55));
      }, deaf);
    },
    heard: () => [...heard],
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      line.stop();
      await pty.close();
    },
  };
}
