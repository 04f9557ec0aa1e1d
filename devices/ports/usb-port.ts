/** USB devices as drivers see them. `usb.ts` speaks to real ones; a simulated device answers to the same words. */
import type { Result } from '../../sync/core/result.js';

export type UsbFault =
  /** The device refused this request; it may take the next one. */
  | 'usb-stalled'
  /** It is no longer plugged in. */
  | 'usb-gone'
  | 'usb-timeout' | 'usb-cancelled'
  /** The system lets this program not open it (Linux: no rule of udev gives it; Windows: another driver holds it). */
  | 'usb-no-access'
  /** Another program has it. */
  | 'usb-in-use'
  /** Anything else on the wire; what the connection is good for is unknown. */
  | 'usb-failed';

export interface UsbPort {
  /** What is plugged in now. The same device is the same object as long as it stays. */
  list(): readonly UsbDevice[];
  /** Calls at each plug and unplug, of any device, until `signal` is aborted. A system that tells of neither never calls. */
  watch(onChange: () => void, signal: AbortSignal): void;
}

export interface UsbDevice {
  readonly vendor: number;
  readonly product: number;
  /** Bus and ports, as `1-4.2`: the same as long as the cable is in the same socket. */
  readonly place: string;
  /** What it calls itself, and whether this program may open it. Disturbs nobody who uses it. */
  look(wait: UsbWait): Promise<UsbLook>;
  /** Opens it and claims one interface, alone. */
  open(interfaceNumber: number): Promise<Result<UsbConnection, UsbFault>>;
  /**
   * Resets it on its bus, as if it had been plugged in anew: for one that no longer answers. Call it while nobody has it open. `usb-gone` where it came back as
   * another device, or not at all: the list tells.
   */
  reset(wait: UsbWait): Promise<Result<null, UsbFault>>;
}

export interface UsbLook {
  readonly manufacturer: string;
  readonly name: string;
  /** '' where it has none. */
  readonly serial: string;
  /** Why it cannot be opened; null where it can. */
  readonly fault: UsbFault | null;
}

/** A transfer ends by one of these at the latest, with `usb-timeout` or `usb-cancelled`. */
export interface UsbWait {
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/** bmRequestType, bRequest, wValue, wIndex of a control transfer (USB 2.0, 9.3). */
export interface ControlRequest {
  readonly type: number;
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

export interface UsbConnection {
  /** At most so many bytes; a device may give fewer. */
  controlIn(request: ControlRequest, length: number, wait: UsbWait): Promise<Result<Uint8Array, UsbFault>>;
  controlOut(request: ControlRequest, data: Uint8Array, wait: UsbWait): Promise<Result<null, UsbFault>>;
  /** Reads from an interrupt or bulk endpoint. The request lies with the device when this returns, before its promise settles. */
  read(endpoint: number, length: number, wait: UsbWait): Promise<Result<Uint8Array, UsbFault>>;
  /** After a stall of an endpoint other than 0, which clears by itself. */
  clearStall(endpoint: number): Promise<void>;
  /** Ends what lies with the device, then gives it back. Any number of times; never fails. */
  close(): Promise<void>;
}
