/** Alt and a letter go to a screen, Alt+L locks; letters by `code`, as an input method may change `key`. */
import { useEffect } from 'react';

import { go } from '../route.js';
import { lockStation } from '../store/lock.js';

import { screens } from './screens.js';

export function useScreenKeys(): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
      const found = screens.find((one) => event.code === `Key${one.letter}`);
      if (found === undefined && event.code !== 'KeyL') return;
      event.preventDefault();
      if (found === undefined) void lockStation();
      else go({ screen: found.screen });
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
