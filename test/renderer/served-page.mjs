/** The page with a fake station, built, served with the station's own policy, and a browser to look at it. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';
import { build } from 'vite';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.wasm': 'application/wasm' };
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-shot'; object-src 'none'; base-uri 'none'; form-action 'none'";

/**
 * @param {string} folder where the page is built
 * @param {boolean} isBuilt takes the build that is there
 */
export async function servePage(folder, isBuilt) {
  if (!isBuilt) await build({ configFile: fileURLToPath(new URL('dev.mts', import.meta.url)), logLevel: 'error', build: { outDir: folder } });
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
  await new Promise((listening) => server.listen(0, '127.0.0.1', () => listening(undefined)));
  const address = server.address();
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--headless=new', '--disable-background-networking', '--no-first-run', '--disable-component-update', '--disable-sync', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  return {
    base: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    browser,
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** Runs in the page: what a finger is to hit and is lower than 44 px. */
export function smallControls() {
  const shown = (/** @type {Element} */ element) => element.closest('label, .mantine-Switch-body, .mantine-Input-input') ?? element;
  return Array.from(document.querySelectorAll('button, select, input:not([type="file"]), .mantine-SegmentedControl-label'))
    .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((element) => /** @type {const} */ ([element, Math.max(element.getBoundingClientRect().height, shown(element).getBoundingClientRect().height)]))
    .filter(([, height]) => height > 0 && height < 43.5)
    .map(([element, height]) => `${element.outerHTML.slice(0, 160)} ${height}`);
}
