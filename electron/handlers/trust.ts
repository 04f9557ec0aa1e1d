/** Trust lists: kept and judged by the device process, for whoever is signed in. */
import { fault } from '../../sync/core/result.js';
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';

export type TrustNames = 'trust.add' | 'trust.lists';

export function trustHandlers({ devices, signedIn }: Pick<Context, 'devices' | 'signedIn'>): Pick<Handlers, TrustNames> {
  return {
    // The list's own date counts; where it has none, the screen tells when it was imported.
    'trust.add': ({ name, bytes }) => (signedIn() === null ? fault('locked') : devices.call('trust.add', [{ name, date: '', bytes }])),
    'trust.lists': () => (signedIn() === null ? fault('locked') : devices.call('trust.lists', [])),
  };
}
