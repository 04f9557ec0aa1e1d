/**
 * Carries values between two JavaScript worlds of one page, which share the DOM and nothing else.
 * A CustomEvent is synchronous and its detail is cloned on the way; functions and promises travel as numbers and are rebuilt as stand-ins.
 */
export type Path = readonly (string | number)[];
type Reference = readonly [path: Path, id: number];
interface Packed { readonly value: unknown; readonly functions: readonly Reference[]; readonly promises: readonly Reference[] }

export type Word =
  | { readonly kind: 'ready' | 'hello' }
  | { readonly kind: 'expose'; readonly key: string; readonly packed: Packed }
  | { readonly kind: 'call'; readonly reply: number; readonly id: number; readonly packed: Packed }
  | { readonly kind: 'reply'; readonly reply: number; readonly packed: Packed }
  | { readonly kind: 'failed'; readonly reply: number; readonly message: string }
  | { readonly kind: 'settled'; readonly id: number; readonly packed: Packed }
  | { readonly kind: 'rejected'; readonly id: number; readonly message: string }
  | { readonly kind: 'free'; readonly id: number };

export interface Bridge {
  say(word: Word): void;
  pack(value: unknown): Packed;
  unpack(packed: Packed): unknown;
}

type Callable = (...args: unknown[]) => unknown;
const refusal = 'An object could not be cloned.';

export function bridge(sending: string, receiving: string, hear: (word: Word) => void): Bridge {
  const functions = new Map<number, Callable>();
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const replies = new Map<number, Word>();
  const unused = new FinalizationRegistry<number>((id) => say({ kind: 'free', id }));
  let next = 1;

  function say(word: Word): void {
    window.dispatchEvent(new CustomEvent(sending, { detail: word }));
  }

  window.addEventListener(receiving, (event) => {
    // null: what was sent could not be cloned; its sender sees that no reply came.
    const word = (event as CustomEvent<Word | null>).detail;
    if (word === null) return;
    if (word.kind === 'call') answer(word);
    else if (word.kind === 'reply' || word.kind === 'failed') replies.set(word.reply, word);
    else if (word.kind === 'free') functions.delete(word.id);
    else if (word.kind === 'settled') settle(word.id, (one) => one.resolve(unpack(word.packed)));
    else if (word.kind === 'rejected') settle(word.id, (one) => one.reject(new Error(word.message)));
    else hear(word);
  });

  function settle(id: number, how: (one: { resolve: (value: unknown) => void; reject: (reason: Error) => void }) => void): void {
    const one = promises.get(id);
    promises.delete(id);
    if (one !== undefined) how(one);
  }

  function answer({ id, reply, packed }: Word & { kind: 'call' }): void {
    try {
      const result = functions.get(id)?.(...(unpack(packed) as unknown[]));
      say({ kind: 'reply', reply, packed: pack(result) });
    } catch (mistake) {
      say({ kind: 'failed', reply, message: text(mistake) });
    }
  }

  function call(id: number, args: unknown[]): unknown {
    const reply = next++;
    say({ kind: 'call', reply, id, packed: pack(args) });
    const answered = replies.get(reply);
    replies.delete(reply);
    if (answered?.kind === 'reply') return unpack(answered.packed);
    throw new Error(answered?.kind === 'failed' ? answered.message : refusal);
  }

  function pack(value: unknown): Packed {
    const found: { functions: Reference[]; promises: Reference[] } = { functions: [], promises: [] };
    const bare = strip(value, [], (path, one) => {
      const id = next++;
      if (typeof one === 'function') {
        functions.set(id, one as Callable);
        found.functions.push([path, id]);
        return;
      }
      found.promises.push([path, id]);
      (one as Promise<unknown>).then(
        (result) => say({ kind: 'settled', id, packed: pack(result) }),
        (mistake: unknown) => say({ kind: 'rejected', id, message: text(mistake) }),
      );
    });
    return { value: bare, ...found };
  }

  function unpack(packed: Packed): unknown {
    let value = packed.value;
    for (const [path, id] of packed.functions) {
      const standIn = (...args: unknown[]) => call(id, args);
      unused.register(standIn, id);
      value = place(value, path, standIn);
    }
    for (const [path, id] of packed.promises) {
      value = place(value, path, new Promise((resolve, reject) => promises.set(id, { resolve, reject })));
    }
    return value;
  }

  return { say, pack, unpack };
}

/** The value with null where functions and promises are; itself when there are none. */
function strip(value: unknown, path: Path, found: (path: Path, one: unknown) => void): unknown {
  if (typeof value === 'function' || value instanceof Promise) {
    found(path, value);
    return null;
  }
  if (path.length > 1000) throw new Error(refusal);
  if (Array.isArray(value)) {
    const bare = value.map((one, index) => strip(one, [...path, index], found));
    return bare.some((one, index) => one !== value[index]) ? bare : value;
  }
  if (!isPlain(value)) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, strip(one, [...path, key], found)] as const);
  return entries.some(([key, one]) => one !== value[key]) ? Object.fromEntries(entries) : value;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function place(root: unknown, path: Path, one: unknown): unknown {
  const last = path.at(-1);
  if (last === undefined) return one;
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], root);
  Object.defineProperty(parent, last, { value: one, enumerable: true, writable: true, configurable: true });
  return root;
}

function text(mistake: unknown): string {
  return mistake instanceof Error ? mistake.message : String(mistake);
}
