/** Finds U.are.U readers when they are plugged in; where the system tells of no plugging, by looking every two seconds. */
import { openUsbPort } from '../../ports/usb.js';
import type { UsbDevice, UsbPort } from '../../ports/usb-port.js';
import type { ScannerFinder } from '../model.js';
import { napping } from '../pause.js';
import type { UareuOptions, UareuScanner } from './driver.js';
import { uareuScanner } from './driver.js';
import { modelOf } from './models.js';

export interface UareuFinderOptions extends UareuOptions {
  /** Real devices when left out; a simulated one otherwise. */
  readonly port?: UsbPort;
}

/** Milliseconds between two looks, and for the names of a device. */
const LOOK = 1900;
const NAMES = 1000;

export function uareuFinder(options: UareuFinderOptions = {}): Required<ScannerFinder> {
  const nap = napping();
  return {
    again: nap.wake,
    async watch(onChange, signal) {
      const known = new Map<UsbDevice, UareuScanner>();
      const port = options.port ?? (await openUsbPort());
      port?.watch(nap.wake, signal);
      for (let isFirst = true; !signal.aborted; isFirst = false) {
        const there = (port?.list() ?? []).filter((device) => modelOf(device) !== null);
        const gone = [...known.keys()].filter((device) => !there.includes(device));
        let isChanged = isFirst || gone.length > 0;
        const left = gone.map((device) => known.get(device));
        for (const device of gone) known.delete(device);
        for (const device of there) isChanged = (await meet(device, known, options, signal)) || isChanged;
        if (isChanged && !signal.aborted) onChange([...known.values()]);
        await Promise.all(left.map((scanner) => scanner?.close()));
        await nap.rest(LOOK, signal);
      }
      await Promise.all([...known.values()].map((scanner) => scanner.close()));
    },
  };
}

/** Makes a scanner of a new device, and looks again at one that could not be opened: a right may have been given meanwhile. */
async function meet(device: UsbDevice, known: Map<UsbDevice, UareuScanner>, options: UareuOptions, signal: AbortSignal): Promise<boolean> {
  const met = known.get(device);
  if (met !== undefined && met.fault() === null) return false;
  const look = await device.look({ milliseconds: NAMES, signal });
  if (met !== undefined) return met.learn(look.fault);
  const model = modelOf(device);
  if (model === null || look.fault === 'usb-gone' || signal.aborted) return false;
  known.set(device, uareuScanner(device, model, look, options));
  return true;
}
