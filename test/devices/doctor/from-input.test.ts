import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { afterAll, expect, test } from 'vitest';

import { readCommand } from '../../../devices/doctor/arguments.js';
import { withInput } from '../../../devices/doctor/from-input.js';
import { vietnameseNumbers, writeTd1 } from '../../../sync/core/mrz.js';

const zone = writeTd1({
  document: 'ID', issuer: 'VNM', ...vietnameseNumbers('079138012345'), birth: '380514', sex: 'F', expiry: '410630', nationality: 'VNM', optional2: '', surname: 'NGUYEN', given: 'TUYET',
});

/** What was asked for, and the command line that came of it. The input stays open, as a terminal does. */
async function filled(argv: readonly string[], typed: string): Promise<{ readonly asked: readonly string[]; readonly command: ReturnType<typeof readCommand> }> {
  const input = new PassThrough();
  const asked: string[] = [];
  input.write(typed);
  return { asked, command: readCommand(await withInput(argv, input, (option) => asked.push(option))) };
}

test('DR20: `-` has the number or the zone read from the standard input, as soon as it is whole', async () => {
  expect(await filled(['chip', '--can', '-', '--json'], '135790\n')).toMatchObject({ asked: ['--can'], command: { ok: true, value: { key: { can: '135790' }, json: true } } });
  expect(await filled(['chip', '--mrz', '-'], `${zone.join('\n')}\n`)).toMatchObject({ asked: ['--mrz'], command: { ok: true, value: { key: { number: '138012345', birth: '380514', expiry: '410630' } } } });
  expect(await filled(['chip', '--mrz', '-'], `${zone.join('')}\n`)).toMatchObject({ command: { ok: true } });
});

test('DR20: without a `-` nothing is read; what comes short or never is complained of by the option alone', async () => {
  expect(await filled(['chip', '--can', '135790'], 'more\n')).toMatchObject({ asked: [], command: { ok: true, value: { key: { can: '135790' } } } });
  expect(await filled(['chip', '--can', '-'], '13579\n\n')).toMatchObject({ command: { ok: false, fault: { code: 'value-malformed', values: { option: '--can' } } } });
  const closed = new PassThrough();
  closed.end();
  expect(readCommand(await withInput(['chip', '--mrz', '-'], closed, () => undefined))).toMatchObject({ ok: false, fault: { code: 'value-malformed' } });
});

const home = mkdtempSync(join(tmpdir(), 'doctor-npm-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('DR20: started by npm, neither what npm prints nor what it keeps has anything of what was given', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly scripts: { readonly doctor: string } };
  const project = join(home, 'project');
  mkdirSync(join(project, 'build'), { recursive: true });
  copyFileSync(join(root, '.npmrc'), join(project, '.npmrc'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'project', version: '1.0.0', scripts }));
  // In the doctor's place a program that counts its arguments: what is looked at is npm's own doing.
  writeFileSync(join(project, 'build/doctor.mjs'), 'console.log(process.argv.length - 2); process.exit(1);');
  const ran = spawnSync('npm', ['run', 'doctor', '--', 'chip', '--can', '135790', '--json'], { cwd: project, env: { HOME: home, PATH: process.env['PATH'] ?? '' }, encoding: 'utf8' });
  expect({ status: ran.status, output: ran.stdout, errors: ran.stderr }).toEqual({ status: 1, output: '4\n', errors: '' });
  const logs = join(home, '.npm/_logs');
  const kept = existsSync(logs) ? readdirSync(logs).map((name) => readFileSync(join(logs, name), 'utf8')).join('') : '';
  expect(kept).not.toContain('135790');
});
