/** A port that keeps what goes over the wire. Nothing of it changes what is said. */
import type { Result } from '../../../../sync/core/result.js';
import type { ControlRequest, UsbConnection, UsbDevice, UsbFault, UsbPort, UsbWait } from '../../../ports/usb-port.js';
import { INTERRUPT_ENDPOINT } from '../protocol.js';
import type { UsbPacket } from './pcapng.js';

export function recordedPort(port: UsbPort, keep: (packet: UsbPacket) => void): UsbPort {
  let last = 0;
  const wrapped = new WeakMap<UsbDevice, UsbDevice>();
  const wrap = (device: UsbDevice): UsbDevice => {
    const known = wrapped.get(device);
    if (known) return known;
    const made: UsbDevice = {
      ...device,
      async open(interfaceNumber) {
        const opened = await device.open(interfaceNumber);
        return opened.ok ? { ok: true, value: recordedConnection(opened.value, keep, () => ++last) } : opened;
      },
    };
    wrapped.set(device, made);
    return made;
  };
  return { list: () => port.list().map(wrap), watch: (onChange, signal) => port.watch(onChange, signal) };
}

/** Linux' error numbers: a connection reset by a stall, an endpoint shut down, a protocol error, a transfer taken back. */
const statuses: Readonly<Record<UsbFault, number>> = {
  'usb-stalled': -32, 'usb-gone': -108, 'usb-failed': -71, 'usb-timeout': -2, 'usb-cancelled': -2, 'usb-no-access': -13, 'usb-in-use': -16,
};
const SUBMITTED = -115;

function recordedConnection(connection: UsbConnection, keep: (packet: UsbPacket) => void, newId: () => number): UsbConnection {
  const record = async <Value>(
    { transfer, endpoint, setup, length, data }: Pick<UsbPacket, 'transfer' | 'endpoint' | 'setup' | 'length' | 'data'>, run: () => Promise<Result<Value, UsbFault>>,
  ): Promise<Result<Value, UsbFault>> => {
    const id = newId();
    keep({ id, moment: 'submit', transfer, endpoint, setup, status: SUBMITTED, length, data });
    const answer = await run();
    // A copy: who reads it may work in it.
    const came = answer.ok && answer.value instanceof Uint8Array ? answer.value.slice() : null;
    const went = answer.ok ? (came?.length ?? length) : 0;
    keep({ id, moment: 'complete', transfer, endpoint, setup: null, status: answer.ok ? 0 : statuses[answer.fault.code], length: went, data: came });
    return answer;
  };
  return {
    controlIn: (request: ControlRequest, length: number, wait: UsbWait) =>
      record({ transfer: 'control', endpoint: 0x80, setup: setupOf(request, length), length, data: null }, () => connection.controlIn(request, length, wait)),
    controlOut: (request, data, wait) =>
      record({ transfer: 'control', endpoint: 0, setup: setupOf(request, data.length), length: data.length, data }, () => connection.controlOut(request, data, wait)),
    read: (endpoint, length, wait) => {
      const transfer = endpoint === INTERRUPT_ENDPOINT ? 'interrupt' : 'bulk';
      return record({ transfer, endpoint, setup: null, length, data: null }, () => connection.read(endpoint, length, wait));
    },
    clearStall: (endpoint) => connection.clearStall(endpoint),
    close: () => connection.close(),
  };
}

function setupOf({ type, request, value, index }: ControlRequest, length: number): Uint8Array {
  return Uint8Array.of(type, request, value & 0xff, value >> 8, index & 0xff, index >> 8, length & 0xff, length >> 8);
}
