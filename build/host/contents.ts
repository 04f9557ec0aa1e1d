/** webContents: the page of a window. Every member does what Electron documents, or is a row of the table in README.md. */
import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';

import type { WebSocket } from 'ws';

import type { Browser } from './browser.js';
import { channelAddress, openDoor } from './channel.js';
import { decode, encode } from './codec.js';
import { invoke, type Frame } from './ipc.js';
import type { Down, Up } from './messages.js';
import { browserOrigin, isApp, toApp, toBrowser } from './origin.js';
import { pdfParameters, type PdfOptions } from './pdf.js';
import { refuseUnknown } from './refuse.js';
import { decidePermissions } from './session.js';
import { attachPage, quietly, type Page } from './target.js';
import { watchAnswering } from './unresponsive.js';

type OpenHandler = (details: { url: string; frameName: string; features: string; disposition: string }) => { action: string };

/** Messages sent while a page loads wait for its preload; more than this many are a mistake. */
const mostHeld = 10_000;

export class WebContents extends EventEmitter {
  private socket: WebSocket | null = null;
  private held: Uint8Array[] = [];
  private url = '';
  private pending: string | null = null;
  private title = '';
  private openHandler: OpenHandler | null = null;
  private waitingLoads: { readonly resolve: () => void; readonly reject: (reason: Error) => void }[] = [];
  private loaded = false;
  private readonly browser: Promise<Browser>;
  private readonly ready: Promise<Page>;
  private readonly preload: string | null;
  private readonly name = randomBytes(12).toString('hex');
  private readonly token = randomBytes(24).toString('base64url');
  private readonly undo: (() => void)[] = [];
  readonly id = 1;

  constructor(browser: Promise<Browser>, preload: string | null) {
    super();
    this.preload = preload;
    this.browser = browser;
    this.ready = this.attach();
    return refuseUnknown('webContents', this);
  }

