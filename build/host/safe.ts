/** safeStorage: there is none. It says so, and never keeps anything in clear. */
import { refuseUnknown, unavailable } from './refuse.js';

export const safeStorage = refuseUnknown('safeStorage', {
  isEncryptionAvailable: (): boolean => false,
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(false),
  encryptString(_text: string): Buffer {
    throw Error(unavailable('safeStorage'));
  },
  decryptString(_bytes: Buffer): string {
    throw Error(unavailable('safeStorage'));
  },
});
