import type { Station } from '../electron/contract/station.js';

declare global {
  interface Window {
    /** Put there by the preload script before the page runs. */
    readonly station: Station;
  }
}
