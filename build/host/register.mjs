/** Loaded with `node --import`: from here on `electron` means the Chromium host. */
import { register } from 'node:module';

const host = new URL('./electron.js', import.meta.url).href;
register(`data:text/javascript,${encodeURIComponent(`export async function resolve(specifier, context, next) {
  return specifier === 'electron' || specifier === 'electron/main' ? { url: ${JSON.stringify(host)}, shortCircuit: true } : next(specifier, context);
}`)}`, import.meta.url);
