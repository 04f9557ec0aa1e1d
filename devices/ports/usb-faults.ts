/** What goes wrong in libusb, in the words of usb-port.ts. */
import type { LibUSBException, usb as Usb } from 'usb';

import { fault } from '../../sync/core/result.js';
import type { UsbFault } from './usb-port.js';

export type Native = typeof Usb;

/** Null when it went well. */
export function tryTo(native: Native, work: () => void): { readonly ok: false; readonly fault: { readonly code: UsbFault } } | null {
  try {
    work();
    return null;
  } catch (error) {
    return failed(native, error);
  }
}

/** Calls fail with numbers below zero, transfers end with numbers above. */
export function failed(native: Native, error: unknown): { readonly ok: false; readonly fault: { readonly code: UsbFault; readonly detail?: string } } {
  const { errno, message } = error as Partial<LibUSBException>;
  const codes: Readonly<Record<number, UsbFault>> = {
    [native.LIBUSB_ERROR_ACCESS]: 'usb-no-access',
    [native.LIBUSB_ERROR_NOT_SUPPORTED]: 'usb-no-access',
    [native.LIBUSB_ERROR_BUSY]: 'usb-in-use',
    [native.LIBUSB_ERROR_NO_DEVICE]: 'usb-gone',
    [native.LIBUSB_ERROR_NOT_FOUND]: 'usb-gone',
    [native.LIBUSB_ERROR_PIPE]: 'usb-stalled',
    [native.LIBUSB_TRANSFER_STALL]: 'usb-stalled',
    [native.LIBUSB_TRANSFER_NO_DEVICE]: 'usb-gone',
    [native.LIBUSB_TRANSFER_CANCELLED]: 'usb-cancelled',
  };
  return fault(codes[errno ?? 0] ?? 'usb-failed', message ?? String(error));
}
