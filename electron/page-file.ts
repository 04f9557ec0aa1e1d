/** A file of the built page, with its headers; nothing outside its folder. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

import { isOwn } from './origin.js';
import { headers } from './policy.js';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

export async function pageFile(folder: string, address: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64url');
  const refused = new Response('', { status: 404, headers: headers('text/plain', nonce) });
  if (!isOwn(address)) return refused;
  const { pathname } = new URL(address);
  try {
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    const type = types[extname(path)];
    if (type === undefined || !path.startsWith(folder + sep)) return refused;
    const bytes = await readFile(path);
    const body = type.startsWith('text/html') ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(bytes);
    return new Response(body, { headers: headers(type, nonce) });
  } catch (missing) {
    // A lone % names no file either.
    console.error(`no such file in the app: ${pathname} (${missing instanceof URIError ? missing.message : (missing as NodeJS.ErrnoException).code})`);
    return refused;
  }
}
