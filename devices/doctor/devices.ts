/** The state of all devices as a station on this machine would have it, and what is wrong with the machine itself. */
import { existsSync } from 'node:fs';

import type { DeviceState, DevicesState } from '../../sync/core/capture.js';
import { openChipReader } from '../chip/driver.js';
import { openScanner } from '../fingerprint/scanner.js';
import { chooseReaders, type Adapter } from '../ports/readers.js';
import type { DevicesCommand } from './arguments.js';
import { loadedBindings } from '../ports/bindings.js';

export interface DevicesFinding {
  readonly scanner: DeviceState;
  readonly chip: DevicesState['chip'];
  readonly readers: readonly string[];
  readonly adapter: Adapter | null;
  /** Which bindings of the smart card service load in this program. */
  readonly bindings: Readonly<Record<Adapter, boolean>>;
  /** Debian's virtual reader is installed: it opens ports to the network. */
  readonly virtualReader: boolean;
}

/** Milliseconds in which each device has told what it is. */
const settleTime = 4000;
/** Milliseconds in which a reader that is known tells of its card. */
const cardTime = 700;
const virtualReaderFiles = ['/etc/reader.conf.d/vpcd', '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'];

export async function examineDevices({ sbiPorts }: DevicesCommand): Promise<DevicesFinding> {
  const looking: DeviceState = { state: 'looking', identity: null, fault: null, simulated: false };
  let scanner = looking;
  let chip: DevicesState['chip'] = { ...looking, cardPresent: false };
  let adapter: Adapter | null = null;
  const readers = new Set<string>();
  const ports = chooseReaders({ onAdapter: (one) => (adapter = one) });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, settleTime);
    const told = (): void => {
      if (scanner.state !== 'looking' && chip.state !== 'looking') setTimeout(end, chip.state === 'ready' && !chip.cardPresent ? cardTime : 0);
    };
    const openedScanner = openScanner({ ports: sbiPorts, simulated: false, onPreview: () => undefined, onState: (next) => {
      scanner = next;
      told();
    } });
    const openedReader = openChipReader({
      simulated: false, onProgress: () => undefined,
      watchReaders: (watch) => ports({ ...watch, onReader: (name) => {
        readers.add(name);
        watch.onReader(name);
      } }),
      onState: (next) => {
        chip = next;
        told();
      },
    });
    let isOver = false;
    function end(): void {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      // Not from inside a device's own callback.
      setImmediate(() => void Promise.all([openedScanner.close(), openedReader.close()]).then(() => resolve()));
    }
  });
  return { scanner, chip, readers: [...readers], adapter, bindings: await loadedBindings(), virtualReader: virtualReaderFiles.some((file) => existsSync(file)) };
}
