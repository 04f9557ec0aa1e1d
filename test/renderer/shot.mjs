/**
 * Screenshots of the page with a fake station, headless, to out/shots/:
 *
 *   node test/renderer/shot.mjs                                  every picture of shots.json
 *   node test/renderer/shot.mjs ADDRESS NAME [KEYS] [VARIANTS]   one; KEYS: pressed in order, joined by a space; `text:…` types
 *                                                                VARIANTS: of 1366,1920 light,dark vi,en, joined by commas; default 1366,light,vi
 *   e.g. node test/renderer/shot.mjs '/?people=0' worklist-empty '' 1366,dark,en
 *
 * It serves the page itself (dev.mts) on a free port, so two can run at the same time. Errors of the page are printed and exit 1.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const here = new URL('.', import.meta.url);
const output = fileURLToPath(new URL('../../out/shots/', here));
const [address, name, keys = '', variants = '1366,light,vi'] = process.argv.slice(2);
const shots = address === undefined ? JSON.parse(await readFile(new URL('shots.json', here), 'utf8')) : [{ address, name, keys, variants: [variants] }];

await mkdir(output, { recursive: true });
const server = await createServer({ configFile: fileURLToPath(new URL('dev.mts', here)), server: { port: 0, strictPort: false }, logLevel: 'error' });
await server.listen();
const base = server.resolvedUrls.local[0];
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
});

let failed = false;
for (const shot of shots) {
  for (const variant of shot.variants ?? ['1366,light,vi']) {
    const words = variant.split(',');
    const wide = words.includes('1920');
    const page = await browser.newPage({ viewport: wide ? { width: 1920, height: 1080 } : { width: 1366, height: 768 } });
    page.on('pageerror', (error) => { failed = true; console.error(shot.name, error.message); });
    page.on('console', (message) => { if (message.type() === 'error') { failed = true; console.error(shot.name, message.text()); } });
    const target = new URL(shot.address, base);
    if (words.includes('dark')) target.searchParams.set('scheme', 'dark');
    if (words.includes('en')) target.searchParams.set('language', 'en');
    await page.goto(target.href);
    await page.waitForSelector('#root > :not(style)');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(400);
    for (const key of (shot.keys ?? '').split(' ').filter((one) => one !== '')) {
      if (key.startsWith('text:')) await page.keyboard.type(key.slice(5).replaceAll('_', ' '));
      else if (key.startsWith('click:')) await page.click(key.slice(6));
      else await page.keyboard.press(key);
      await page.waitForTimeout(150);
    }
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${output}${shot.name}-${words.join('-')}.png` });
    await page.close();
  }
}
await browser.close();
await server.close();
process.exit(failed ? 1 : 0);
