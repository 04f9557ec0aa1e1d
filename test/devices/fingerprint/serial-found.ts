/** A program for the test beside it: a simulated module behind the name of an adapter that udev knows of, and what the finder tells of it. */
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { serialFinder } from '../../../devices/fingerprint/serial/finder.js';
import { startSerialSimulator } from '../../../devices/fingerprint/serial/simulator/simulator.js';

const module = await startSerialSimulator({ troubles: { haste: 20 } });
const name = join(process.env['UMOCKDEV_DIR'] ?? '', 'dev', 'ttyUSB0');
rmSync(name, { force: true });
symlinkSync(module.path, name);
const given = new AbortController();
setTimeout(() => given.abort(), 25_000).unref();
await serialFinder({}).watch((found) => {
  if (found.length === 0) return;
  console.log(JSON.stringify(found.map((one) => one.offer)));
  given.abort();
}, given.signal);
await module.close();
