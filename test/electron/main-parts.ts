/** Main's parts as the handlers see them: a real vault on a disk in memory, real days, a person signed in or not; sending and devices note what is asked of them. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Context, SignedIn } from '../../electron/context.js';
import { openDays } from '../../electron/days.js';
import type { KeyFiles, OpenKeys } from '../../electron/keys.js';
import { longWorks } from '../../electron/works.js';
import { fault, ok } from '../../sync/core/result.js';
import { openVault } from '../../sync/outbox/vault.js';
import { example, session, type Example } from '../sync/outbox/example.js';
import { memoryDisk, type MemoryDisk } from '../sync/outbox/memory-disk.js';
import { provisioning } from './provisioning.js';

export const secret = 'bốn từ khác nhau';

export interface MainParts {
  readonly context: Context;
  readonly disk: MemoryDisk;
  readonly made: Example;
  readonly keys: OpenKeys;
  /** What sending and the page were told, in order. */
  readonly told: string[];
}

export async function mainParts(options: { readonly clock?: () => number; readonly isOpen?: boolean; readonly daysFile?: string; readonly open?: KeyFiles['open'] } = {}): Promise<MainParts> {
  const { clock = Date.now, isOpen = true } = options;
  const disk = memoryDisk();
  const made = await example();
  const trust = await provisioning();
  const keys: OpenKeys = { ...made.keys, provisioning: trust };
  const folder = await mkdtemp(join(tmpdir(), 'tan-nha-main-'));
  const vault = await openVault({ folder: '/station/vault', clock, disk, reserveBytes: 0 });
  const told: string[] = [];
  let signedIn: SignedIn | null = null;
  let signingIn: Promise<unknown> = Promise.resolve();
  if (isOpen) {
    vault.unlock(keys);
    signedIn = { keys, session };
  }
  const context = {
    folder, vault,
    days: await openDays(options.daysFile ?? join(folder, 'days.json')),
    keys: {
      provisioning: () => Promise.resolve(trust), hasSecret: () => Promise.resolve(true),
      open: options.open ?? ((typed: string) => Promise.resolve(typed === secret ? ok(keys) : fault('wrong-secret'))),
    },
    sending: {
      start: () => Promise.resolve(void told.push('start')), stop: () => Promise.resolve(void told.push('stop')), now: () => told.push('now'), state: () => ({ registered: true }),
    },
    works: longWorks(() => undefined),
    devices: { startIn: () => undefined, call: (name: string) => Promise.resolve(fault('device-process-down', name)) },
    tell: (name: string) => told.push(name),
    signedIn: () => signedIn,
    setSignedIn: (who: SignedIn | null) => {
      signedIn = who;
    },
    signingIn: () => signingIn,
    setSigningIn: (attempt: Promise<unknown>) => {
      signingIn = Promise.allSettled([signingIn, attempt]);
    },
  } as unknown as Context;
  return { context, disk, made, keys, told };
}
