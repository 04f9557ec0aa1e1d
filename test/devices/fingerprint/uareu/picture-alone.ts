/** The work that is done with one picture, without a device: decrypted, put together, at 500 ppi. */
import { decryption } from '../../../../devices/fingerprint/uareu/cipher.js';
import { resample } from '../../../../devices/image/resample.js';
import { assemble } from '../../../../devices/fingerprint/uareu/picture.js';
import { DENSITY, HEAD_BYTES, parseHead } from '../../../../devices/fingerprint/uareu/protocol.js';
import { glass, sensorFrame } from '../../../../devices/fingerprint/uareu/simulator/sensor.js';
import type { GreyImage } from '../../../../devices/image/grey-image.js';

const key = 0x2f6e2b1;

/** Milliseconds of each of so many pictures. */
export function picturesAlone(print: GreyImage | null, count: number): readonly number[] {
  const frame = sensorFrame(glass(print), { kind: 'usual', keyNumber: 0, keyOf: () => key, next: () => 0.5 });
  return Array.from({ length: count }, () => {
    const bytes = frame.slice();
    const since = performance.now();
    const head = parseHead(bytes);
    if (!head.ok) throw Error(head.fault.code);
    const rows = bytes.subarray(HEAD_BYTES);
    const decrypting = decryption(head.value, rows);
    for (let wanted = decrypting.next(); !wanted.done;) wanted = decrypting.next(key);
    resample(assemble(head.value, rows, true), DENSITY, 500);
    return performance.now() - since;
  });
}
