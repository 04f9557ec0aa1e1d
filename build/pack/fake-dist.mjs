/** A folder that looks like Electron to the packer, so that the packing rules can be tried where Electron is not. It cannot be run. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { createPackage } from '@electron/asar';

/** Before the wire of fuses in every Electron binary: then its version, its length, one byte for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const fuses = 9;
/** Set at the factory: '1' on, '0' off. */
const wire = '101110011';

/** @param {string} folder where it is made @param {string} version of Electron */
export async function makeFakeDist(folder, version) {
  const app = join(folder, 'default-app');
  mkdirSync(app, { recursive: true });
  mkdirSync(join(folder, 'dist/resources'), { recursive: true });
  mkdirSync(join(folder, 'dist/locales'), { recursive: true });
  // Any ELF file does.
  copyFileSync('/bin/true', join(folder, 'dist/electron'));
  writeFileSync(join(folder, 'dist/electron'), Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses]), Buffer.from(wire)]), { flag: 'a' });
  writeFileSync(join(folder, 'dist/version'), version);
  writeFileSync(join(folder, 'dist/LICENSE'), '');
  writeFileSync(join(folder, 'dist/LICENSES.chromium.html'), '');
  writeFileSync(join(app, 'main.js'), '');
  await createPackage(app, join(folder, 'dist/resources/default_app.asar'));
  return join(folder, 'dist');
}
