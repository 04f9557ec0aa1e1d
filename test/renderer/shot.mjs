/**
 * Screenshots of the page with a fake station, headless, to out/shots/:
 *
 *   node test/renderer/shot.mjs                                  every picture of shots.json
 *   node test/renderer/shot.mjs ADDRESS NAME [KEYS] [VARIANTS]   one; KEYS: pressed in order, joined by a space; `text:a_b` types "a b",
 *                                                                `click:SELECTOR` clicks. VARIANTS: of 1366,1920 light,dark vi,en; default 1366,light,vi
 *   e.g. node test/renderer/shot.mjs '/?people=0' worklist-empty '' 1366,dark,en
 *   SHOT_PAGE=folder keeps a build of one's own apart; SHOT_BUILT=1 takes the build that is there.
 *
 * The page is built (dev.mts) and served with the station's own policy; errors and violations are printed and exit 1.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { build } from 'vite';

const here = new URL('.', import.meta.url);
const output = fileURLToPath(new URL('../../out/shots/', here));
const folder = process.env.SHOT_PAGE ?? `${output}page`;
const [address, name, keys = '', variant = '1366,light,vi'] = process.argv.slice(2);
const shots = address === undefined ? JSON.parse(await readFile(new URL('shots.json', here), 'utf8')) : [{ address, name, keys, variants: [variant] }];
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.wasm': 'application/wasm' };
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-shot'; object-src 'none'; base-uri 'none'; form-action 'none'";

await mkdir(output, { recursive: true });
if (process.env.SHOT_BUILT === undefined) await build({ configFile: fileURLToPath(new URL('dev.mts', here)), logLevel: 'error', build: { outDir: folder } });

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://here').pathname);
  const file = join(folder, path === '/' ? 'index.html' : path);
  try {
    const bytes = await readFile(file);
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'content-security-policy': policy });
    response.end(type === 'text/html' ? bytes.toString().replaceAll('__NONCE__', 'shot') : bytes);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const base = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--headless=new', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
});

let failed = false;
for (const shot of shots) {
  for (const words of (shot.variants ?? ['1366,light,vi']).map((one) => one.split(','))) {
    const page = await browser.newPage({ viewport: words.includes('1920') ? { width: 1920, height: 1080 } : { width: 1366, height: 768 } });
    const complain = (text) => { failed = true; console.error(`${shot.name}: ${text}`); };
    page.on('pageerror', (error) => complain(error.message));
    page.on('console', (message) => message.type() === 'error' && complain(message.text()));
    const target = new URL(shot.address, base);
    if (words.includes('dark')) target.searchParams.set('scheme', 'dark');
    if (words.includes('en')) target.searchParams.set('language', 'en');
    await page.goto(target.href);
    await page.waitForSelector('#root > :not(style)');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    for (const key of (shot.keys ?? '').split(' ').filter((one) => one !== '')) {
      if (key.startsWith('text:')) await page.keyboard.type(key.slice(5).replaceAll('_', ' '));
      else if (key.startsWith('click:')) await page.click(key.slice(6));
      else await page.keyboard.press(key);
      await page.waitForTimeout(200);
    }
    await page.waitForTimeout(200);
    await page.screenshot({ path: `${output}${shot.name}-${words.join('-')}.png` });
    await page.close();
  }
}
await browser.close();
server.close();
process.exit(failed ? 1 : 0);
