/** Where the app's own pages live. It never changes: another origin would be an empty database. */
export const origin = 'app://station';
export const startPage = `${origin}/index.html`;

/** Whether an address is one of the app's own pages. A URL parser decides, never a prefix. */
export function isOwn(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'app:' && url.hostname === 'station' && url.port === '' && url.username === '';
}
