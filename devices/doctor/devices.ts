/** The state of all devices as a station on this machine would have it, and what is wrong with the machine itself. */
import { existsSync } from 'node:fs';

import type { DeviceState, DevicesState } from '../../sync/core/capture.js';
import type { ScannerOffer } from '../../sync/core/finger-capture.js';
import { usualChipReader } from '../chip/reader-apart.js';
import { withoutAnalysis } from '../fingerprint/analysis.js';
import { openKnownScanners } from '../fingerprint/kinds.js';
import { openScanner } from '../fingerprint/scanner.js';
import type { Adapter } from '../ports/readers.js';
import type { DevicesCommand } from './arguments.js';
import { loadedBindings } from '../ports/bindings.js';

export interface DevicesFinding {
  readonly scanner: DeviceState;
  /** All that are there. */
  readonly scanners: readonly ScannerOffer[];
  readonly chip: DevicesState['chip'];
  readonly readers: readonly string[];
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
  let scanners: readonly ScannerOffer[] = [];
  let chip: DevicesState['chip'] = { ...looking, cardPresent: false };
  let readers: readonly string[] = [];
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, settleTime);
    const told = (): void => {
      if (scanner.state !== 'looking' && chip.state !== 'looking') setTimeout(end, chip.state === 'ready' && !chip.cardPresent ? cardTime : 0);
    };
    const openedScanner = openScanner({
      finders: openKnownScanners({ sbiPorts, usbScanners: true, serialScanners: [] }), analysis: withoutAnalysis(), simulated: false, onFrame: () => undefined,
      onState: (next) => {
        ({ scanner, scanners } = next);
        told();
      },
    });
    const openedReader = usualChipReader({
      simulated: false, onProgress: () => undefined,
      onReaders: (names) => (readers = names),
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
  return { scanner, scanners, chip, readers, bindings: await loadedBindings(), virtualReader: virtualReaderFiles.some((file) => existsSync(file)) };
}
