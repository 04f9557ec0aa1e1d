/** Which USB devices are U.are.U readers that this driver speaks to. */

export interface ReaderModel {
  readonly vendor: number;
  readonly product: number;
  readonly make: string;
  readonly model: string;
  /** The sensor sits upside down in the case. */
  readonly turned: boolean;
}

/** The readers by Microsoft that ask for a proof of their own driver first (045e:00ca) are left out. */
export const readerModels: readonly ReaderModel[] = [
  { vendor: 0x05ba, product: 0x0007, make: 'DigitalPersona', model: 'U.are.U 4000', turned: false },
  { vendor: 0x05ba, product: 0x0008, make: 'DigitalPersona', model: 'U.are.U 4000', turned: false },
  { vendor: 0x05ba, product: 0x000a, make: 'DigitalPersona', model: 'U.are.U 4500', turned: true },
  { vendor: 0x045e, product: 0x00bb, make: 'Microsoft', model: 'Fingerprint Reader (keyboard)', turned: false },
  { vendor: 0x045e, product: 0x00bc, make: 'Microsoft', model: 'Fingerprint Reader (mouse)', turned: false },
  { vendor: 0x045e, product: 0x00bd, make: 'Microsoft', model: 'Fingerprint Reader', turned: false },
];

export function modelOf(device: { readonly vendor: number; readonly product: number }): ReaderModel | null {
  return readerModels.find(({ vendor, product }) => vendor === device.vendor && product === device.product) ?? null;
}
