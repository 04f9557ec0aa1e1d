/** BrowserWindow: one app window of Chromium at a time. */
import { EventEmitter } from 'node:events';

import { allWindowsClosed, exit, isReady } from './app.js';
import { closeBrowser, openBrowser, type Browser } from './browser.js';
import { WebContents } from './contents.js';
import type { PdfOptions } from './pdf.js';
import { refuseUnknown } from './refuse.js';
import { quietly } from './target.js';

export interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly title?: string;
  readonly webPreferences?: { readonly preload?: string; readonly contextIsolation?: boolean; readonly sandbox?: boolean; readonly nodeIntegration?: boolean; readonly [other: string]: unknown };
  readonly [other: string]: unknown;
}

const windows = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents;
  readonly id = 1;
  private readonly browser: Promise<Browser>;
  private destroyed = false;
  private forget: () => void;

  constructor(options: WindowOptions = {}) {
    super();
    if (!isReady()) throw Error('Cannot create BrowserWindow before app is ready');
    const { preload, contextIsolation = true, sandbox = true, nodeIntegration = false } = options.webPreferences ?? {};
    if (!contextIsolation || !sandbox || nodeIntegration) throw Error('a window without isolation and sandbox is not available on the Chromium host');
    if (windows.size > 0) throw Error('a second window is not available on the Chromium host');
    this.browser = openBrowser();
    this.webContents = new WebContents(this.browser, preload ?? null);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    this.webContents.on('unresponsive', () => this.emit('unresponsive'));
    this.webContents.on('responsive', () => this.emit('responsive'));
    this.place(options).catch((mistake: unknown) => {
      if (this.destroyed) return;
      console.error(`the window did not open: ${String(mistake)}`);
      exit(1);
    });
    const window = refuseUnknown('BrowserWindow', this);
    windows.add(window);
    this.forget = () => windows.delete(window);
    return window;
  }

  static getAllWindows(): BrowserWindow[] {
    return [...windows];
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  private async place({ width = 1366, height = 768 }: WindowOptions): Promise<void> {
    const page = await this.webContents.whenReady();
    const { protocol, ended } = await this.browser;
    void ended.then(() => this.gone());
    protocol.on('Target.targetDestroyed', ({ targetId }) => {
      if (targetId === page.id) this.gone();
    });
    protocol.on('Target.targetInfoChanged', ({ targetInfo }) => {
      const { targetId, title } = targetInfo as { targetId: string; title: string };
      if (targetId === page.id) this.title = title;
    });
    await protocol.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] });
    if (width !== 1366 || height !== 768) await this.bounds({ width, height });
  }

  private title = '';
  getTitle(): string {
    return this.title;
  }

  private async bounds(bounds: Record<string, unknown>): Promise<void> {
    const page = await this.webContents.whenReady();
    const { windowId } = await page.send('Browser.getWindowForTarget', { targetId: page.id });
    await page.send('Browser.setWindowBounds', { windowId, bounds });
  }

  /** However the window went: closed by the app, by the officer, or with its browser. */
  private gone(): void {
    if (this.destroyed) return;
    this.destroyed = true;
    this.webContents.release();
    // Without its window the browser has nothing more to do; it writes its stores and ends.
    closeBrowser();
    this.forget();
    this.emit('closed');
    if (windows.size === 0) allWindowsClosed();
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  close(): void {
    this.tryClose();
  }

  /** For the app alone: false when a listener of `close` keeps the window open. */
  tryClose(): boolean {
    let prevented = false;
    if (!this.destroyed) this.emit('close', { preventDefault: () => (prevented = true) });
    if (!prevented) this.send('Page.close');
    return !prevented;
  }

  destroy(): void {
    this.send('Page.stopLoading');
    this.gone();
  }

  private send(method: string): void {
    if (!this.destroyed) quietly(this.webContents.whenReady().then((page) => page.send(method)));
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }
  reload(): void {
    this.webContents.reload();
  }
  /** A window of the host is always shown. */
  show(): void {
    this.focus();
  }
  focus(): void {
    this.send('Page.bringToFront');
  }
  maximize(): void {
    quietly(this.bounds({ windowState: 'maximized' }));
  }
  minimize(): void {
    quietly(this.bounds({ windowState: 'minimized' }));
  }
  restore(): void {
    quietly(this.bounds({ windowState: 'normal' }));
  }
  /** The host has no menu bar to hide. */
  removeMenu(): void {}
  printToPDF(options: PdfOptions): Promise<Buffer> {
    return this.webContents.printToPDF(options);
  }
}
