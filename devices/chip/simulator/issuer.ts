/** The invented state that signs simulated cards: one country key, a document signer for the year of a card's issue. The same in every process. */
import { createHash } from 'node:crypto';

import { concat } from '../bytes.js';
import { makeCsca, makeDsc, type Issuer } from '../trust/make-certificates.js';
import { makeEcKey } from '../trust/make-keys.js';

/** Not secret, and meant not to be: whoever trusts these keys trusts a simulation. */
export function simulatedRandom(label: string): (size: number) => Uint8Array {
  return (size) => {
    let bytes: Uint8Array = new Uint8Array();
    for (let count = 0; bytes.length < size; count++) bytes = concat(bytes, new Uint8Array(createHash('sha512').update(`simulated ${label} ${count}`).digest()));
    return bytes.slice(0, size);
  };
}

const made = new Map<string, Issuer>();

function once(name: string, make: () => Issuer): Issuer {
  const issuer = made.get(name) ?? make();
  made.set(name, issuer);
  return issuer;
}

/** `stranger` is another key under another name: no list has it. Its certificate goes into a trust list for demo and tests. */
export function simulatedCsca(kind: 'own' | 'stranger' = 'own'): Issuer {
  const name = kind === 'own' ? 'CSCA mô phỏng' : 'CSCA người lạ';
  return once(name, () => makeCsca(
    { name, notBefore: '2010-01-01', notAfter: '2060-01-01' }, makeEcKey('brainpoolP512r1', { random: simulatedRandom(name) }),
  ));
}

/** `expired`: a signer whose time was over before the card was issued. `issued` is `yyyy-mm-dd`. */
export function simulatedDsc(issued: string, kind: 'own' | 'stranger' | 'expired' = 'own'): Issuer {
  const year = Number(/^\d{4}/.exec(issued)?.[0] ?? 2021) - (kind === 'expired' ? 4 : 0);
  const name = `DSC ${kind} ${year}`;
  return once(name, () => makeDsc(
    simulatedCsca(kind === 'stranger' ? 'stranger' : 'own'), { name: `DSC mô phỏng ${year}`, notBefore: `${year}-01-01`, notAfter: `${year + 1}-03-31`, serial: year },
    makeEcKey('brainpoolP384r1', { hash: 'sha256', random: simulatedRandom(name) }),
  ));
}
