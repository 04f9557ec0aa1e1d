/** An invented country's signing keys, made once for a test file, and a card signed by them. */
import { makeCsca, makeDsc, type Issuer } from '../../../../devices/chip/trust/make-certificates.js';
import { makeEcKey } from '../../../../devices/chip/trust/make-keys.js';
import { makeSod, type SodOptions } from '../../../../devices/chip/trust/make-signed.js';
import { trustAnchors, type TrustAnchors } from '../../../../devices/chip/trust/anchors.js';
import { makeCard } from '../../../../devices/chip/simulator/card.js';
import { person } from '../person.js';

export const csca = makeCsca({ name: 'CSCA thử nghiệm', notBefore: '2020-01-01', notAfter: '2035-01-01', serial: 7 }, makeEcKey('brainpoolP512r1'));
export const dsc = makeDsc(csca, { name: 'DSC thử nghiệm', notBefore: '2021-06-01', notAfter: '2021-12-01', serial: 8 }, makeEcKey('brainpoolP384r1', { hash: 'sha256' }));
/** A trust list of that issuer alone. */
export const single = { name: 'a certificate', date: '2026-05-28', bytes: csca.certificate };

const card = await makeCard(person);
/** DG1, DG2, DG13. */
export const groups = new Map(['chip-dg1', 'chip-dg2', 'chip-dg13'].map((role) => [role, card.files.find(({ file }) => file.role === role)?.bytes ?? new Uint8Array()]));

/** The files of a card as read, by role. */
export function signedCard(signer: Issuer = dsc, options: SodOptions = {}): Map<string, Uint8Array> {
  const listed = [...groups].map(([role, bytes]) => ({ number: Number(role.slice('chip-dg'.length)), bytes }));
  return new Map([...groups, ['chip-sod', makeSod(signer, listed, options)]]);
}

export function anchorsOf(...certificates: readonly Uint8Array[]): TrustAnchors {
  const anchors = trustAnchors();
  certificates.forEach((bytes, index) => {
    const added = anchors.add({ name: `list ${index + 1}`, date: '2026-05-28', bytes });
    if (!added.ok) throw Error(added.fault.code);
  });
  return anchors;
}
