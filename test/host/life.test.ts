/** The program's side: starts, ends, crashes, second starts, storage, other processes, dialogs. */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { build } from '../../build/build.mjs';
import { startFixture, type Fixture } from './fixture.js';
import { temporary, until } from './launch.js';

let folder: ReturnType<typeof temporary>;
let running: Fixture[] = [];

beforeAll(async () => {
  await build(['host']);
});
beforeEach(() => {
  folder = temporary();
});
afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  running = [];
  folder.remove();
});

async function start(options: Parameters<typeof startFixture>[1] = {}): Promise<Fixture> {
  const app = startFixture(folder.folder, options);
  running.push(app);
  await app.event('loaded');
  return app;
}

/** Chromium's processes of this test, by the folder they were started with. */
function browsers(): { readonly pid: number; readonly line: string }[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(`--user-data-dir=${folder.folder}/chromium`) ? [{ pid: Number(name), line }] : [];
    } catch (gone) {
      // A process that ended while it was looked at.
      if (['ENOENT', 'ESRCH'].includes((gone as NodeJS.ErrnoException).code ?? '')) return [];
      throw gone;
    }
  });
}
const main = () => browsers().find(({ line }) => !line.includes('--type='))?.pid ?? 0;
const renderer = () => browsers().find(({ line }) => line.includes('--type=renderer') && !line.includes('--extension-process'))?.pid ?? 0;
const names = (app: Fixture) => app.told().map((one) => one.event);

describe('life', () => {
  test('HO20: the host is known, the app not ready before main\'s first turn is over, paths by the flag', async () => {
    const app = await start();
    expect(await app.event('before')).toEqual({ host: 'chromium', ready: false });
    expect(await app.command('paths')).toMatchObject({ userData: folder.folder, name: 'host-fixture', version: '1.2.3' });
  });
  test('HO21: quit tells before-quit, closes the window, tells will-quit and quit, and leaves no process', async () => {
    const app = await start();
    app.order('quit');
    expect(await app.ended).toBe(0);
    expect(names(app).filter((name) => ['before-quit', 'closed', 'will-quit', 'quit', 'window-all-closed'].includes(name))).toEqual(['before-quit', 'closed', 'will-quit', 'quit']);
    await until(() => browsers().length === 0, () => 'Chromium runs on');
  });
  test('HO21: a close that is prevented keeps window and program; the next one ends both', async () => {
    const app = await start();
    await app.command('keepOpen');
    await app.command('quit');
    expect(await app.command('isDestroyed')).toBe(false);
    app.order('close');
    expect(await app.ended).toBe(0);
  });
  test('HO21: exit ends at once with its code', async () => {
    const app = await start();
    app.order('exit', 3);
    expect(await app.ended).toBe(3);
    await until(() => browsers().length === 0, () => 'Chromium runs on');
  });
  test('HO22: with a listener of window-all-closed the program stays, and can open its window again', async () => {
    const app = await start({ args: ['--stay'] });
    await app.command('destroy');
    await app.event('window-all-closed');
    expect(await app.command('windows')).toBe(0);
    await app.command('open');
    await app.event('loaded', 2);
    const seen = await until(async () => (await app.page()).evaluate(() => window.station.call('echo', 'again')).catch(() => null), () => 'no page');
    expect(seen).toBe('again');
  });
  test('HO61: a page that is asked for before the first one has come takes its place', async () => {
    const app = await start({ args: ['--another'] });
    expect(await app.event('load-failed')).toBe("Error: ERR_ABORTED (-3) loading 'app://station/index.html?x=1'");
    expect(await (await app.page()).evaluate(() => location.search)).toBe('?x=2');
    expect(app.told().filter((one) => one.event === 'did-finish-load').map((one) => one.value)).toEqual(['app://station/index.html?x=2']);
  });
  test('HO23: a signal quits in order', async () => {
    const app = await start();
    app.process.kill('SIGTERM');
    expect(await app.ended).toBe(0);
    expect(names(app)).toContain('before-quit');
  });
});

describe('crashes', () => {
  test('HO24: a page whose process dies is told, and a reload brings it back with its bridge', async () => {
    const app = await start();
    process.kill(renderer(), 'SIGKILL');
    expect(await app.event('render-process-gone')).toBe('crashed');
    await app.command('reload');
    await app.event('did-finish-load', 2);
    const page = await app.page();
    expect(await page.evaluate(() => window.station.call('echo', 'back'))).toBe('back');
  });
  test('HO24: a page that stands still can be ended, and comes back as after a crash', async () => {
    const app = await start();
    void app.command('stand-still');
    await app.command('crash');
    expect(await app.event('render-process-gone')).toBe('crashed');
    await app.command('reload');
    await app.event('did-finish-load', 2);
    const page = await app.page();
    expect(await page.evaluate(() => window.station.call('echo', 'back'))).toBe('back');
  });
  test('HO25: a browser that dies closes the window and ends the program', async () => {
    const app = await start();
    process.kill(main(), 'SIGKILL');
    await app.event('closed');
    expect(await app.ended).toBe(0);
  });
  test('HO26: a host that dies leaves neither browser nor utility process', async () => {
    const app = await start();
    const child = (await app.command('fork', [], { stdio: 'ignore' })) as number;
    app.process.kill('SIGKILL');
    await until(() => browsers().length === 0 && !existsSync(`/proc/${child}`), () => 'processes are left');
  });
});

