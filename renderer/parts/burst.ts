/**
 * A hand-held barcode reader types like a keyboard: no field, no key and no button may take what it types. What comes that fast is told from a
 * hand by its pace; what landed in a field until its Enter came is taken back out of it.
 */

/** Milliseconds between two keys of a reader, at most. The fastest hand now and then is as fast, for a key or two. */
const fastest = 30;
/** Characters of a code, at least. */
const shortest = 8;

export type Verdict =
  /** A hand's. */
  | 'pass'
  /** Another key right after one: in a field it still lands, elsewhere nobody means it. */
  | 'fast'
  /** The Enter that ends a code, or another one right after it. */
  | 'end';

export interface KeyPressed {
  readonly key: string;
  readonly code: string;
  /** Milliseconds of any epoch: when the key was pressed, not when it was dealt with. */
  readonly timeStamp: number;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** Tells the keys of a reader from those of a hand, key by key. */
export function recogniser(): (pressed: KeyPressed) => Verdict {
  let last = -Infinity;
  let run = 0;
  let ended = false;
  return ({ key, code, timeStamp, altKey, isComposing }) => {
    // Capitals come with a Shift of their own.
    if (key === 'Shift' || key === 'Alt') return 'pass';
    const fast = timeStamp - last < fastest;
    last = timeStamp;
    if (key === 'Enter' && fast && (ended || run >= shortest)) {
      run = 0;
      ended = true;
      return 'end';
    }
    ended = false;
    // With Alt a reader writes letters by their number; what an input method does, it does fast.
    const types = !isComposing && (altKey ? /^(?:Digit|Numpad)\d$/.test(code) : key.length === 1);
    run = !types ? 0 : fast ? run + 1 : 1;
    return run > 1 ? 'fast' : 'pass';
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Before {
  readonly value: string;
  readonly caret: number | null;
}

function fieldOf(target: EventTarget | null): Field | null {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return target;
  return target instanceof HTMLInputElement && !['button', 'checkbox', 'file', 'radio', 'submit'].includes(target.type) ? target : null;
}

/** Listens before everything else. Answers a function that ends it. */
export function guardFromBursts(page: Window = window): () => void {
  const judge = recogniser();
  /** The fields that the keys in hand go to, as they were before. */
  let before = new Map<Field, Before>();
  const pressed = (event: KeyboardEvent): void => {
    const verdict = judge(event);
    const field = fieldOf(event.target);
    if (verdict === 'pass' && event.key !== 'Shift' && event.key !== 'Alt') before = new Map();
    if (verdict === 'end') {
      for (const [one, was] of before) takeBack(one, was);
      before = new Map();
    } else if (field !== null && !before.has(field)) before.set(field, { value: field.value, caret: 'selectionStart' in field ? field.selectionStart : null });
    if (verdict === 'pass' || (verdict === 'fast' && field !== null && !event.altKey)) return;
    event.stopImmediatePropagation();
    // With Alt the system puts the letter together by itself.
    if (!event.altKey) event.preventDefault();
  };
  page.addEventListener('keydown', pressed, { capture: true });
  return () => page.removeEventListener('keydown', pressed, { capture: true });
}

/** Told like a key, so that who listens has the old value again. */
function takeBack(field: Field, { value, caret }: Before): void {
  if (field.value === value) return;
  // Past the setter that React puts on the element, which would hide the change from it.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  if (caret !== null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(caret, caret);
}