  private async attach(): Promise<Page> {
    const page = await attachPage(await this.browser, {
      mayNavigate: (url, redirected) => this.mayNavigate(toApp(url), redirected),
    });
    page.on('Page.frameNavigated', ({ frame }) => this.navigated(frame as { parentId?: string; url: string; unreachableUrl?: string }));
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === page.id) this.url = toApp(String(url));
    });
    page.on('Page.loadEventFired', () => {
      this.loaded = true;
      this.finishLoad();
    });
    page.on('Page.windowOpen', ({ url, windowName }) => this.wasOpened(toApp(String(url)), String(windowName)));
    page.on('Inspector.targetCrashed', () => this.crashed());
    await Promise.all([page.send('Page.enable'), page.send('Inspector.enable'), page.send('Runtime.enable')]);
    this.undo.push(watchAnswering(page, (event) => this.emit(event)));
    return page;
  }

  async loadURL(url: string): Promise<void> {
    if (!isApp(toBrowser(url))) throw Error(`ERR_BLOCKED_BY_CLIENT (-20) loading '${url}'`);
    this.pending = url;
    const [page] = await Promise.all([this.ready, this.prepare(url)]);
    // Another was asked for meanwhile.
    if (this.pending !== url) throw Error(`ERR_ABORTED (-3) loading '${url}'`);
    const finished = new Promise<void>((resolve, reject) => this.waitingLoads.push({ resolve, reject }));
    const { errorText } = await page.send('Page.navigate', { url: toBrowser(url) });
    if (typeof errorText === 'string') {
      for (const one of this.waitingLoads.splice(0)) one.reject(Error(`${errorText.replace('net::', '')} loading '${url}'`));
    }
    await finished;
  }

  /** Once for each origin: doing it while a navigation is held back would abort that navigation. */
  private prepared = new Map<string, Promise<unknown>>();
  private prepare(url: string): Promise<unknown> {
    const origin = browserOrigin(url);
    const known = this.prepared.get(origin);
    if (known !== undefined) return known;
    // The browser may still be starting: whatever does not need its page is done meanwhile.
    const preparing = Promise.all([this.browser.then(({ protocol }) => decidePermissions(protocol, this, url)), this.installPreload(origin)]);
    this.prepared.set(origin, preparing);
    return preparing;
  }

  private async installPreload(origin: string): Promise<void> {
    if (this.preload === null) return;
    this.undo.push(openDoor({ token: this.token, origin, enter: (socket) => this.enter(socket) }));
    const script = (name: string) => readFile(new URL(`./${name}.script.js`, import.meta.url), 'utf8');
    const [world, isolated, preload, channel] = await Promise.all([script('world'), script('preload'), readFile(this.preload, 'utf8'), channelAddress()]);
    const options = JSON.stringify({ name: this.name, origin, channel, token: this.token });
    const page = await this.ready;
    await Promise.all([
      page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(() => {${world}\npage.start(${JSON.stringify(this.name)});})()` }),
      page.send('Page.addScriptToEvaluateOnNewDocument', {
        source: `(() => {${isolated}\npage.start(${options}, (require, module, exports) => {${preload}\n});})()`, worldName: 'preload',
      }),
    ]);
  }

  private enter(socket: WebSocket): void {
    const frame: Frame & { url: string } = { url: '', origin: '', parent: null };
    socket.on('message', (data) => {
      const message = decode(data as Buffer) as Up;
      if (message.kind === 'invoke') {
        void this.answer(socket, message, { url: this.url || frame.url, origin: frame.origin, parent: null });
        return;
      }
      // The first word of a new document: from here on it is the page.
      frame.url = toApp(message.url);
      this.url = frame.url;
      this.socket = socket;
      for (const bytes of this.held.splice(0)) socket.send(bytes);
      this.finishLoad();
    });
    socket.on('close', () => {
      if (this.socket === socket) this.socket = null;
    });
    // `close` follows every error.
    socket.on('error', () => undefined);
  }

  private async answer(socket: WebSocket, message: Up & { kind: 'invoke' }, senderFrame: Frame): Promise<void> {
    const event = { type: 'frame', sender: this, senderFrame, processId: 1, frameId: 1 } as const;
    let down: Uint8Array;
    try {
      const value = await invoke(message.channel, event, message.args);
      down = encode({ kind: 'answer', id: message.id, value } satisfies Down);
    } catch (mistake) {
      down = encode({ kind: 'refused', id: message.id, message: String(mistake) } satisfies Down);
    }
    socket.send(down);
  }

  /** Throws "An object could not be cloned." for what cannot travel. */
  send(channel: string, ...args: unknown[]): void {
    const bytes = encode({ kind: 'event', channel, args } satisfies Down);
    if (this.socket !== null) this.socket.send(bytes);
    else if (this.pending !== null && this.held.push(bytes) > mostHeld) this.held.shift();
  }

  private mayNavigate(url: string, redirected: boolean): boolean {
    if (url === this.pending || (url === this.url && !redirected)) return true;
    let prevented = false;
    const event = { url, isMainFrame: true, isSameDocument: false, preventDefault: () => (prevented = true) };
    this.emit(redirected ? 'will-redirect' : 'will-navigate', event, url);
    return !prevented && isApp(toBrowser(url));
  }

  private navigated(frame: { parentId?: string; url: string; unreachableUrl?: string }): void {
    if (frame.parentId !== undefined) return;
    if (frame.unreachableUrl === undefined && isApp(frame.url)) {
      this.url = toApp(frame.url);
      this.loaded = false;
      this.emit('did-navigate', {}, this.url);
      return;
    }
    // about:blank and blob: ask for nothing that could be held back, so the page is put where it was.
    const url = frame.unreachableUrl ?? frame.url;
    if (this.url === '' || url === this.url) return;
    this.emit('will-navigate', { url, isMainFrame: true, isSameDocument: false, preventDefault: () => undefined }, url);
    quietly(this.loadURL(this.url));
  }

  private finishLoad(): void {
    if (!this.loaded || this.url === '' || (this.preload !== null && this.socket === null)) return;
    this.loaded = false;
    this.pending = null;
    for (const one of this.waitingLoads.splice(0)) one.resolve();
    this.emit('did-finish-load');
  }

  private crashed(): void {
    this.socket = null;
    this.held = [];
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }

  /** The page that opens is closed whatever the handler answers. */
  private wasOpened(url: string, frameName: string): void {
    const answer = this.openHandler?.({ url, frameName, features: '', disposition: 'new-window' });
    if (answer?.action === 'allow') throw Error('a second window is not available on the Chromium host');
  }

  setWindowOpenHandler(handler: OpenHandler | null): void {
    this.openHandler = handler;
  }

  reload(): void {
    this.pending = this.url;
    quietly(this.ready.then((page) => page.send('Page.reload')));
  }

  /** Also of a page that stands still: the browser does it, not the page. */
  forcefullyCrashRenderer(): void {
    // Never answered: who would answer is gone.
    quietly(this.ready.then((page) => page.send('Page.crash')));
  }

  async printToPDF(options: PdfOptions = {}): Promise<Buffer> {
    const page = await this.ready;
    const { data } = await page.send('Page.printToPDF', pdfParameters(options));
    return Buffer.from(String(data), 'base64');
  }

  async executeJavaScript(code: string): Promise<unknown> {
    const page = await this.ready;
    const { result, exceptionDetails } = await page.send('Runtime.evaluate', { expression: code, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails !== undefined) throw Error((exceptionDetails as { exception?: { description?: string } }).exception?.description ?? 'the script failed');
    return (result as { value?: unknown }).value;
  }

  get mainFrame(): Frame {
    return { url: this.getURL(), origin: this.getURL() === '' ? '' : `${new URL(this.getURL()).protocol}//${new URL(this.getURL()).host}`, parent: null };
  }
  getURL(): string {
    return this.pending ?? this.url;
  }
  getTitle(): string {
    return this.title;
  }
  isDestroyed(): boolean {
    return this.undone;
  }

  private undone = false;
  /** For the window alone. */
  release(): void {
    this.undone = true;
    this.socket?.terminate();
    for (const one of this.undo.splice(0)) one();
    for (const one of this.waitingLoads.splice(0)) one.reject(Error('ERR_ABORTED (-3): the window was closed'));
    this.emit('destroyed');
  }

  /** For the window alone. */
  whenReady(): Promise<Page> {
    return this.ready;
  }
}
