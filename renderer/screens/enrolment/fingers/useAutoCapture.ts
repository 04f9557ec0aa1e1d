/** A capture starts by itself when the picture is stable and good; the hand must have left the glass since the one before. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

import { autoNext } from './live.js';
import type { LiveFeed } from './useLive.js';

const memory = 'auto-capture';

/** On, until an officer of this station turns it off. */
export function useAutoSetting(): readonly [on: boolean, turn: () => void] {
  const [on, setOn] = useState(() => localStorage.getItem(memory) !== 'off');
  const turn = useCallback(() => {
    setOn((before) => {
      localStorage.setItem(memory, before ? 'off' : 'on');
      return !before;
    });
  }, []);
  return [on, turn];
}

export function useAutoCapture(feed: LiveFeed, capturing: boolean, act: (() => void) | null): void {
  const armed = useRef(true);
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const look = (): void => {
      const live = feed.now();
      if (live === null) return;
      const { isArmed, fires } = autoNext(armed.current, live, capturing);
      armed.current = isArmed;
      if (!fires || latest.current === null) return;
      armed.current = false;
      latest.current();
    };
    look();
    return feed.listen(look);
  }, [feed, capturing]);
}
