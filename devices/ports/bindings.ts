/** Which bindings to the smart card service load on this machine: what was not built for it does not. */

export interface Bindings {
  readonly pcsclite: boolean;
  readonly smartcard: boolean;
}

export async function loadedBindings(): Promise<Bindings> {
  return { pcsclite: await loads(() => import('pcsclite')), smartcard: await loads(() => import('smartcard')) };
}

function loads(load: () => Promise<unknown>): Promise<boolean> {
  return load().then(() => true, () => false);
}
