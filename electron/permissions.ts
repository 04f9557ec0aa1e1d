/** What the page may ask of the system: the camera and to keep its storage, for its own origin; all else is refused. */
import type { Session } from 'electron';

import { isOwn } from './origin.js';

const allowed: readonly string[] = ['media', 'persistent-storage'];

export function limitPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const audio = 'mediaTypes' in details && (details.mediaTypes?.includes('audio') ?? false);
    answer(allowed.includes(permission) && !audio && isOwn(contents.getURL()));
  });
  // Electron names the origin with a slash at its end.
  session.setPermissionCheckHandler((_contents, permission, requesting, details) => allowed.includes(permission) && details.mediaType !== 'audio' && isOwn(requesting));
  session.setDevicePermissionHandler(() => false);
}
