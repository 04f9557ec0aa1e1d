/** Starts the programs that read chips, where the device process cannot: Electron without its node mode starts node programs through main alone. */
import { dirname, join } from 'node:path';

import { utilityProcess, type UtilityProcess } from 'electron';

export interface ChipReaders {
  /** The program calls at `place`; `onEnd` once it has ended, or did not start. */
  start(place: string, onEnd: () => void): void;
  /** Ends all that were started. */
  end(): void;
}

/** `deviceProcess`: the built devices/process.ts, with the program that reads chips (devices/chip/reader-program.ts) beside it. */
export function chipReaders(deviceProcess: string): ChipReaders {
  const file = join(dirname(deviceProcess), 'chip-reader.js');
  const running = new Set<UtilityProcess>();
  return {
    start(place, onEnd) {
      const started = utilityProcess.fork(file, [place], { serviceName: 'chip reader', stdio: 'inherit' });
      running.add(started);
      started.on('exit', () => {
        if (running.delete(started)) onEnd();
      });
    },
    end() {
      for (const one of running) one.kill();
      running.clear();
    },
  };
}
