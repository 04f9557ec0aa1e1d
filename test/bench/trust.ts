/** A trust list of the size and mix of the public ones, verified in its thread: from the thread's start until each of 588 certificates is judged. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { makeTrustList } from '../../devices/chip/trust/make-trust-list.js';
import { trustVerifier } from '../../devices/chip/trust/verify-in-worker.js';
import { median, milliseconds, type Bench } from './bench.js';

const file = 'out/trust-list/588.ml';
const rounds = 5;
const target = 1500;

export const trust: Bench = {
  what: 'a master list of 588 country certificates verified off the main thread (≤ 1.5 s)',
  async run() {
    const bytes = await preparedList();
    const never = new AbortController().signal;
    const times: number[] = [];
    const delays: number[] = [];
    let certificates = 0;
    let refused = 0;
    for (let round = 0; round < rounds; round++) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const since = performance.now();
      const verifier = trustVerifier({ worker: new URL('../devices/trust-worker.js', import.meta.url), lists: [{ name: 'bench', date: '', bytes }] });
      const told = await verifier.reports(never);
      times.push(performance.now() - since);
      delay.disable();
      delays.push(delay.max / 1e6);
      await verifier.close();
      const report = told.ok ? told.value[0] : null;
      if (!report) throw Error(told.ok ? 'the list was refused' : told.fault.code);
      certificates = report.selfSigned + report.links + report.unproven;
      refused = report.refusedCount;
    }
    const value = median(times);
    return {
      value: Math.round(value), unit: 'ms', target, ok: value <= target && certificates === 588 && refused === 0, certificates, refused,
      longestPauseOfMainThread: Number(median(delays).toFixed(1)), times: times.map(Math.round),
      rows: [
        ['certificates taken', String(certificates)], ['refused', String(refused)], ['verified, p50 of 5', milliseconds(value)],
        ['slowest', milliseconds(Math.max(...times))], ['longest pause of the main thread meanwhile', milliseconds(median(delays))],
      ],
    };
  },
};

/** Making its keys takes longer than the bench: made once, kept under out/. */
async function preparedList(): Promise<Uint8Array> {
  if (!existsSync(file)) {
    console.error('Making the list, once.');
    await mkdir('out/trust-list', { recursive: true });
    await writeFile(`${file}.tmp`, makeTrustList().bytes);
    await rename(`${file}.tmp`, file);
  }
  return new Uint8Array(await readFile(file));
}
