/** Headquarters' trust lists, handed to the device process as they come; the index that was last believed is kept beside the vault. */
import type { Signed } from '../sync/core/manifest.js';
import type { ReferenceState, TrustIndex } from '../sync/core/reference-data.js';
import { parseAnswer, signedTrustIndexShape } from '../sync/transfer/answers.js';
import { trustLists, type TrustListHolder, type TrustLists } from '../sync/transfer/trust-lists.js';
import { keep, kept } from './keep.js';
import type { OpenKeys } from './keys.js';
import type { Devices } from './supervisor.js';

export interface StationTrustLists {
  /** For a sign-in. */
  readonly start: (keys: OpenKeys) => TrustLists['quiet'];
  readonly state: () => ReferenceState;
}

/** Milliseconds of one call: the largest list is judged in some seconds on a slow machine. */
const deadline = 90_000;

export function openTrustLists(file: string, devices: () => Pick<Devices, 'call' | 'state'>): StationTrustLists {
  let open: TrustLists | null = null;
  const holder = deviceHolder(devices);
  return {
    start({ receiptKey }) {
      open = trustLists({
        receiptKey, holder, clock: Date.now, random: Math.random,
        kept: () => keptIndex(file),
        async keep(index) {
          const written = await keep(file, index);
          if (!written.ok) console.error('the index of trust lists was not kept:', written.fault.code);
          return written.ok;
        },
      });
      return open.quiet;
    },
    state: () => open?.state() ?? { checkedAt: null, fault: null, refused: [] },
  };
}

function deviceHolder(devices: () => Pick<Devices, 'call' | 'state'>): TrustListHolder {
  const soon = (): AbortSignal => AbortSignal.timeout(deadline);
  return {
    async held() {
      // Not started for this: it takes both cores for a second, and whoever signs in wants the list first.
      if (devices().state().process !== 'running') return null;
      const there = await devices().call('trust.lists', [], soon());
      return there.ok ? there.value.filter((one) => one.origin.from === 'headquarters' && one.fault === undefined) : null;
    },
    take: ({ name, date }, bytes) => devices().call('trust.add', [{ name, date, bytes, origin: { from: 'headquarters' } }], soon()),
    drop: (id) => devices().call('trust.remove', [id], soon()),
  };
}

/** A damaged one is none: the next answer of headquarters' takes its place. */
async function keptIndex(file: string): Promise<Signed<TrustIndex> | null> {
  try {
    const text = await kept(file);
    return text === null ? null : parseAnswer(signedTrustIndexShape, text) ?? null;
  } catch (error) {
    console.error('the index of trust lists could not be read:', String(error));
    return null;
  }
}
