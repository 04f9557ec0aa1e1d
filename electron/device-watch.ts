/** Whether the device process still answers. One that stands still holds the scanner and every call for ever: it is found out, and ended by who started it. */

export interface Watch {
  /** It said something. */
  readonly heard: () => void;
  readonly stop: () => void;
}

/** Milliseconds between two looks. */
const every = 3000;
/**
 * Looks in a row without a word until it counts as standing still: 15 s, for a busy machine; a minute for its first word. They are looks and not a time, so
 * that a machine that slept is none that was silent.
 */
const mostSilent = 5;
const mostAtFirst = 20;

/** `ask`: it is to say anything. `onSilent` is called at each look, until the watch is stopped. */
export function watchAnswers(ask: () => void, onSilent: () => void): Watch {
  let silent = 0;
  let most = mostAtFirst;
  const timer = setInterval(() => {
    if (silent >= most) return onSilent();
    silent += 1;
    ask();
  }, every);
  return {
    heard() {
      silent = 0;
      most = mostSilent;
    },
    stop: () => clearInterval(timer),
  };
}
