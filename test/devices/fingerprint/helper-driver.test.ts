/** The driver of vendors' helpers against real processes: the sample, and ones that misbehave. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';

import { makeSessionFolder } from '../../../devices/fingerprint/helper/session-folder.js';
import type { RawFrame } from '../../../devices/fingerprint/model.js';
import type { BuiltProgram } from './helper-program.js';
import { buildProgram } from './helper-program.js';
import { command, never, request, scannerOf, until, watch } from './helper-rig.js';

vi.setConfig({ testTimeout: 60_000 });

const cache = new URL('../../../out/fingers', import.meta.url).pathname;

let sample: BuiltProgram;
beforeAll(async () => {
  sample = await buildProgram('devices/fingerprint/helper/sample/main.ts');
});
afterAll(() => sample.remove());

describe('the sample', () => {
  test('HP1: it greets, lists its device, shows it, captures slaps and rolled prints, and goes when it is told', async () => {
    const watched = watch([process.execPath, sample.file, '--seed', '7', '--cache', cache]);
    await until(() => watched.found().length === 1);
    const [scanner] = watched.found();
    expect(scanner?.offer).toEqual({
      key: 'helper/Tận Nhà/Sample helper/SH-000007/slaps', kind: 'helper', identity: { make: 'Tận Nhà', model: 'Sample helper', serial: 'SH-000007' },
      trust: 'unsigned', takes: 'slaps', rolled: true, forRegistration: true,
    });
    const frames: RawFrame[] = [];
    const given = new AbortController();
    const previewing = scanner?.preview(13, (frame) => frames.push(frame), given.signal);
    await until(() => frames.length > 2);
    expect(frames[0]?.jpeg?.subarray(0, 2)).toEqual(Uint8Array.of(0xff, 0xd8));
    // A capture goes before the preview, which goes on after it.
    const slap = await scanner?.capture(request, never);
    expect(slap).toMatchObject({ ok: true, value: { hash: null, pictures: [{ shows: 13, finger: null, record: null, deviceQuality: null, image: { width: 1600, height: 1000 } }] } });
    const before = frames.length;
    await until(() => frames.length > before);
    expect(await scanner?.capture({ ...request, step: 4, asked: [4] }, never)).toMatchObject({ ok: true, value: { pictures: [{ shows: 'single', finger: 4 }] } });
    given.abort();
    expect(await previewing).toEqual({ ok: true, value: null });
  });

  test('HP21: hands that there are not end it with their names', async () => {
    const { stderr } = await promisify(execFile)(process.execPath, [sample.file, '--profile', 'of-steel']).then(() => ({ stderr: '' }), (error: { stderr: string }) => error);
    expect(stderr).toContain('no such hands: of-steel; there are adult-normal');
  });

  test('HP2: a cancel ends a capture at once, and the next one works', async () => {
    const watched = watch([process.execPath, sample.file, '--seed', '7', '--cache', cache]);
    await until(() => watched.found().length === 1);
    const [scanner] = watched.found();
    const given = new AbortController();
    const capturing = scanner?.capture(request, given.signal);
    expect(await scanner?.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
    given.abort();
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(await scanner?.capture(request, never)).toMatchObject({ ok: true });
    expect(watched.told.filter((one) => one.length === 0)).toEqual([]);
  });
});

describe('helpers that misbehave', () => {
  test.each([
    ['no JSON', 'on.capture = () => say("fingers!");'], ['a line without an end', 'on.capture = () => process.stdout.write("x".repeat(3_000_000));'],
    ['a message of an unknown type', 'on.capture = ({ id }) => say({ type: "done", id });'], ['an answer to nobody', 'on.capture = () => captured(99, picture());'],
    ['a picture without a density', 'on.capture = ({ id }) => captured(id, picture({ ppi: undefined }));'], ['another density', 'on.capture = ({ id }) => captured(id, picture({ ppi: 508 }));'],
    ['no picture', 'on.capture = ({ id }) => captured(id);'], ['wrong types', 'on.capture = ({ id }) => captured(id, picture({ quality: "good" }));'],
    ['a finger of another kind', 'on.capture = ({ id }) => captured(id, picture({ finger: 11 }));'],
    ['a path out of the folder', 'on.capture = ({ id }) => captured(id, picture({ file: "../../etc/passwd" }));'],
    ['an absolute path', 'on.capture = ({ id }) => captured(id, picture({ file: "/etc/passwd" }));'],
    ['a missing file', 'on.capture = ({ id }) => captured(id, picture({ file: "b.pgm" }));'],
    ['a link to another file', 'on.capture = ({ id }) => { symlinkSync("/etc/passwd", folder + "/a.pgm"); captured(id, picture()); };'],
    ['a folder', 'on.capture = ({ id }) => { mkdirSync(folder + "/a.pgm"); captured(id, picture()); };'],
    ['a huge file', 'on.capture = ({ id }) => { leave("a.pgm"); truncateSync(folder + "/a.pgm", 200 * 1024 * 1024); captured(id, picture()); };'],
    ['a huge picture', 'on.capture = ({ id }) => { leave("a.pgm", Buffer.from("P5 60000 60000 255\\n")); captured(id, picture()); };'],
    ['a raw picture of another size', 'on.capture = ({ id }) => { leave("a.raw", Buffer.alloc(99)); captured(id, picture({ file: "a.raw", format: "raw", width: 10, height: 10 })); };'],
    ['a broken picture', 'on.capture = ({ id }) => { leave("a.png", Buffer.alloc(4000)); captured(id, picture({ file: "a.png", format: "png" })); };'],
    ['another step', 'on.capture = ({ id }) => { leave("a.pgm"); captured(id, picture({ shows: 14 })); };'],
    ['a finger that was not asked for', 'on.capture = ({ id }) => { leave("a.pgm"); captured(id, picture({ shows: "single", finger: 9 })); };'],
    ['an answer of another kind', 'on.capture = ({ id }) => say({ type: "devices", id, devices: [] });'],
  ])('HP4: %s is garbage', async (_what, change) => {
    const { scanner } = await scannerOf(change);
    expect(await scanner.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-garbage' } });
  });

  test.each([
    ['ended by itself', 'on.capture = () => process.exit(3);', 'scanner-lost'], ['silent beyond its deadline', 'on.capture = () => undefined; on.cancel = () => undefined;', 'scanner-timeout'],
    ['silent until it is cancelled', 'on.capture = () => undefined;', 'scanner-timeout'], ['stuck', 'on.capture = () => { for (;;); };', 'scanner-timeout'],
    ['too hot', 'on.capture = ({ id }) => say({ type: "error", id, code: "overheated", words: "47 C" });', 'scanner-overheated'],
    ['no fingers', 'on.capture = ({ id }) => say({ type: "error", id, code: "timeout", words: "" });', 'scanner-timeout'],
    ['without a licence', 'on.capture = ({ id }) => say({ type: "error", id, code: "unlicensed", words: "" });', 'scanner-refused'],
  ])('HP5: %s', async (_what, change, code) => {
    const { scanner } = await scannerOf(change, { capture: 2000, grace: 500 });
    expect(await scanner.capture(request, never)).toMatchObject({ ok: false, fault: { code } });
  });

  test('HP5: an answer after a cancel is dropped with its pictures, and a second one is garbage', async () => {
    const { scanner, watched } = await scannerOf('on.capture = (message) => (last = message); let last; on.cancel = ({ id }) => { leave("a.pgm"); captured(id, picture()); };');
    const given = new AbortController();
    const capturing = scanner.capture(request, given.signal);
    given.abort();
    expect(await capturing).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    expect(watched.found()).toHaveLength(1);
    const twice = await scannerOf('on.capture = ({ id }) => { leave("a.pgm"); captured(id, picture()); captured(id, picture()); };');
    await twice.scanner.capture(request, never);
    await until(() => twice.watched.told.some((one) => one.length === 0));
  });

  test('HP6: one that ended is started again, and its scanner is another one', async () => {
    const { scanner, watched } = await scannerOf('on.capture = () => process.exit(1);');
    expect(await scanner.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    await until(() => watched.found().length === 1 && watched.found()[0] !== scanner);
    expect(await scanner.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
  });

  test('HP6: no such command, no greeting, another version: no scanner, told at once', async () => {
    const missing = watch(['/there/is/no/such/helper']);
    const silent = watch(await command('on.hello = () => undefined;'), { hello: 300 });
    const newer = watch(await command('hello = { ...hello, contract: 2 };'));
    for (const one of [missing, silent, newer]) {
      await until(() => one.told.length > 0);
      expect(one.found()).toEqual([]);
    }
  });

  test('HP6: one that no longer answers to ping is ended by its id and started again', async () => {
    const { scanner, watched } = await scannerOf('on.ping = () => undefined;', { ping: 50, answer: 200, grace: 200 });
    await until(() => watched.told.some((one) => one.length === 0));
    await until(() => watched.found().length === 1 && watched.found()[0] !== scanner);
  });

  test('HP7: too hot and cool again, gone and back: told without being asked', async () => {
    const { scanner, watched } = await scannerOf(`
      on.preview = () => say({ type: 'event', event: 'overheated', device: 'd1' });
      on.cancel = ({ id }) => { say({ type: 'event', event: 'cooled', device: null }); say({ type: 'ended', id }); };
      let isThere = true;
      on.list = ({ id }) => say({ type: 'devices', id, devices: isThere ? [device] : [] });
      on.capture = () => { isThere = false; say({ type: 'event', event: 'gone', device: 'd1' });
        setTimeout(() => { isThere = true; say({ type: 'event', event: 'changed' }); }, 300); };
    `);
    const given = new AbortController();
    const previewing = scanner.preview(13, () => undefined, given.signal);
    await until(() => scanner.fault?.() === 'scanner-overheated');
    given.abort();
    await previewing;
    await until(() => scanner.fault?.() === null);
    expect(await scanner.capture(request, never)).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
    await until(() => watched.told.some((one) => one.length === 0));
    await until(() => watched.found().length === 1);
  });

  test('HP8: frames come by file, too; a broken one is passed over', async () => {
    const { scanner } = await scannerOf(`
      on.preview = ({ id }) => { leave('f1.pgm'); say({ type: 'frame', id, file: 'f1.pgm', format: 'pgm' }); setTimeout(() => { say({ type: 'frame', id, file: 'f2.pgm', format: 'pgm' }); }, 200);
        setTimeout(() => { leave('f3.pgm'); say({ type: 'frame', id, file: 'f3.pgm', format: 'pgm' }); }, 400); };
      on.cancel = ({ id }) => say({ type: 'ended', id });
    `);
    const frames: RawFrame[] = [];
    const given = new AbortController();
    const previewing = scanner.preview(13, (frame) => frames.push(frame), given.signal);
    await until(() => frames.length === 2);
    expect(frames[1]).toMatchObject({ jpeg: null, image: { width: 40, height: 30 } });
    given.abort();
    expect(await previewing).toMatchObject({ ok: true });
  });
});

describe('the session’s folder', () => {
  test('HP3: what was read is gone, what is left goes with the folder, and what a killed program left goes, too', async () => {
    const folder = await makeSessionFolder();
    expect(await folder.take('a.pgm', 10)).toMatchObject({ ok: false });
    const { writeFile, mkdir } = await import('node:fs/promises');
    await writeFile(`${folder.path}/a.pgm`, 'abc');
    expect(await folder.take('a.pgm', 10)).toEqual({ ok: true, value: new Uint8Array(Buffer.from('abc')) });
    expect(await readdir(folder.path)).toEqual([]);
    await writeFile(`${folder.path}/b.pgm`, 'abc');
    await folder.remove();
    expect(existsSync(folder.path)).toBe(false);
    // No process has this id on any system that counts to four million.
    const orphan = folder.path.replace(/-\d+-[^-]*$/, '-99999999-left');
    await mkdir(orphan);
    await (await makeSessionFolder()).remove();
    expect(existsSync(orphan)).toBe(false);
  });
});
