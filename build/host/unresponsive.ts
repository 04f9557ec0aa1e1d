/** Asks the page now and then whether it still answers: Electron's `unresponsive` and `responsive`. */
import { quietly, type Page } from './target.js';

/** Milliseconds. */
const askedEvery = 5000;
const lateAfter = 15_000;

export function watchAnswering(page: Pick<Page, 'send'>, tell: (event: 'unresponsive' | 'responsive') => void, every = askedEvery, late = lateAfter): () => void {
  let asking = false;
  let silent = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    const overdue = setTimeout(() => {
      silent = true;
      tell('unresponsive');
    }, late);
    overdue.unref();
    const answered = () => {
      clearTimeout(overdue);
      asking = false;
      if (silent) tell('responsive');
      silent = false;
    };
    // A page that has crashed answers with an error: that is told by its own event.
    quietly(page.send('Runtime.evaluate', { expression: '1' }).then(answered, answered));
  }, every);
  timer.unref();
  return () => clearInterval(timer);
}
