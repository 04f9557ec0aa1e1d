/** Connects to the card. Programs that look at every card that is laid on hold it for a moment: that is waited out; one that keeps it is named. */
import type { Result } from '../../sync/core/result.js';

import type { Limits } from './limits.js';
import type { ChipTransport, OpenCard, TransportFault } from './transport.js';

/** Milliseconds between tries, and of all of them. */
const retryAfter = 100;
const patience = 2000;

export async function openPatiently(open: OpenCard, { within }: Limits): Promise<Result<ChipTransport, TransportFault>> {
  const until = performance.now() + patience;
  for (;;) {
    const opening = open();
    const opened = await within(() => opening);
    // Connected after all, but too late: the card must not stay held.
    if (!opened.ok) void opening.then((late) => (late.ok ? late.value.close() : undefined));
    if (opened.ok || opened.fault.code !== 'reader-held' || performance.now() > until) return opened;
    const waited = await within<null>(() => new Promise((resolve) => setTimeout(() => resolve({ ok: true, value: null }), retryAfter)));
    if (!waited.ok) return waited;
  }
}
