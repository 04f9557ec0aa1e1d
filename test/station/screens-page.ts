/** A real page with a station in memory, so that every state is a line away. What the browser complains of fails the test. */
import { resolve } from 'node:path';

import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';

import { servePage } from '../renderer/served-page.mjs';

/** The address of a dossier that has just been begun. */
export const draft = '#/enrolment/01970000-0000-7000-8000-000000000001';
let served: Awaited<ReturnType<typeof servePage>>;
const complaints: string[] = [];
/** The page in hand: opened by `open`, closed after each test. */
export let page: Page;

beforeAll(async () => {
  served = await servePage(resolve('out/test/screens-page'), false);
}, 240_000);
afterAll(() => served.close());
afterEach(async () => {
  await page.close();
  expect(complaints.splice(0)).toEqual([]);
});

/** `address`: query and hash. */
export async function open(address: string, touch = false): Promise<void> {
  page = await served.browser.newPage({ viewport: { width: 1366, height: 768 }, ...(touch ? { hasTouch: true, isMobile: true } : {}) });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.goto(`${served.base}/${address}`);
  await page.locator(address.includes('stage') ? '[data-stage]' : '[data-screen]').first().waitFor();
}

/** As a reader types it: the times are the events' own, so that a slow machine changes nothing. */
export async function scan(code: string, apart = 5): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const from = Date.now() / 1000;
  const events = [...code, 'Enter'].flatMap((key, index) => {
    const text = key === 'Enter' ? '\r' : key;
    const common = { key, code: /\d/.test(key) ? `Digit${key}` : key === 'Enter' ? 'Enter' : `Key${key.toUpperCase()}`, timestamp: from + (index * apart) / 1000, windowsVirtualKeyCode: key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0) };
    return [{ type: 'keyDown', text, unmodifiedText: text, ...common }, { type: 'keyUp', ...common }] as const;
  });
  await Promise.all(events.map((event) => devtools.send('Input.dispatchKeyEvent', event)));
}
