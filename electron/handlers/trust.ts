/** Trust lists of chips, and who vouches for scanners: kept and judged by the device process. Whoever is signed in may import a file, and is named with a list. */
import { largestTrustList } from '../../sync/core/reference-data.js';
import { fault, ok } from '../../sync/core/result.js';
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';

export type TrustNames = 'trust.add' | 'trust.lists' | 'trust.headquarters' | 'anchors.add' | 'anchors.list';

export function trustHandlers({ devices, signedIn, trustLists }: Pick<Context, 'devices' | 'signedIn' | 'trustLists'>): Pick<Handlers, TrustNames> {
  return {
    'trust.add': ({ name, bytes }) => {
      const who = signedIn();
      if (who === null) return fault('locked');
      if (bytes.length > largestTrustList) return fault('list-too-large', `${bytes.length} bytes`);
      // The list's own date counts; where it has none, the screen tells when it was imported.
      return devices.call('trust.add', [{ name, date: '', bytes, origin: { from: 'file', by: who.session.officer } }]);
    },
    'anchors.add': (bytes) => (signedIn() === null ? fault('locked') : devices.call('anchors.add', [bytes])),
    'anchors.list': () => (signedIn() === null ? fault('locked') : devices.call('anchors.list', [])),
    'trust.lists': () => (signedIn() === null ? fault('locked') : devices.call('trust.lists', [])),
    'trust.headquarters': () => (signedIn() === null ? fault('locked') : ok(trustLists.state())),
  };
}
