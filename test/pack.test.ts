/** The packing rules, tried with a folder that only looks like Electron. */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { makeFakeDist } from '../build/pack/fake-dist.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'station-pack-'));
const project = join(folder, 'project');
const run = promisify(execFile);
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: { electron: string }; version: string };

/** A small project with the station's layout, packed by the station's rules. */
async function pack(configuration: string): Promise<{ readonly code: number; readonly output: string }> {
  try {
    const { stdout } = await run(process.execPath, [
      join(root, 'node_modules/electron-builder/cli.js'), '--dir', '--linux', '--projectDir', project, '--config', configuration,
      `-c.electronVersion=${manifest.devDependencies.electron}`, `-c.electronDist=${join(folder, 'electron/dist')}`,
    ], { cwd: project, env: { ...process.env, DEBUG: '' } });
    return { code: 0, output: stdout };
  } catch (failure) {
    const { code, stdout, stderr } = failure as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), text);
}

beforeAll(async () => {
  await makeFakeDist(join(folder, 'electron'), manifest.devDependencies.electron);
  put('package.json', JSON.stringify({ name: 'tan-nha', version: manifest.version, description: 'x', author: 'x', license: 'Apache-2.0', main: 'out/electron/main.js', type: 'module' }));
  for (const path of ['out/electron/main.js', 'out/electron/preload.cjs', 'out/devices/process.js', 'out/devices/simulators.js', 'out/renderer/index.html', 'out/worklist/worker.js',
    'out/seal/argon2-worker.js', 'out/headquarters/main.js', 'out/host/electron.js', 'out/station/demo.js', 'out/masters/finger', 'sync/core/result.ts', 'package-lock.json']) put(path, 'x');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('PK1: the station\'s programs are packed, and nothing else of the checkout', async () => {
  const { code, output } = await pack(join(root, 'build/pack/builder.json'));
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  const archive = join(project, 'dist/linux-unpacked/resources/app.asar');
  expect(listPackage(archive, { isPack: false }).filter((path) => /\.\w+$/.test(path)).sort()).toEqual([
    '/out/devices/process.js', '/out/electron/main.js', '/out/electron/preload.cjs', '/out/renderer/index.html', '/out/seal/argon2-worker.js', '/out/worklist/worker.js', '/package.json',
  ]);
});

test('PK2: the fuses are as SECURITY.md promises, read back from the packed program', async () => {
  const wire = await getCurrentFuseWire(join(project, 'dist/linux-unpacked/tan-nha'));
  const on = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookieEncryption: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
    fileExtra: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({ runAsNode: false, cookieEncryption: true, nodeOptions: false, inspect: false, asarIntegrity: true, onlyAsar: true, fileExtra: false });
});

test('PK3: a wrong key in the configuration fails by its name', async () => {
  const wrong = join(folder, 'wrong.json');
  writeFileSync(wrong, JSON.stringify({ ...(JSON.parse(readFileSync(join(root, 'build/pack/builder.json'), 'utf8')) as object), asarUnpacked: [] }));
  const { code, output } = await pack(wrong);
  expect(code).not.toBe(0);
  expect(output).toContain('asarUnpacked');
});
