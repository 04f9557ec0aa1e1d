/** protocol: schemes of the app, served to the browser by interception. Nothing else is ever fetched. */
import { channelAddress } from './channel.js';
import { isApp, toApp, toBrowser } from './origin.js';
import type { Params, Protocol } from './pipe.js';
import { allowChannel } from './policy.js';
import { refuseUnknown } from './refuse.js';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
const standard = new Set<string>();

export const protocol = refuseUnknown('protocol', {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string; readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean } }[]): void {
    for (const { scheme, privileges } of schemes) {
      if (scheme !== 'app' || privileges?.standard !== true || privileges.secure !== true) throw Error('the Chromium host serves one scheme: app, standard and secure');
      standard.add(scheme);
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (!standard.has(scheme)) throw Error(`the scheme ${scheme} was not registered as privileged before the app was ready`);
    if (handlers.has(scheme)) throw Error(`the scheme ${scheme} is already handled`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string; readonly headers: Record<string, string>; readonly postData?: string };
}

/** Answers one request that Chromium holds back: from the app's handler, or with a refusal. */
export async function answerRequest(browser: Protocol, params: Params, session?: string): Promise<void> {
  const { requestId, request } = params as unknown as Paused;
  const response = isApp(request.url) ? await handled(request) : null;
  if (response === null || response.type === 'error') {
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }, session);
    return;
  }
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const channel = await channelAddress();
  const headers = [...response.headers].map(([name, value]) => ({ name, value: forBrowser(name, value, channel) }));
  await browser.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders: headers, body }, session);
}

function forBrowser(name: string, value: string, channel: string): string {
  if (name === 'location') return toBrowser(value);
  return name === 'content-security-policy' ? allowChannel(value, channel) : value;
}

async function handled(request: Paused['request']): Promise<Response | null> {
  const url = toApp(request.url);
  const handler = handlers.get('app');
  if (handler === undefined) return null;
  try {
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : request.postData;
    return await handler(new Request(url, { method: request.method, headers: request.headers, ...(body === undefined ? {} : { body }) }));
  } catch (mistake) {
    console.error(`the handler of ${new URL(url).pathname} failed:`, mistake);
    return null;
  }
}
