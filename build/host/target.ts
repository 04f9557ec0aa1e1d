/** The one page of the browser: finding it, listening to it, and shutting out any other. */
import type { Browser } from './browser.js';
import type { Listener, Params } from './pipe.js';
import { answerRequest } from './protocol.js';

export interface Page {
  readonly id: string;
  send(method: string, params?: Params): Promise<Params>;
  on(event: string, listener: Listener): void;
}

export interface PageOptions {
  /** Decides on a navigation of the main frame; false holds the page where it is. */
  readonly mayNavigate: (url: string, redirected: boolean) => boolean;
}

interface TargetInfo { readonly targetId: string; readonly type: string; readonly url: string }

/** Takes the window that the browser was started with. Resolves when its requests are held back and answered by the host. */
export async function attachPage(browser: Browser, options: PageOptions): Promise<Page> {
  const { protocol } = browser;
  const first = withResolvers<Page>();
  let page: (Page & { readonly session: string }) | null = null;
  protocol.on('Target.attachedToTarget', (params) => {
    const { targetInfo, sessionId } = params as { targetInfo: TargetInfo; sessionId: string };
    if (page !== null && targetInfo.type === 'page' && !targetInfo.url.startsWith('devtools://')) {
      // Opened by the page, which `Page.windowOpen` tells, or by the keyboard.
      quietly(protocol.send('Target.closeTarget', { targetId: targetInfo.targetId }));
      return;
    }
    if (page === null && targetInfo.type === 'page') {
      page = {
        id: targetInfo.targetId,
        session: sessionId,
        send: (method, values) => protocol.send(method, values, sessionId),
        on: (event, listener) => protocol.on(event, (values, session) => {
          if (session === sessionId) listener(values, session);
        }),
      };
      first.resolve(page);
    }
    quietly(protocol.send('Runtime.runIfWaitingForDebugger', {}, sessionId));
  });
  // On the browser's own session, so that workers, frames and pages not yet known are held back too.
  protocol.on('Fetch.requestPaused', (params, session) => {
    const { requestId, request, resourceType, frameId, redirectedRequestId } = params as {
      requestId: string; request: { url: string }; resourceType: string; frameId: string; redirectedRequestId?: string;
    };
    const navigates = resourceType === 'Document' && frameId === page?.id;
    if (navigates && !options.mayNavigate(request.url, redirectedRequestId !== undefined)) {
      quietly(protocol.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }, session));
      return;
    }
    quietly(answerRequest(protocol, params, session));
  });
  await protocol.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
  await protocol.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true, filter: [{ type: 'page' }] });
  return Promise.race([first.promise, browser.ended.then(() => Promise.reject(Error('the browser ended before its window opened')))]);
}

function withResolvers<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** A page that closes takes the answers to it along; that is told by its own event. */
export function quietly(work: Promise<unknown>): void {
  work.catch((gone: unknown) => {
    if (process.env['TAN_NHA_CHROMIUM_LOG'] !== undefined) console.error(String(gone));
  });
}
