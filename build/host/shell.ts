/** shell: hands an address to the desktop. */
import { execFile } from 'node:child_process';

import { refuseUnknown } from './refuse.js';

export const shell = refuseUnknown('shell', {
  openExternal(url: string): Promise<void> {
    if (!/^(https?|mailto):/.test(url)) return Promise.reject(Error('the Chromium host opens web and mail addresses only'));
    return new Promise((resolve, reject) => {
      execFile('xdg-open', [url], (failure) => (failure === null ? resolve() : reject(Error(`the desktop did not open ${new URL(url).protocol} (${failure.message.split('\n')[0]})`))));
    });
  },
});
