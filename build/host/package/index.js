/** Beside the built programs: what they import as `electron` is the Chromium host. Electron itself never looks for a package of that name. */
export * from '../../host/electron.js';
