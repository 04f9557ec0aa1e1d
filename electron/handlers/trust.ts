/** Trust lists of chips, and who vouches for scanners: kept and judged by the device process, for whoever is signed in. */
import { fault } from '../../sync/core/result.js';
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';

export type TrustNames = 'trust.add' | 'trust.lists' | 'anchors.add' | 'anchors.list';

export function trustHandlers({ devices, signedIn }: Pick<Context, 'devices' | 'signedIn'>): Pick<Handlers, TrustNames> {
  return {
    // The list's own date counts; where it has none, the screen tells when it was imported.
    'trust.add': ({ name, bytes }) => (signedIn() === null ? fault('locked') : devices.call('trust.add', [{ name, date: '', bytes }])),
    'anchors.add': (bytes) => (signedIn() === null ? fault('locked') : devices.call('anchors.add', [bytes])),
    'anchors.list': () => (signedIn() === null ? fault('locked') : devices.call('anchors.list', [])),
    'trust.lists': () => (signedIn() === null ? fault('locked') : devices.call('trust.lists', [])),
  };
}
