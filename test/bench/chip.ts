/** Whole synthetic cards (DG2 of 15.7 kB; passive, chip and active authentication) through the system's service and virtual reader. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { makeCard, type Card } from '../../devices/chip/simulator/card.js';
import { drawFace } from '../../devices/chip/simulator/face.js';
import { simulatedCsca, simulatedDsc } from '../../devices/chip/simulator/issuer.js';
import { claimVirtualReader, ensurePcscd, pcscdRuns } from '../../devices/chip/simulator/pcscd.js';
import { trustCustody } from '../../devices/chip/trust/custody.js';
import type { SimulatedPerson } from '../../devices/kit.js';
import { median, milliseconds, type Bench, type BenchResult } from './bench.js';
import { runs, type Run, type RunsOptions } from './chip-run.js';

/** Milliseconds. */
const claimPatience = 600_000;
const target = 250;
const mostRatio = 1.1;
const mostTextShare = 0.4;
const mostApdus = { 'pace 4096': 31, 'bac 4096': 25, 'pace 223': 104, 'bac 223': 98 } as const;
const rates = [106, 424, 848] as const;
const linkRounds = 9;
/** Bytes of the photo in a DG2 of 15.7 kB. */
const photoSize = 15_600;
/** Bytes of all files of the whole card. */
const wholeSize = 22_700;
const person: SimulatedPerson = {
  number: '079138012345', fullName: 'Nguyễn Thị Ánh Tuyết', birth: '1938-05-14', sex: 'female', nationality: 'Việt Nam', ethnicity: 'Kinh', religion: 'Không',
  origin: 'Xã Tân Phú Trung, huyện Củ Chi, Thành phố Hồ Chí Minh', residence: '12/3 đường Lê Văn Khương, khu phố 4, phường Hiệp Thành, Quận 12, Thành phố Hồ Chí Minh',
  issued: '2021-06-30', expiry: '2041-06-30', father: 'Nguyễn Văn Đạt', mother: 'Trần Thị Hường', spouse: '', oldNumber: '020123456', features: 'Nốt ruồi cách 1 cm dưới mép trái',
};

