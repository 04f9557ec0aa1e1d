/** The kinds of scanners that a station looks for, by its options. */
import type { DeviceOptions } from '../calls.js';
import { helperFinder } from './helper/finder.js';
import type { ScannerFinder } from './model.js';
import { anchorCustody } from './sbi/anchor-custody.js';
import { sbiFinder } from './sbi/finder.js';
import { serialFinder } from './serial/finder.js';
import { simulatedFinder } from './simulated.js';
import { uareuFinder } from './uareu/finder.js';

export type KindOptions = Pick<DeviceOptions, 'sbiPorts' | 'scannerAnchors' | 'usbScanners' | 'serialScanners' | 'scannerHelpers' | 'simulatedScanner'>;

export function openKnownScanners(options: KindOptions, { anchors } = anchorCustody(options.scannerAnchors)): readonly ScannerFinder[] {
  return [
    sbiFinder({ ports: options.sbiPorts, anchors }),
    ...(options.usbScanners === true ? [uareuFinder()] : []),
    ...(options.serialScanners === undefined ? [] : [serialFinder({ paths: options.serialScanners })]),
    ...(options.scannerHelpers ?? []).map((command) => helperFinder({ command })),
    ...(options.simulatedScanner === undefined ? [] : [simulatedFinder(options.simulatedScanner)]),
  ];
}
