/** The system's list of ports: with a USB adapter that is not there, and without the program that lists them. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, expect, test, vi } from 'vitest';

import { serialPortLister } from '../../../devices/ports/serial.js';
import { buildProgram } from './helper-program.js';

/** A CH340 as udev describes it, with the bus that it hangs on. */
const adapter = `P: /devices/pci0000:00/usb1/1-2
N: bus/usb/001/007
E: DEVNAME=/dev/bus/usb/001/007
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
A: idVendor=1a86\\n
A: idProduct=7523\\n

P: /devices/pci0000:00/usb1/1-2/1-2:1.0/ttyUSB0/tty/ttyUSB0
N: ttyUSB0
E: DEVNAME=/dev/ttyUSB0
E: SUBSYSTEM=tty
E: ID_VENDOR_ID=1a86
E: ID_MODEL_ID=7523
E: ID_SERIAL_SHORT=A50285BI
`;

afterEach(() => void vi.unstubAllEnvs());

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const missing = ['umockdev-run', 'udevadm'].filter((program) => !has(program));

test.skipIf(missing.length > 0)(`SM14: a module behind a USB adapter is found by the adapter, and known by its serial number${missing.length > 0 ? ` (skipped: no ${missing.join(', ')})` : ''}`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'serial-list-'));
  const program = await buildProgram('test/devices/fingerprint/serial-found.ts');
  try {
    await writeFile(join(folder, 'adapter.umockdev'), adapter);
    const { stdout } = await promisify(execFile)('umockdev-run', ['-d', join(folder, 'adapter.umockdev'), '--', process.execPath, program.file], { timeout: 50_000 });
    expect(JSON.parse(stdout)).toMatchObject([{ key: 'serial/A50285BI', kind: 'serial', identity: { serial: 'A50285BI' }, forRegistration: false }]);
  } finally {
    await program.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

test.skipIf(process.platform !== 'linux')('SM14: a system that cannot list its ports says so in words', async () => {
  vi.stubEnv('PATH', '/there/is/nothing');
  expect(await serialPortLister()()).toMatchObject({ ok: false, fault: { code: 'scanner-absent', detail: expect.stringContaining('ENOENT') } });
});
