/** Loaded first in a utility process: gives it `process.parentPort`, and ends it with the host. */
import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';

import { openFrames } from './frames.js';

// A worker thread inherits this file with its process's arguments: there it would take the port's messages away.
if (isMainThread) openPort();

function openPort(): void {
  const socket = new Socket({ fd: 3, readable: true, writable: true });
  const port = new EventEmitter();
  const held: unknown[] = [];

  const write = openFrames(socket, (data) => {
    if (port.listenerCount('message') === 0) held.push(data);
    else port.emit('message', { data, ports: [] });
  });
  port.on('newListener', (name) => {
    if (name === 'message') queueMicrotask(() => held.splice(0).forEach((data) => port.emit('message', { data, ports: [] })));
  });
  // Without its host the process has no one to work for.
  socket.on('close', () => process.exit(0));
  // `close` follows.
  socket.on('error', () => undefined);

  Object.defineProperty(process, 'parentPort', { value: Object.assign(port, { postMessage: write }) });
}
