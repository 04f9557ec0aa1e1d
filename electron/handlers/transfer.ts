/** The way to headquarters, as the page sees it. */
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';

export function transferHandlers(context: Context): Pick<Handlers, 'transfer.state' | 'transfer.now'> {
  return {
    'transfer.state': () => context.sending.state(),
    'transfer.now'() {
      context.sending.now();
      return null;
    },
  };
}