describe('one at a time', () => {
  test('HO27: a second start is refused and told to the first, with its arguments', async () => {
    const app = await start();
    const second = startFixture(folder.folder, { args: ['--from-second'] });
    running.push(second);
    await second.event('refused');
    expect(await second.ended).toBe(0);
    expect(await app.event('second-instance')).toMatchObject({ argv: [`--user-data-dir=${folder.folder}`, '--from-second'], data: { from: 'fixture' } });
  });
  test('HO28: records survive a restart and a kill', async () => {
    const write = () => new Promise<number>((resolve, reject) => {
      const open = indexedDB.open('kept', 1);
      open.addEventListener('upgradeneeded', () => open.result.createObjectStore('rows', { autoIncrement: true }));
      open.addEventListener('error', () => reject(open.error));
      open.addEventListener('success', () => {
        const work = open.result.transaction('rows', 'readwrite', { durability: 'strict' });
        work.objectStore('rows').add('row');
        const count = work.objectStore('rows').count();
        work.addEventListener('complete', () => resolve(count.result));
      });
    });
    const first = await start();
    expect(await (await first.page()).evaluate(write)).toBe(1);
    first.process.kill('SIGKILL');
    await until(() => browsers().length === 0, () => 'Chromium runs on');
    const second = await start();
    expect(await (await second.page()).evaluate(write)).toBe(2);
    await second.stop();
    const third = await start();
    expect(await (await third.page()).evaluate(write)).toBe(3);
  });
});

describe('utility processes', () => {
  test('HO29: arguments, environment and flags reach it; messages go both ways; its end is told', async () => {
    const app = await start();
    await app.command('fork', ['one', 'two'], { env: { ...process.env, FIXTURE: 'set' }, execArgv: ['--max-old-space-size=200'] });
    expect(await app.event('child')).toEqual({ started: ['one', 'two'], variable: 'set', flags: ['--max-old-space-size=200'] });
    await app.command('post', { echo: { list: [1, 'Đ'], nothing: null } });
    expect(await app.event('child', 2)).toEqual({ echo: { list: [1, 'Đ'], nothing: null } });
    await app.command('postBytes', 2_400_000);
    expect(await app.event('child', 3)).toEqual({ size: 2_400_000, sum: 2_400_000, own: 2_400_000 });
    await app.command('post', 'end');
    expect(await app.event('child-exit')).toEqual({ code: 7, pid: null });
  });
  test('HO30: one that crashes is told and can be started again', async () => {
    const app = await start();
    await app.command('fork', [], {});
    await app.command('post', 'die');
    expect(await app.event('child-exit')).toMatchObject({ pid: null });
    await app.command('fork', [], {});
    await app.event('child', 2);
    await app.command('kill');
    await app.event('child-exit', 2);
  });
  test('HO60: one that is stopped, and takes no request to end, is ended', async () => {
    const app = await start();
    const pid = Number(await app.command('fork', [], {}));
    await app.event('child');
    process.kill(pid, 'SIGSTOP');
    await app.command('kill');
    expect(await app.event('child-exit')).toMatchObject({ pid: null });
  });
});

describe('refusals', () => {
  test('HO31: what the host lacks says so in a plain sentence', async () => {
    const app = await start();
    const sentences = await Promise.all(['safeStorage.encryptString', 'app.dock', 'window.setIcon', 'second window', 'no sandbox', 'contents.debugger', 'device', 'ipcMain.on', 'pdf', 'menu', 'path', 'scheme']
      .map((what) => app.command('refused', what)));
    expect(sentences).toEqual([
      'safeStorage is not available on the Chromium host', 'app.dock is not available on the Chromium host', 'BrowserWindow.setIcon is not available on the Chromium host',
      'a second window is not available on the Chromium host', 'a window without isolation and sandbox is not available on the Chromium host',
      'webContents.debugger is not available on the Chromium host', 'session.setDevicePermissionHandler cannot grant a device on the Chromium host',
      'ipcMain.on is not available on the Chromium host', "printToPDF's option generateTaggedPDF is not available on the Chromium host",
      'a menu is not available on the Chromium host', "app.getPath('recent') is not available on the Chromium host", 'the scheme other was not registered as privileged before the app was ready',
    ]);
    expect(await app.command('safe')).toBe(false);
  });
  test('HO32: dialogs go through zenity, and say so where it is not installed', async () => {
    const bin = join(folder.folder, 'bin');
    execFileSync('mkdir', ['-p', bin]);
    // Answers with what it was asked, as a chosen path.
    writeFileSync(join(bin, 'zenity'), '#!/bin/sh\ncase "$*" in *--file-selection*) echo /chosen/$*;; *) echo Later; exit 1;; esac\n');
    chmodSync(join(bin, 'zenity'), 0o755);
    const app = await start({ env: { PATH: bin } });
    expect(await app.command('dialog', { title: 'Stick', properties: ['openDirectory'] })).toEqual({ canceled: false, filePaths: ['/chosen/--file-selection --separator= --directory --title=Stick'] });
    expect(await app.command('box', { message: 'x', buttons: ['Later', 'Now'] })).toEqual({ response: 0, checkboxChecked: false });
    expect(await app.command('external', 'file:///etc/passwd')).toBe('the Chromium host opens web and mail addresses only');
    rmSync(join(bin, 'zenity'));
    expect(await app.command('dialog', { properties: ['openDirectory'] })).toBe('a dialog needs the package zenity on the Chromium host');
  });
});
