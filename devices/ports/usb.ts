/** USB devices through libusb: with usb-faults.ts the one place that knows the binding. */
import { readFile } from 'node:fs/promises';

import type { Device, LibUSBException, Transfer } from 'usb';

import type { Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';
import { failed, tryTo, type Native } from './usb-faults.js';
import type { ControlRequest, UsbConnection, UsbDevice, UsbFault, UsbLook, UsbPort, UsbWait } from './usb-port.js';

/** Milliseconds in which a transfer that was given up has to come back. */
const GRACE = 1000;

/** Null where the binding does not load on this machine, or libusb does not start. */
export async function openUsbPort(): Promise<UsbPort | null> {
  let native: Native;
  try {
    native = (await import('usb')).usb;
    if (native.INIT_ERROR !== 0) return null;
  } catch {
    // Not built for this system.
    return null;
  }
  const known = new WeakMap<Device, UsbDevice>();
  const list = (): readonly UsbDevice[] => {
    let devices: readonly Device[];
    try {
      devices = native.getDeviceList();
    } catch {
      // The system's list cannot be read now: nothing is known to be there.
      return [];
    }
    return devices.map((device) => {
      const one = known.get(device) ?? describe(native, device);
      known.set(device, one);
      return one;
    });
  };
  return {
    list,
    watch(onChange, signal) {
      if (signal.aborted) return;
      // The list is filled before the events start, as the binding asks for.
      native.on('attach', onChange);
      native.on('detach', onChange);
      signal.addEventListener('abort', () => {
        native.off('attach', onChange);
        native.off('detach', onChange);
      }, { once: true });
    },
  };
}

function describe(native: Native, device: Device): UsbDevice {
  const { idVendor, idProduct, iManufacturer, iProduct, iSerialNumber } = device.deviceDescriptor;
  const place = `${device.busNumber}-${(device.portNumbers ?? []).join('.') || '0'}`;
  const look = async (wait: UsbWait): Promise<UsbLook> => {
    const texts = await Promise.all(['manufacturer', 'product', 'serial'].map((name) => kept(place, name)));
    // One that is open is in use here: it may be opened, and is left alone.
    const isOpen = device.interfaces !== undefined;
    const trouble = isOpen ? null : tryTo(native, () => device.open());
    if (!isOpen && trouble === null) {
      for (const [at, index] of [iManufacturer, iProduct, iSerialNumber].entries()) texts[at] ??= await asked(native, device, index, wait);
      tryTo(native, () => device.close());
    }
    const [manufacturer, name, serial] = texts;
    return { manufacturer: manufacturer ?? '', name: name ?? '', serial: serial ?? '', fault: trouble?.fault.code ?? null };
  };
  let looking: Promise<UsbLook> | null = null;
  return {
    vendor: idVendor,
    product: idProduct,
    place,
    look: (wait) => (looking ??= look(wait).finally(() => (looking = null))),
    async open(interfaceNumber) {
      await looking;
      const opened = tryTo(native, () => device.open());
      if (opened !== null) return opened;
      // No driver of the system is moved out of the way (detachKernelDriver): on Linux none takes an interface of a vendor's own class,
      // and on Windows the call does not exist; there WinUSB has to be the device's driver.
      const claimed = tryTo(native, () => device.interface(interfaceNumber).claim());
      if (claimed === null) return ok(connection(native, device, interfaceNumber));
      tryTo(native, () => device.close());
      return claimed;
    },
    async reset(wait) {
      await looking;
      return tryTo(native, () => device.open()) ?? resetOpened(native, device, wait);
    },
  };
}

/** libusb_reset_device, in a thread of the binding's: it cannot be called back, and the device is closed when it is through, however long that takes. */
function resetOpened(native: Native, device: Device, wait: UsbWait): Promise<Result<null, UsbFault>> {
  return new Promise((resolve) => {
    const end = (result: Result<null, UsbFault>): void => {
      clearTimeout(timer);
      wait.signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const over = (error?: LibUSBException): void => {
      tryTo(native, () => device.close());
      end(error ? failed(native, error) : ok(null));
    };
    const onAbort = (): void => end(fault('usb-cancelled'));
    const timer = setTimeout(() => end(fault('usb-timeout', 'the bus did not come back from its reset')), wait.milliseconds);
    wait.signal.addEventListener('abort', onAbort);
    const refused = tryTo(native, () => device.reset(over));
    if (refused === null) return;
    tryTo(native, () => device.close());
    end(refused);
  });
}

/** What Linux has read when the device was plugged in: no rights are needed, and nothing goes over the wire. */
async function kept(place: string, name: string): Promise<string | null> {
  if (process.platform !== 'linux') return null;
  return readFile(`/sys/bus/usb/devices/${place}/${name}`, 'utf8').then(tidy, () => null);
}

/** String descriptor in English (USB 2.0, 9.6.7). */
async function asked(native: Native, device: Device, index: number, wait: UsbWait): Promise<string> {
  if (index === 0) return '';
  const setup = Buffer.alloc(8 + 255);
  setup.set([0x80, 0x06, index, 0x03, 0x09, 0x04, 255, 0]);
  const answer = await transfer(native, device, 0, native.LIBUSB_TRANSFER_TYPE_CONTROL, setup, wait);
  return answer.ok ? tidy(setup.subarray(8 + 2, 8 + Math.max(2, answer.value)).toString('utf16le')) : '';
}

function tidy(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, '').trim();
}

function connection(native: Native, device: Device, interfaceNumber: number): UsbConnection {
  const closed = new AbortController();
  const running = new Set<Promise<unknown>>();
  const own = device.interface(interfaceNumber);

  const run = async (endpoint: number, type: number, buffer: Buffer, wait: UsbWait): Promise<Result<number, UsbFault>> => {
    const signal = AbortSignal.any([closed.signal, wait.signal]);
    const answer = transfer(native, device, endpoint, type, buffer, { ...wait, signal });
    running.add(answer);
    try {
      return await answer;
    } finally {
      running.delete(answer);
    }
  };
  const control = async (request: ControlRequest, buffer: Buffer, wait: UsbWait): Promise<Result<number, UsbFault>> => {
    buffer.writeUInt8(request.type, 0);
    buffer.writeUInt8(request.request, 1);
    buffer.writeUInt16LE(request.value, 2);
    buffer.writeUInt16LE(request.index, 4);
    buffer.writeUInt16LE(buffer.length - 8, 6);
    return run(0, native.LIBUSB_TRANSFER_TYPE_CONTROL, buffer, wait);
  };
  const clear = (endpoint: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, GRACE);
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (closed.signal.aborted || tryTo(native, () => device.__clearHalt(endpoint, done)) !== null) done();
  });
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    closed.abort();
    await Promise.allSettled(running);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GRACE);
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      if (tryTo(native, () => own.release(done)) !== null) done();
    });
    // A transfer that never came back keeps the handle open until this process ends; there is nothing else to do about it.
    tryTo(native, () => device.close());
  };
  return {
    async controlIn(request, length, wait) {
      const buffer = Buffer.alloc(8 + length);
      const answer = await control(request, buffer, wait);
      return answer.ok ? ok(new Uint8Array(buffer.buffer, buffer.byteOffset + 8, answer.value)) : answer;
    },
    async controlOut(request, data, wait) {
      const answer = await control(request, Buffer.concat([Buffer.alloc(8), data]), wait);
      if (!answer.ok) return answer;
      return answer.value === data.length ? ok(null) : fault('usb-failed', `${answer.value} of ${data.length} bytes were taken`);
    },
    async read(endpoint, length, wait) {
      const type = own.endpoint(endpoint)?.transferType;
      if (type === undefined) return fault('usb-failed', `the device has no endpoint ${endpoint.toString(16)}`);
      const buffer = Buffer.alloc(length);
      const answer = await run(endpoint, type, buffer, wait);
      return answer.ok ? ok(new Uint8Array(buffer.buffer, buffer.byteOffset, answer.value)) : answer;
    },
    clearStall: clear,
    close: () => (closing ??= close()),
  };
}

