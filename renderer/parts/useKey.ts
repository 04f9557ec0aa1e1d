/**
 * One key for one action of the screen in hand, as `KeyboardEvent.key` names it ('F2', 'Enter', '/'), with 'Ctrl+' before it where held.
 * 'Alt+' goes with a letter by its place on the keyboard, as an input method may change what it gives.
 */
import { useLayoutEffect, useRef } from 'react';

export function useKey(keys: string, act: (() => void) | null): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const held = event.ctrlKey || event.metaKey ? 'Ctrl+' : event.altKey ? 'Alt+' : '';
      if (latest.current === null || event.defaultPrevented || event.repeat || event.isComposing || (event.altKey && held === 'Ctrl+')) return;
      const name = held === 'Alt+' ? event.code.replace('Key', '') : event.key;
      if (`${held}${name}`.toLowerCase() !== keys.toLowerCase() || takesKey(event, keys)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [keys]);
}

/** A control with the focus keeps the keys that it needs itself; in a form Enter is the form's. */
function takesKey(event: KeyboardEvent, keys: string): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target === null) return false;
  if (keys === 'Enter') return target.closest('button, a, textarea, summary, form, [role="option"], [aria-expanded="true"]') !== null;
  return keys.length === 1 && target.closest('input, textarea, [contenteditable]') !== null;
}
