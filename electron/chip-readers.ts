/** Starts the programs that read chips, where the device process cannot: Electron without its node mode starts node programs through main alone. */
import { utilityProcess, type UtilityProcess } from 'electron';

export interface ChipReaders {
  /** The program calls at `place`; `onEnd` once it has ended, or did not start. */
  start(place: string, onEnd: () => void): void;
  /** Ends all that were started. */
  end(): void;
}

/** `file`: the built devices/chip/reader-program.ts. */
export function chipReaders(file: string): ChipReaders {
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
