/** Serves the built page under app://station/. */
import { protocol } from 'electron';

import { pageFile } from './page-file.js';

/** Must run before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

export function serve(folder: string): void {
  protocol.handle('app', (request) => pageFile(folder, request.url));
}
