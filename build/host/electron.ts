/** The Chromium host: the part of the module `electron` that the station uses. An import that is not here fails at the start, by name. */
import { knowWindows } from './app.js';
import { refuseUnknown } from './refuse.js';
import { BrowserWindow } from './window.js';

export { app } from './app.js';
export { dialog } from './dialog.js';
export { ipcMain } from './ipc.js';
export { powerMonitor } from './power.js';
export { protocol } from './protocol.js';
export { safeStorage } from './safe.js';
export { session } from './session.js';
export { shell } from './shell.js';
export { utilityProcess } from './utility.js';
export { BrowserWindow };

knowWindows(() => BrowserWindow.getAllWindows());

/** There is no menu to set; taking it away is all that is asked. */
export const Menu = refuseUnknown('Menu', {
  setApplicationMenu(menu: null): void {
    if (menu !== null) throw Error('a menu is not available on the Chromium host');
  },
});

/** How the app tells its host: `'stationHost' in process`. */
Object.defineProperty(process, 'stationHost', { value: 'chromium', enumerable: true });