/** How many bytes went. libusb's own time-outs are not used: one clock gives up, and says why. */
function transfer(native: Native, device: Device, endpoint: number, type: number, buffer: Buffer, wait: UsbWait): Promise<Result<number, UsbFault>> {
  return new Promise((resolve) => {
    if (wait.signal.aborted) return resolve(fault('usb-cancelled'));
    let why: UsbFault | null = null;
    let grace: NodeJS.Timeout | undefined;
    const end = (result: Result<number, UsbFault>): void => {
      clearTimeout(timer);
      clearTimeout(grace);
      wait.signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    const giveUp = (reason: UsbFault): void => {
      if (why !== null) return;
      why = reason;
      grace = setTimeout(() => end(fault('usb-failed', 'a transfer that was given up did not come back')), GRACE);
      tryTo(native, () => one.cancel());
    };
    const onAbort = (): void => giveUp('usb-cancelled');
    const timer = setTimeout(() => giveUp('usb-timeout'), wait.milliseconds);
    const one: Transfer = new native.Transfer(device, endpoint, type, 0, (error: LibUSBException | undefined, _buffer: Buffer, actual: number) => {
      if (!error) return end(ok(actual));
      end(error.errno === native.LIBUSB_TRANSFER_CANCELLED && why !== null ? fault(why) : failed(native, error));
    });
    wait.signal.addEventListener('abort', onAbort);
    const refused = tryTo(native, () => void one.submit(buffer));
    if (refused !== null) end(refused);
  });
}
