/** A device process as its supervisor sees it; mocked in electron's place. */
import { EventEmitter } from 'node:events';

import type { FromDevices, ToDevices } from '../../devices/calls.js';

class Child extends EventEmitter {
  readonly pid = 1;
  readonly file: string;
  readonly args: readonly string[];
  constructor(file: string, args: readonly string[]) {
    super();
    this.file = file;
    this.args = args;
  }
  readonly received: ToDevices[] = [];
  /** It takes its messages and does nothing. */
  standsStill = false;
  postMessage(message: ToDevices): void {
    if (!('ping' in message)) this.received.push(message);
    else if (!this.standsStill) this.answer({ pong: true });
  }
  answer(message: FromDevices): void {
    this.emit('message', message);
  }
  kill(): boolean {
    return this.emit('exit', 0);
  }
}

/** Those that were started, oldest first. */
export const children: Child[] = [];
export const utilityProcess = {
  fork(file: string, args: readonly string[]) {
    const child = new Child(file, args);
    children.push(child);
    return child;
  },
};
