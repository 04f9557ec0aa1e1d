/** What the live picture shows, as the screen's state: it is drawn anew only when something of it changes, not with each frame. */
import { useCallback, useEffect, useRef, useState } from 'react';

import type { PreviewFrame } from '../../../../sync/core/finger-capture.js';

import { hold, nothingSeen, type LiveStatus } from './live.js';

export function useLive(on: boolean): { readonly live: LiveStatus | null; readonly onFrame: (frame: PreviewFrame) => void } {
  const [live, setLive] = useState<LiveStatus | null>(null);
  const held = useRef(nothingSeen);
  useEffect(() => {
    if (!on) return undefined;
    return () => {
      held.current = nothingSeen;
      setLive(null);
    };
  }, [on]);
  const onFrame = useCallback((frame: PreviewFrame) => {
    held.current = hold(held.current, frame, performance.now());
    setLive(held.current.status);
  }, []);
  return { live, onFrame };
}
