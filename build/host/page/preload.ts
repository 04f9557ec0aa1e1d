/** Runs in the isolated world of the main frame: gives the app's preload its `electron`, and lets it run. */
import { refuseUnknown } from '../refuse.js';
import { contextBridgeOver } from './expose.js';
import { ipcRendererOver } from './renderer.js';

export interface PreloadOptions {
  /** Of the events between the two worlds: made at random for each window. */
  readonly name: string;
  /** The page's origin as the browser names it; a document of another one gets nothing. */
  readonly origin: string;
  readonly channel: string;
  readonly token: string;
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

export function start(options: PreloadOptions, preload: Preload): void {
  if (window.top !== window || location.origin !== options.origin) return;
  const electron = refuseUnknown('electron', { contextBridge: contextBridgeOver(options.name), ipcRenderer: ipcRendererOver(options.channel, options.token) });
  const module = { exports: {} };
  preload((name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  }, module, module.exports);
}
