/** What the live picture shows, for those who show it: the step around them is not drawn anew with each change. */
import { useEffect, useState, useSyncExternalStore } from 'react';

import type { PreviewFrame } from '../../../../sync/core/finger-capture.js';

import { hold, nothingSeen, type LiveStatus } from './live.js';

export interface LiveFeed {
  readonly onFrame: (frame: PreviewFrame) => void;
  /** The same object as long as nothing of it changes; null while there is no picture. */
  readonly now: () => LiveStatus | null;
  readonly listen: (changed: () => void) => () => void;
  readonly clear: () => void;
}

function openFeed(): LiveFeed {
  let held = nothingSeen;
  let status: LiveStatus | null = null;
  const listeners = new Set<() => void>();
  const set = (next: LiveStatus | null): void => {
    if (next === status) return;
    status = next;
    for (const listener of listeners) listener();
  };
  return {
    onFrame(frame) {
      held = hold(held, frame, performance.now());
      set(held.status);
    },
    now: () => status,
    listen(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    clear() {
      held = nothingSeen;
      set(null);
    },
  };
}

export function useLiveFeed(on: boolean): LiveFeed {
  const [feed] = useState(openFeed);
  useEffect(() => (on ? feed.clear : undefined), [on, feed]);
  return feed;
}

export function useLive(feed: LiveFeed): LiveStatus | null {
  return useSyncExternalStore(feed.listen, feed.now);
}
