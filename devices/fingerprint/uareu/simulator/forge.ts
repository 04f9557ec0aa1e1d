/** Recordings of readers that never were: what a simulated one and its driver say to one another, as files for `umockdev-run`. */
import type { GreyImage } from '../../../image/grey-image.js';
import type { UsbDevice } from '../../../ports/usb-port.js';
import { deviceFile, forgedAddress, forgedPath } from './device-file.js';
import type { UsbPacket } from './pcapng.js';
import { pcapng } from './pcapng.js';
import type { SimulatedReaderOptions } from './reader.js';
import { simulatedReader } from './reader.js';
import { recordedPort } from './recorder.js';

export interface Recording {
  /** umockdev's description of the device. */
  readonly device: string;
  readonly capture: Uint8Array;
  /** The device that `capture` belongs to: `umockdev-run -d DEVICE -p PATH=CAPTURE`. */
  readonly path: string;
}

/**
 * Does with a simulated reader what is to be done with the replayed one: the same calls, with the same seeds, find the same answers.
 * The print lies on the glass from the beginning.
 */
export async function forgeRecording(print: GreyImage, options: SimulatedReaderOptions, work: (device: UsbDevice) => Promise<unknown>): Promise<Recording> {
  const serial = options.serial ?? 'SIM-4500-0001';
  const packets: UsbPacket[] = [];
  const simulated = simulatedReader({ ...options, serial });
  simulated.lay(print);
  const [device] = recordedPort(simulated.port, (packet) => packets.push(packet)).list();
  if (!device) throw Error('a simulated reader is plugged in from the beginning');
  await work(device);
  return { device: deviceFile(serial), capture: pcapng(packets, forgedAddress), path: forgedPath };
}
