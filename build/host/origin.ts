/** app://station as main knows it, and the fixed secure origin that Chromium shows the page under. It never changes: another origin is an empty database. */
const suffix = '.app.localhost';

/** 'app://station/x' → 'https://station.app.localhost/x'; any other address stays as it is. */
export function toBrowser(address: string): string {
  const match = /^app:\/\/([a-z0-9-]+)(\/.*)?$/is.exec(address);
  return match === null ? address : `https://${match[1]?.toLowerCase()}${suffix}${match[2] ?? '/'}`;
}

/** The way back. */
export function toApp(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.protocol !== 'https:' || url.port !== '' || url.username !== '' || !url.hostname.endsWith(suffix)) return address;
  return `app://${url.hostname.slice(0, -suffix.length)}${url.pathname}${url.search}${url.hash}`;
}

export function isApp(address: string): boolean {
  return toApp(address).startsWith('app://');
}

/** Origin of the page as the browser names it. */
export function browserOrigin(address: string): string {
  return new URL(toBrowser(address)).origin;
}
