import { expect, test } from 'vitest';

import { readArguments } from '../../electron/arguments.js';

test('without arguments real devices are looked for, on USB too; in training none but those that were asked for', () => {
  expect(readArguments([])).toEqual({ simulated: false, sbiPorts: [4501, 4600], scanners: { usbScanners: true } });
  expect(readArguments(['--simulated', '--sbi-ports=4591-4592'])).toEqual({ simulated: true, sbiPorts: [4591, 4592], scanners: { usbScanners: false } });
});

test('kinds of scanners come as JSON; anything else is no start', () => {
  const scanners = { serialScanners: ['/dev/ttyUSB0'], scannerHelpers: [['helper', '--x']], simulatedScanner: { kind: 'uareu', profile: 'child', seed: 3, cache: 'c' } };
  expect(readArguments([`--scanners=${JSON.stringify(scanners)}`]).scanners).toEqual(scanners);
  for (const wrong of ['', '{', '[]', '{"usb":1}', '{"scannerHelpers":[[]]}', '{"simulatedScanner":{"kind":"none"}}']) {
    expect(() => readArguments([`--scanners=${wrong}`]), wrong).toThrow();
  }
});
