/** For the tests that need what a machine has once: waits until no other run on this machine uses it. */
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { whileLocked } from './lock.mjs';

export async function setup() {
  let done = () => undefined;
  await new Promise((taken, failed) => {
    whileLocked(join(tmpdir(), `tan-nha-tests-${userInfo().uid}.lock`), () => {
      taken();
      return new Promise((resolve) => {
        done = resolve;
      });
    }).catch(failed);
  });
  return () => done();
}
