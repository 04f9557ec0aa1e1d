/** Runs one program to its end and passes on how it ended; a signal to us goes to it. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { root } from './build.mjs';

/** @returns {Promise<number>} its exit code */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const pass = (signal) => child.kill(signal);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass);
    child.on('error', (mistake) => {
      console.error(`${command} did not start: ${mistake.message}`);
      resolve(1);
    });
    child.on('exit', (code, signal) => {
      for (const one of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(one, pass);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** A program of ours, in this Node. */
export const runNode = (args, options) => run(process.execPath, args, options);

/** A tool of node_modules. */
export const runTool = (name, args) => run(join(root, 'node_modules/.bin', name), args);
