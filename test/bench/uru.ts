/** A recorded U.are.U 4500 through libusb: from its being opened until its picture is decrypted and at 500 ppi. Each replay is a process of its own, whose start is not counted. */
import { master } from '../../devices/fingerprint/synthetic/master.js';
import { openSession } from '../../devices/fingerprint/uareu/session.js';
import { forgeRecording } from '../../devices/fingerprint/uareu/simulator/forge.js';
import type { GreyImage } from '../../devices/image/grey-image.js';
import { foreignRecording, foreignSeed } from '../devices/fingerprint/uareu/foreign.js';
import { picturesAlone } from '../devices/fingerprint/uareu/picture-alone.js';
import type { RecordingFiles } from '../devices/fingerprint/uareu/replay.js';
import { replay, writeRecording } from '../devices/fingerprint/uareu/replay.js';
import { touch } from '../devices/fingerprint/uareu/touch.js';
import { median, milliseconds, type Bench } from './bench.js';

const rounds = 7;
/** Pictures before the measured one: the device process is started once a day, not once a finger. */
const warm = 20;
const target = 150;
const seed = 0x0badcafe;
const program = new URL('./uareu-replay.js', import.meta.url).pathname;

export const uru: Bench = {
  what: 'a replayed U.are.U 4500: one capture with decryption and resampling (≤ 150 ms)',
  async run() {
    const print = master(4500, 2);
    const recording = await forge(print);
    const forged = await replays(recording, seed, warm);
    const first = await replays(recording, seed, 0);
    const foreign = foreignRecording(process.cwd());
    const real = foreign === null ? null : await replays(foreign, foreignSeed, warm);
    const value = Math.max(median(forged), real === null ? 0 : median(real));
    return {
      value: Number(value.toFixed(1)), unit: 'ms', target, ok: value <= target, rounds,
      forged: forged.map(Math.round), real: real?.map(Math.round) ?? null, firstOfProcess: first.map(Math.round),
      rows: [
        [`forged recording, p50 of ${rounds}`, milliseconds(median(forged))], ['slowest', milliseconds(Math.max(...forged))],
        ["a real 4500's recording, p50", real === null ? 'not there' : milliseconds(median(real))],
        ['forged, the first picture that a process makes, p50', milliseconds(median(first))],
        ['decryption, picture and 500 ppi alone, p50 of 50', milliseconds(median(picturesAlone(print, 50)))],
      ],
    };
  },
};

async function forge(print: GreyImage): Promise<RecordingFiles> {
  const recording = await forgeRecording(print, { hand: () => print }, async (device) => {
    const session = await openSession({ device, turned: true, seed: () => seed, signal: new AbortController().signal });
    if (session.ok) await touch(session.value, () => undefined);
  });
  return writeRecording('out/uareu', 'bench', recording);
}

async function replays(files: RecordingFiles, number: number, before: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const replayed = await replay(program, files, { seed: number, way: 'touch', before });
    if (replayed.fault !== null) throw Error(`the replay failed: ${JSON.stringify(replayed.fault)}`);
    times.push(replayed.milliseconds);
  }
  return times;
}
