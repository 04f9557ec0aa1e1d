/** How the program that reads chips is started: as a child, or by main where a process may start no node program (Electron without its node mode). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** The link ends with the program. */
export type StartProgram = (signal: AbortSignal) => Promise<Duplex>;

/** Milliseconds until a program that main starts has called. */
const callWithin = 15_000;

/** The built program beside this file; null where it is not built, or where a child of this program would be another station. */
export function builtProgram(): string | null {
  if (process.versions['electron'] !== undefined) return null;
  const file = fileURLToPath(new URL('./chip-reader.js', import.meta.url));
  return existsSync(file) ? file : null;
}

/** `file` is the built reader-program.ts. */
export function programAsChild(file: string): StartProgram {
  return async () => {
    const child = spawn(process.execPath, [file, '3'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
    const link = child.stdio[3] as Duplex;
    child.once('error', () => link.destroy());
    return link;
  };
}

export interface ThroughMain {
  readonly start: StartProgram;
  /** Main tells that the program for this place has ended: it is waited for no longer. */
  ended(place: string): void;
}

/** `ask` has main start the program with this one argument: where it calls, in a folder of this user alone. */
export function programThroughMain(ask: (place: string) => void): ThroughMain {
  const awaited = new Map<string, () => void>();
  const start: StartProgram = async (signal) => {
    const folder = process.platform === 'win32' ? null : await mkdtemp(join(tmpdir(), 'chip-reader-'));
    const place = folder === null ? String.raw`\\.\pipe\chip-reader-${crypto.randomUUID()}` : join(folder, 'link');
    const server = createServer();
    const gone = new AbortController();
    const over = AbortSignal.any([signal, gone.signal, AbortSignal.timeout(callWithin)]);
    awaited.set(place, () => gone.abort());
    try {
      const called = once(server, 'connection', { signal: over }) as Promise<[Duplex]>;
      server.listen(place, () => ask(place));
      return (await called)[0];
    } catch (mistake) {
      throw over.aborted ? Error('the program that reads chips did not call') : mistake;
    } finally {
      awaited.delete(place);
      server.close();
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  };
  return { start, ended: (place) => awaited.get(place)?.() };
}