export const chip: Bench = {
  what: 'a whole card through pcscd: commands, what the host adds (≤ 250 ms), and how near it comes to what a link needs (≤ 1.10)',
  async run() {
    // Tests and demos that use the virtual reader are waited for: they end the service that they started.
    const release = await claimVirtualReader(AbortSignal.timeout(claimPatience));
    if (release === null) end('Another program uses the virtual reader.');
    if (await pcscdRuns()) end('A smart card service (pcscd) already runs. The bench needs one of its own, which does not wait 43 ms for each command: stop that one first.');
    const pcscd = await ensurePcscd({ LD_PRELOAD: await buildShim() });
    if (!pcscd.ok) end(`The smart card service does not start: ${pcscd.fault.code} ${pcscd.fault.detail ?? ''}`);
    const folder = await mkdtemp(join(tmpdir(), 'tan-nha-bench-'));
    const trust = trustCustody({ folder, worker: resolve('out/devices/trust-worker.js') });
    try {
      const added = await trust.add({ name: 'simulated', date: '2026-01-01', bytes: simulatedCsca().certificate, origin: { from: 'file', by: '' } }, AbortSignal.timeout(60_000));
      if (!added.ok) throw Error(added.fault.code);
      return await measure({ person, photo: paddedTo(photoSize, await drawFace('female')), verify: (files) => trust.verify(files) });
    } finally {
      await trust.close();
      await pcscd.value.close();
      await release();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function end(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** An issuer's chain that comes along in EF.SOD, so that the whole card has its size. */
async function chainOf({ person: who, photo }: Pick<RunsOptions, 'person' | 'photo'>): Promise<readonly Uint8Array[]> {
  const size = (card: Card): number => card.files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const certificates: Uint8Array[] = [];
  while (size(await makeCard(who, photo, { certificates })) < wholeSize) certificates.push(simulatedDsc(String(2000 + certificates.length)).certificate);
  return certificates;
}

async function measure(common: Pick<RunsOptions, 'person' | 'photo' | 'verify'>): Promise<BenchResult> {
  const certificates = await chainOf(common);
  const plain = {
    'pace 4096': await runs({ ...common, access: 'pace', certificates, rounds: 9 }),
    'bac 4096': await runs({ ...common, access: 'bac', certificates, rounds: 9 }),
    // In short commands 22.7 kB are what crosses: as many bytes of files would not fit into 104.
    'pace 223': await runs({ ...common, access: 'pace', block: 223, rounds: 1 }),
    'bac 223': await runs({ ...common, access: 'bac', block: 223, rounds: 1 }),
  };
  const rows: (readonly [string, string])[] = [];
  let isOk = true;
  for (const [name, most] of Object.entries(mostApdus) as readonly [keyof typeof mostApdus, number][]) {
    const apdus = Math.max(...plain[name].map((one) => one.apdus));
    isOk &&= apdus <= most;
    rows.push([`APDUs, ${name.replace(' ', ', blocks of ')} (≤ ${most})`, String(apdus)]);
  }
  const all = [...plain['pace 4096'], ...plain['bac 4096']];
  const proved = all.every((one) => one.facts.every((fact) => fact.endsWith(' ok')) && one.facts.includes('chain ok') && one.facts.includes('active-authentication ok'));
  const value = Math.max(...(['pace 4096', 'bac 4096'] as const).map((name) => median(plain[name].map(host))));
  rows.push(['bytes of the whole card, of them DG2', `${all[0]?.bytes}, ${all[0]?.photoBytes}`], ['bytes that cross in blocks of 223', String(plain['pace 223'][0]?.crossed)], ['facts', proved ? 'all proved' : [...new Set(all.flatMap((one) => one.facts))].join(', ')]);
  for (const name of ['pace 4096', 'bac 4096'] as const) rows.push([`host, ${name}, p50 of 9 (≤ ${target} ms)`, milliseconds(median(plain[name].map(host)))]);
  const ratios: Record<string, number> = {};
  const bests: Record<string, number> = {};
  const textShares: number[] = [];
  for (const rate of rates) {
    const linked = await runs({ ...common, access: 'pace', certificates, link: { rate }, rounds: linkRounds });
    const ratio = median(linked.map((one) => (one.wall - one.computing) / one.link));
    const best = Math.min(...linked.map((one) => (one.wall - one.computing) / one.link));
    ratios[rate] = Number(ratio.toFixed(3));
    bests[rate] = Number(best.toFixed(3));
    const time = median(linked.map((one) => one.text / one.wall));
    textShares.push(median(linked.map((one) => one.textShare)), time);
    rows.push([`link of ${rate} kbit/s: needs, takes, ratio (≤ ${mostRatio}), best`, `${milliseconds(median(linked.map((one) => one.link)))}, ${milliseconds(median(linked.map((one) => one.wall - one.computing)))}, ${ratio.toFixed(3)}, ${best.toFixed(3)}`]);
    rows.push([`  first text at (< ${mostTextShare * 100} %)`, `${(100 * median(linked.map((one) => one.textShare))).toFixed(1)} % of the bytes, ${(100 * time).toFixed(1)} % of the time`]);
  }
  const isNear = Object.values(ratios).every((one) => one <= mostRatio);
  const isEarly = textShares.every((one) => one < mostTextShare);
  return {
    value: Number(value.toFixed(1)), unit: 'ms', target, ok: isOk && proved && isNear && isEarly && value <= target,
    apdus: Object.fromEntries(Object.entries(plain).map(([name, done]) => [name, done[0]?.apdus])), ratios, bestRatios: bests, textShare: Number(Math.max(...textShares).toFixed(3)), proved, rows,
  };
}

/** What is neither the link's nor the simulator's. */
function host(run: Run): number {
  return run.wall - run.link - run.computing;
}

/** Fills up with a comment after the first marker: whatever the drawing weighs, the photo weighs what it should. */
function paddedTo(size: number, jpeg: Uint8Array): Uint8Array {
  const room = size - jpeg.length;
  if (room < 4) return jpeg;
  const comment = new Uint8Array(room);
  comment.set([0xff, 0xfe, (room - 2) >>> 8, (room - 2) & 0xff]);
  return Uint8Array.from([...jpeg.subarray(0, 2), ...comment, ...jpeg.subarray(2)]);
}

async function buildShim(): Promise<string> {
  await mkdir('out/nodelay', { recursive: true });
  const made = resolve('out/nodelay/nodelay.so');
  const compiled = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', made, 'test/bench/nodelay.c', '-ldl'], { encoding: 'utf8' });
  if (compiled.status !== 0) end(`gcc is needed for this bench: ${compiled.error?.message ?? compiled.stderr}`);
  return made;
}
