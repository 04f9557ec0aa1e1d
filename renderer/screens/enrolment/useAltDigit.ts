/** Alt and a digit go to a step, from anywhere on the screen. */
import { useEffect, useRef } from 'react';

export function useAltDigit(act: (digit: number) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // `code`, as some layouts give a letter for Alt and a digit.
      const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
      if (!event.altKey || event.ctrlKey || event.metaKey || event.repeat || digit === undefined) return;
      event.preventDefault();
      latest.current(Number(digit));
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}
