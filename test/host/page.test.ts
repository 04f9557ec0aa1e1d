/** The page's side: worlds, bridge, messages, origin, policy, storage. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Page } from 'playwright-core';

import { build } from '../../build/build.mjs';
import { startFixture, type Fixture } from './fixture.js';
import { temporary, until } from './launch.js';

interface Bridge {
  call(name: string, ...args: unknown[]): Promise<unknown>;
  on(name: string, listener: (payload: unknown) => void): () => void;
  readonly where: { readonly url: string; readonly node: string };
  add(one: number, other: number): number;
  fails(): void;
  later<Value>(value: Value): Promise<Value>;
  calls(listener: (value: unknown) => unknown): unknown;
  require(name: string): string;
  send(): string;
}
declare global {
  interface Window { station: Bridge; early: Record<string, string>; violations: string[]; held: unknown }
}

const folder = temporary();
let app: Fixture;
let page: Page;

beforeAll(async () => {
  await build(['host']);
  app = startFixture(folder.folder, { switches: ['--use-fake-device-for-media-stream'] });
  await app.event('loaded');
  page = await app.page();
});
afterAll(async () => {
  await app.stop();
  folder.remove();
});

describe('worlds', () => {
  test('HO1: what the preload exposes is there before the first script of the page, and nothing else of it is', async () => {
    expect(await page.evaluate(() => window.early)).toEqual({ station: 'object', host: 'undefined', secret: 'undefined', process: 'undefined', require: 'undefined' });
  });
  test('HO1: the preload has no node and the address of the page', async () => {
    expect(await page.evaluate(() => window.station.where)).toMatchObject({ url: 'https://station.app.localhost/index.html?x=1', node: 'undefined' });
  });
  test('HO2: functions, promises, listeners and errors cross as with Electron', async () => {
    expect(await page.evaluate(async () => ({
      sum: window.station.add(1, 2),
      later: await window.station.later({ bytes: new Uint8Array([1, 2]), date: new Date(5) }),
      nested: window.station.calls((value) => JSON.stringify(value)),
      thrown: (() => {
        try {
          return String(window.station.fails());
        } catch (mistake) {
          return (mistake as Error).message;
        }
      })(),
    }))).toEqual({ sum: 3, later: { bytes: new Uint8Array([1, 2]), date: new Date(5) }, nested: '{"nested":[1,{"0":1,"1":2}]}', thrown: 'as told' });
  });
  test('HO2: what is exposed cannot be changed or replaced', async () => {
    expect(await page.evaluate(() => {
      const attempt = (work: () => void) => {
        try {
          work();
          return 'done';
        } catch (mistake) {
          return (mistake as Error).name;
        }
      };
      return [attempt(() => Object.assign(window.station, { call: 1 })), attempt(() => Object.defineProperty(window, 'station', { value: 1 })), Object.isFrozen(window.station.where)];
    })).toEqual(['TypeError', 'TypeError', true]);
  });
  test('HO3: what the preload asks for and the host lacks is refused in a sentence', async () => {
    expect(await page.evaluate(() => [window.station.require('node:fs'), window.station.send()]))
      .toEqual(['module not found: node:fs', 'ipcRenderer.sendSync is not available on the Chromium host']);
  });
});

describe('messages', () => {
  test('HO4: a call is answered with a clone, bytes included', async () => {
    expect(await page.evaluate(async () => {
      const value = { text: 'Đỗ Thị Hồng', nothing: undefined, bytes: new Uint8Array([0, 255]), list: [1, null, { $: 'x' }] };
      return { same: await window.station.call('echo', value), sender: await window.station.call('sender') };
    })).toEqual({
      same: { text: 'Đỗ Thị Hồng', nothing: undefined, bytes: new Uint8Array([0, 255]), list: [1, null, { $: 'x' }] },
      sender: { url: 'app://station/index.html?x=1', main: 'app://station/index.html?x=1', own: true },
    });
  });
  test('HO4: a failing handler, an unknown call and what cannot be cloned reject with the sentences of Electron', async () => {
    expect(await page.evaluate(() => {
      try {
        return window.station.call('echo', Symbol('x'));
      } catch (mistake) {
        return (mistake as Error).message;
      }
    })).toBe('An object could not be cloned.');
    expect(await page.evaluate(() => window.station.call('none').then(String, (mistake: Error) => mistake.message))).toBe("Error invoking remote method 'call': Error: no call none");
    expect(await page.evaluate(() => window.station.call('function').then(String, (mistake: Error) => mistake.message))).toBe("Error invoking remote method 'call': Error: An object could not be cloned.");
  });
  test('HO5: events arrive in order, until the listener is taken away', async () => {
    expect(await page.evaluate(async () => {
      const seen: number[] = [];
      const off = window.station.on('frame', (bytes) => seen.push((bytes as Uint8Array)[0] ?? -1));
      await window.station.call('burst', 20, 100_000);
      off();
      await window.station.call('burst', 5, 1);
      return seen;
    })).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });
  test('HO5: a capture of 2.4 MB comes whole', async () => {
    expect(await page.evaluate(async () => {
      const bytes = (await window.station.call('bytes', 2_400_000)) as Uint8Array;
      return [bytes.length, bytes.every((one) => one === 7)];
    })).toEqual([2_400_000, true]);
  });
  test('HO6: the channel opens neither to the page, nor without the token, nor to another origin', async () => {
    const address = await page.evaluate(async () => /ws:\/\/[^ ;]+/.exec((await fetch('/index.html')).headers.get('content-security-policy') ?? '')?.[0] ?? '');
    expect(address).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    const opened = await page.evaluate((to) => new Promise((resolve) => {
      const socket = new WebSocket(to, 'guess');
      socket.addEventListener('open', () => resolve('open'));
      socket.addEventListener('error', () => resolve('refused'));
    }), address);
    const { default: Socket } = await import('ws');
    const outside = await new Promise((resolve) => {
      const socket = new Socket(address, 'guess', { origin: 'https://station.app.localhost' });
      socket.on('open', () => resolve('open'));
      socket.on('error', (mistake) => resolve(mistake.message));
    });
    expect([opened, outside]).toEqual(['refused', 'Unexpected server response: 403']);
  });
});

describe('origin and policy', () => {
  test('HO7: the origin is fixed and secure, with what the station needs', async () => {
    expect(await page.evaluate(async () => ({
      origin: location.origin, secure: isSecureContext, subtle: typeof crypto.subtle.digest, locks: typeof navigator.storage.persist, kept: await navigator.storage.persist(),
    }))).toEqual({ origin: 'https://station.app.localhost', secure: true, subtle: 'function', locks: 'function', kept: true });
  });
  test('HO7: workers and their requests are served by the scheme too', async () => {
    expect(await page.evaluate(() => new Promise((resolve) => {
      const worker = new Worker('/worker.js', { type: 'module' });
      worker.addEventListener('message', (event) => resolve(event.data));
      worker.addEventListener('error', (event) => resolve(event.message || 'failed'));
    }))).toBe('POST from a worker');
  });
  test('HO8: the page\'s policy is in force: nothing but its own origin and the channel', async () => {
    await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.held = true';
      document.head.append(script);
      await Promise.allSettled([fetch('https://example.invalid/'), fetch('http://127.0.0.1:1/')]);
    });
    await until(async () => (await page.evaluate(() => window.violations)).length >= 3, () => 'the policy refused nothing');
    expect(await page.evaluate(() => [window.held ?? null, ...new Set(window.violations)].sort())).toEqual(['connect-src', null, 'script-src-elem']);
  });
  test('HO9: the policy\'s sandbox is effective: no popup, no request', async () => {
    expect(await page.evaluate(() => window.open('/other.html'))).toBeNull();
    await page.click('#blank');
    expect(app.told().filter((one) => one.event === 'asked-for-other')).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
  });
  test('HO10: the camera is granted without a prompt; what is not allowed is denied', async () => {
    expect(await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (refused: Error) => refused.name);
      const state = (name: string) => navigator.permissions.query({ name: name as PermissionName }).then((one) => one.state);
      return [stream.getVideoTracks().length, sound, await state('geolocation'), await state('notifications'), await state('camera'), await state('microphone')];
    })).toEqual([1, 'NotAllowedError', 'denied', 'denied', 'granted', 'denied']);
    expect(app.told().filter((one) => one.event === 'permission').map((one) => one.value)).toEqual([
      { url: 'app://station/index.html?x=1', permission: 'media', types: ['video'], from: 'app://station/' },
      { url: 'app://station/index.html?x=1', permission: 'media', types: ['audio'], from: 'app://station/' },
    ]);
  });
});

describe('navigation', () => {
  test('HO11: a link away is asked of main and goes nowhere', async () => {
    await page.click('#away');
    expect(await app.event('will-navigate')).toBe('https://example.invalid/');
    expect(await page.evaluate(() => location.href)).toBe('https://station.app.localhost/index.html?x=1');
  });
  test('HO11: a prevented navigation inside the app keeps the page and its bridge', async () => {
    await page.evaluate(() => location.assign('/forbidden.html'));
    await app.event('will-navigate', 2);
    expect(await page.evaluate(() => window.station.call('echo', 1))).toBe(1);
  });
  test('HO11: a redirect is asked of main', async () => {
    await page.evaluate(() => location.assign('/redirect?to=https://example.invalid/x'));
    expect(await app.event('will-redirect')).toBe('https://example.invalid/x');
  });
  test('HO12: an empty page is put back to the app\'s', async () => {
    await page.evaluate(() => location.assign('about:blank'));
    await app.event('did-finish-load', 2);
    await until(() => page.evaluate(() => window.station.call('echo', 2)).catch(() => null), () => 'the page did not come back');
    expect(page.url()).toBe('https://station.app.localhost/index.html?x=1');
  });
  test('HO13: without the policy\'s sandbox a popup is handed to main and shut before it asks for anything', async () => {
    expect(await app.command('load', 'app://station/open.html')).toBe('loaded');
    await page.click('#blank');
    expect(await app.event('window-open')).toBe('app://station/other.html');
    await until(() => page.context().pages().length === 1, () => 'the popup stays');
    expect(app.told().filter((one) => one.event === 'asked-for-other')).toEqual([]);
  });
  test('HO14: a page that is not there, and an address that is not the app\'s, are no success', async () => {
    expect(await app.command('load', 'https://example.invalid/')).toContain('ERR_BLOCKED_BY_CLIENT');
  });
  test('HO15: reload keeps the bridge', async () => {
    const loads = app.told().filter((one) => one.event === 'did-finish-load').length;
    await app.command('reload');
    await app.event('did-finish-load', loads + 1);
    expect(await page.evaluate(() => window.station.call('sender'))).toMatchObject({ url: 'app://station/open.html' });
  });
});

describe('paper and title', () => {
  test('HO16: a PDF has the size that was asked for', async () => {
    expect(await app.command('pdf', null, { pageSize: 'A5', printBackground: true })).toMatchObject({ isBuffer: true, head: '%PDF-', box: expect.stringMatching(/^0 0 4(19|20)(\.\d+)? 59[456]/) as string });
  });
  test('HO16: the title is the page\'s', async () => {
    await until(async () => (await app.command('title')) === 'open', () => 'no title');
  });
});
