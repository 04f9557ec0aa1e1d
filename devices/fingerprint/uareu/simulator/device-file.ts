/** A reader and the hub that it hangs on, as umockdev's device description. */
import type { UsbAddress } from './pcapng.js';

export const forgedAddress: UsbAddress = { bus: 1, device: 7 };
/** Where the forged reader is in sysfs: what `umockdev-run -p` is told. */
export const forgedPath = '/sys/devices/pci0000:00/0000:00:14.0/usb1/1-1';

/** USB 2.0, 64 bytes at endpoint 0, 05ba:000a, 1.03, texts 1 to 3, one configuration of 200 mA with one interface of the vendor's own class. */
const reader = '1201000200000040ba050a000301010203010902200001010080640904000002ffffff000705810340000807058202400000';
const hub = '12010002090001406b1d020013050302010109021900010100e0000904000001090000000705810304000c';

export function deviceFile(serial: string): string {
  const { bus, device } = forgedAddress;
  return [
    ...described({ path: '/devices/pci0000:00/0000:00:14.0/usb1/1-1', bus, device, descriptors: reader }),
    ...attributes({
      bConfigurationValue: '1', bDeviceClass: '00', bNumInterfaces: ' 1', bmAttributes: '80', bcdDevice: '0103', busnum: String(bus), devnum: String(device), devpath: '1',
      idVendor: '05ba', idProduct: '000a', manufacturer: 'DigitalPersona, Inc.', product: 'U.are.U 4500 Fingerprint Reader', ...(serial === '' ? {} : { serial }), speed: '12',
    }),
    '',
    ...described({ path: '/devices/pci0000:00/0000:00:14.0/usb1', bus, device: 1, descriptors: hub }),
    ...attributes({ bConfigurationValue: '1', bDeviceClass: '09', bNumInterfaces: ' 1', bcdDevice: '0513', busnum: String(bus), devnum: '1', devpath: '0', idVendor: '1d6b', idProduct: '0002', speed: '480' }),
    '', '',
  ].join('\n');
}

function described({ path, bus, device, descriptors }: { readonly path: string; readonly bus: number; readonly device: number; readonly descriptors: string }): readonly string[] {
  const three = (number: number): string => String(number).padStart(3, '0');
  const node = `bus/usb/${three(bus)}/${three(device)}`;
  return [
    `P: ${path}`, `N: ${node}=${descriptors.toUpperCase()}`, `E: DEVNAME=/dev/${node}`, 'E: DEVTYPE=usb_device', 'E: DRIVER=usb', 'E: MAJOR=189', `E: MINOR=${device - 1}`,
    `E: BUSNUM=${three(bus)}`, `E: DEVNUM=${three(device)}`, 'E: SUBSYSTEM=usb', `A: dev=189:${device - 1}\\n`, `H: descriptors=${descriptors.toUpperCase()}`,
  ];
}

function attributes(values: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(values).map(([name, value]) => `A: ${name}=${value}\\n`);
}
