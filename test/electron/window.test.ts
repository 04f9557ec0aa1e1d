import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

class Contents extends EventEmitter {
  reload = vi.fn();
  forcefullyCrashRenderer = vi.fn();
  setWindowOpenHandler = (): void => undefined;
}
class Window extends EventEmitter {
  readonly webContents = new Contents();
  readonly loaded: string[] = [];
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url);
  }
}

vi.mock('electron', () => ({ BrowserWindow: Window }));
const { openWindow } = await import('../../electron/window.js');

let window: Window;
const crash = (): boolean => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
  window = openWindow('out') as unknown as Window;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('EL15: a page that crashes comes back three times in a row; then a page says so and leads back', () => {
  for (let time = 0; time < 3; time += 1) crash();
  expect([window.webContents.reload.mock.calls.length, window.loaded]).toEqual([3, ['app://station/index.html']]);
  crash();
  expect([window.webContents.reload.mock.calls.length, window.loaded.at(-1)]).toEqual([3, 'app://station/stopped.html']);
  crash();
  expect(window.webContents.reload).toHaveBeenCalledTimes(4);
});

test('EL15: a crash long after the last one counts as a first one', () => {
  for (let time = 0; time < 10; time += 1) {
    crash();
    vi.advanceTimersByTime(60_000);
  }
  expect([window.webContents.reload.mock.calls.length, window.loaded]).toEqual([10, ['app://station/index.html']]);
});

test('EL15: a page that stands still is ended after half a minute, one that goes on is not', () => {
  window.emit('unresponsive');
  vi.advanceTimersByTime(29_000);
  window.emit('responsive');
  vi.advanceTimersByTime(60_000);
  expect(window.webContents.forcefullyCrashRenderer).not.toHaveBeenCalled();
  window.emit('unresponsive');
  vi.advanceTimersByTime(30_000);
  expect(window.webContents.forcefullyCrashRenderer).toHaveBeenCalledOnce();
});
