/** session.defaultSession: who may use what. The app's handlers are asked once for each permission, before the page loads. */
import { browserOrigin, toApp } from './origin.js';
import type { Protocol } from './pipe.js';
import { refuseUnknown } from './refuse.js';

type RequestHandler = (contents: never, permission: never, answer: (granted: boolean) => void, details: never) => void;
type CheckHandler = (contents: never, permission: never, requestingOrigin: string, details: never) => boolean;
type DeviceHandler = (details: never) => boolean;

let askRequest: RequestHandler | null = null;
let askCheck: CheckHandler | null = null;

export const session = refuseUnknown('session', {
  defaultSession: refuseUnknown('session.defaultSession', {
    setPermissionRequestHandler(handler: RequestHandler | null): void {
      askRequest = handler;
    },
    setPermissionCheckHandler(handler: CheckHandler | null): void {
      askCheck = handler;
    },
    /** Chromium's device choosers are closed to the page here whatever the answer; a handler that would grant one is told so. */
    setDevicePermissionHandler(handler: DeviceHandler | null): void {
      if (handler === null) return;
      const probe = { deviceType: 'usb', origin: 'app://station', device: { deviceId: '' } };
      if (handler(probe as never)) throw Error('session.setDevicePermissionHandler cannot grant a device on the Chromium host');
    },
  }),
});

/** Electron's name of a permission, the browser's, and what Electron tells the handlers besides. */
export const permissions = [
  ['media', 'camera', 'video'], ['media', 'microphone', 'audio'], ['geolocation', 'geolocation', ''], ['notifications', 'notifications', ''],
  ['midi', 'midi', ''], ['clipboard-read', 'clipboard-read', ''], ['idle-detection', 'idle-detection', ''], ['window-management', 'window-management', ''],
  ['storage-access', 'storage-access', ''],
] as const;

/** Decides for the origin of `url` before the page is shown: a page is never asked, nor is the officer. */
export async function decidePermissions(protocol: Protocol, contents: object, url: string): Promise<void> {
  const origin = browserOrigin(url);
  const requestingUrl = `${toApp(origin)}`;
  const decisions: Promise<unknown>[] = [];
  const set = (name: string, granted: boolean) => decisions.push(protocol.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied', origin }));
  // The channel to the host needs the first; Electron keeps every origin's storage, so the second.
  set('loopback-network', true);
  set('persistent-storage', true);
  for (const [permission, name, media] of permissions) {
    const details = { requestingUrl, securityOrigin: requestingUrl, isMainFrame: true };
    const checked = askCheck?.(contents as never, permission as never, requestingUrl, (media === '' ? details : { ...details, mediaType: media }) as never) ?? true;
    const requested = checked && await asked(contents, permission, media === '' ? details : { ...details, mediaTypes: [media] });
    set(name, requested);
  }
  await Promise.all(decisions);
}

/** Without a handler nothing is granted. */
function asked(contents: object, permission: string, details: object): Promise<boolean> {
  const ask = askRequest;
  if (ask === null) return Promise.resolve(false);
  return new Promise((resolve) => ask(contents as never, permission as never, resolve, details as never));
}
