/** utilityProcess: a node process with a message port, ended with the host. */
import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { Duplex, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { openFrames } from './frames.js';
import { refuseUnknown, unavailable } from './refuse.js';
import { remember } from './running.js';

export interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: string[];
  readonly cwd?: string;
  readonly stdio?: 'inherit' | 'pipe' | 'ignore' | readonly string[];
  readonly serviceName?: string;
}

/** Milliseconds in which a process ends that was asked to. */
const patience = 2000;

const child = fileURLToPath(new URL('./utility-child.js', import.meta.url));

export class UtilityProcess extends EventEmitter {
  private readonly process: ChildProcess;
  private readonly port: Duplex;
  private readonly write: (message: unknown) => void;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const { stdio = 'inherit' } = options;
    const [input, output, errors] = typeof stdio === 'string' ? ['ignore', stdio, stdio] : stdio;
    this.process = spawn(process.execPath, [...(options.execArgv ?? []), '--import', child, modulePath, ...args], {
      env: options.env ?? process.env,
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      stdio: [(input ?? 'ignore') as 'ignore', (output ?? 'inherit') as 'inherit', (errors ?? 'inherit') as 'inherit', 'pipe'],
    });
    this.port = this.process.stdio[3] as Duplex;
    const forget = remember(this);
    this.write = openFrames(this.port, (message) => this.emit('message', message));
    // A port that breaks is a process that ends: `exit` tells it.
    this.port.on('error', () => undefined);
    this.process.on('spawn', () => this.emit('spawn'));
    this.process.on('error', (mistake) => console.error(`the utility process ${options.serviceName ?? modulePath} did not start: ${mistake.message}`));
    // `close` comes after the last message was read.
    this.process.on('close', (code, signal) => {
      forget();
      this.emit('exit', code ?? (signal === null ? 1 : 128));
    });
    return refuseUnknown('UtilityProcess', this);
  }

  get pid(): number | undefined {
    return this.process.exitCode === null && this.process.signalCode === null ? this.process.pid : undefined;
  }
  get stdout(): Readable | null {
    return this.process.stdout;
  }
  get stderr(): Readable | null {
    return this.process.stderr;
  }
  /** Lost when the process has ended, as with Electron. */
  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (transfer !== undefined && transfer.length > 0) throw Error(unavailable('a message port between processes'));
    if (!this.port.destroyed) this.write(message);
  }
  /** As Electron does it: asked to end, and made to when it does not; one that is stopped takes no request. */
  kill(): boolean {
    const late = setTimeout(() => this.process.kill('SIGKILL'), patience);
    late.unref();
    this.process.once('exit', () => clearTimeout(late));
    return this.process.kill();
  }
}

export const utilityProcess = refuseUnknown('utilityProcess', {
  fork: (modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess => new UtilityProcess(modulePath, args, options),
});
