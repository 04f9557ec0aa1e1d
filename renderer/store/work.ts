/** The work behind the sign-in: loaded while the officer types, so that the form's own picture does not wait for it. */

type Loaded = { readonly default: typeof import('../frame/Frame.js')['Frame'] };

let loaded: Loaded | null = null;

async function loadFrame(): Promise<Loaded> {
  const { Frame, addWorkText } = await import('../frame/Frame.js');
  addWorkText();
  return (loaded = { default: Frame });
}

/**
 * For `lazy`: one that is loaded is answered within the call. Answered a moment later, as by a promise, the fallback would be shown, and what React has once
 * shown it leaves there for 300 ms.
 */
export function frameAtOnce(): Promise<Loaded> {
  const now = loaded;
  // oxlint-disable-next-line unicorn/no-thenable -- what answers within the call is the point of it
  return now === null ? loadFrame() : ({ then: (take: (frame: Loaded) => unknown) => take(now) } as Promise<Loaded>);
}

export const loadData = () => import('./data.js');
/** The list's letters, of each file that has some: laid out once, not a second time when the file is there. */
const fonts = () => Promise.all([500, 600].map((weight) => document.fonts.load(`${weight} 1rem "Be Vietnam Pro"`, 'aộỹ')));
const guard = () => import('../parts/burst.js').then(({ guardFromBursts }) => guardFromBursts());

/** After the picture of the form. A file that does not load is told where it is needed. */
export function loadWork(): void {
  setTimeout(() => {
    Promise.all([guard(), loadFrame(), fonts(), loadData().then(({ openDatabaseEarly }) => openDatabaseEarly())]).catch(() => undefined);
  });
}
