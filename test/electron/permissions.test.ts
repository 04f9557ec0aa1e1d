import type { Session } from 'electron';
import { expect, test } from 'vitest';

import { limitPermissions } from '../../electron/permissions.js';

interface Asked {
  request: (contents: { getURL(): string }, permission: string, answer: (granted: boolean) => void, details: object) => void;
  check: (contents: null, permission: string, origin: string, details: { readonly mediaType?: string }) => boolean;
  device: () => boolean;
}

function limited(): Asked {
  const asked: Partial<Asked> = {};
  limitPermissions({
    setPermissionRequestHandler: (handler: Asked['request']) => (asked.request = handler),
    setPermissionCheckHandler: (handler: Asked['check']) => (asked.check = handler),
    setDevicePermissionHandler: (handler: Asked['device']) => (asked.device = handler),
  } as unknown as Session);
  return asked as Asked;
}

function granted(permission: string, url: string, details: object = {}): boolean {
  let answer = false;
  limited().request({ getURL: () => url }, permission, (given) => (answer = given), details);
  return answer;
}
const own = 'app://station/index.html';

test('EL3: the camera and lasting storage are granted to the own page', () => {
  expect([granted('media', own, { mediaTypes: ['video'] }), granted('persistent-storage', own)]).toEqual([true, true]);
  expect((['video', 'unknown'] as const).map((mediaType) => limited().check(null, 'media', 'app://station/', { mediaType }))).toEqual([true, true]);
});

test.each(['geolocation', 'notifications', 'midi', 'clipboard-read', 'usb', 'serial', 'hid', 'openExternal', 'display-capture'])('EL3: %s is refused', (permission) => {
  expect(granted(permission, own)).toBe(false);
  expect(limited().check(null, permission, 'app://station/', {})).toBe(false);
});

test('EL3: the microphone, a foreign origin and devices of the browser are refused', () => {
  expect([granted('media', own, { mediaTypes: ['video', 'audio'] }), granted('media', 'https://example.org/', { mediaTypes: ['video'] }), limited().device()]).toEqual([false, false, false]);
  expect(limited().check(null, 'media', 'app://station/', { mediaType: 'audio' })).toBe(false);
});
