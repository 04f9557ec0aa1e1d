import type { Browser } from 'playwright-core';

/** `isBuilt` takes the build that is in the folder. */
export function servePage(folder: string, isBuilt: boolean): Promise<{ readonly base: string; readonly browser: Browser; readonly close: () => Promise<void> }>;

/** Runs in the page: what a finger is to hit and is lower than 44 px. */
export function smallControls(): string[];
