/** Where the app's own pages live. It never changes: another origin would be an empty database. */
export const origin = 'app://station';
export const startPage = `${origin}/index.html`;
/** Says that the screen stopped too often, and leads back to it. */
export const stoppedPage = `${origin}/stopped.html`;

/** Whether an address is one of the app's own pages. A URL parser decides, never a prefix. */
export function isOwn(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'app:' && url.hostname === 'station' && url.port === '' && url.username === '';
}
