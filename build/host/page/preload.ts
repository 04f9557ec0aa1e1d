/** Runs in the isolated world of the main frame: gives the app's preload its `electron`, and lets it run. */
import { contextBridgeOver } from './expose.js';
import { ipcRendererOver } from './renderer.js';

export interface PreloadOptions {
  /** Of the events between the two worlds: made at random for each window. */
  readonly name: string;
  /** The page's origin as the browser names it; a document of another one gets nothing. */
  readonly origin: string;
  readonly channel: string;
}

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

export function start(options: PreloadOptions, preload: Preload): void {
  if (window.top !== window || location.origin !== options.origin) return;
  const electron = refuse('electron', { contextBridge: contextBridgeOver(options.name), ipcRenderer: ipcRendererOver(options.channel) });
  const module = { exports: {} };
  preload((name) => {
    if (name === 'electron' || name === 'electron/renderer') return electron;
    throw new Error(`module not found: ${name}`);
  }, module, module.exports);
}

/** What is not there says so. */
export function refuse<Target extends object>(name: string, target: Target): Target {
  return new Proxy(target, {
    get(object, key) {
      // `__esModule` and `default` are asked for by the bundler's own import code.
      if (typeof key === 'symbol' || key in object || key === '__esModule' || key === 'default' || key === 'then') return Reflect.get(object, key) as unknown;
      throw new Error(`${name}.${key} is not available on the Chromium host`);
    },
  });
}
