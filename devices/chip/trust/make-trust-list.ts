/** A trust list of the size and mix of the real public ones: some hundred countries' invented signing keys, with links and all usual algorithms. */
import type { HashName } from './algorithms.js';
import { makeCsca, makeDsc, makeLink, type Issuer } from './make-certificates.js';
import { makeEcKey, makeRsaKey, type RsaSigningKey, type SigningKey } from './make-keys.js';
import { makeMasterList } from './make-signed.js';

/** Of 588 certificates, as counted in a public list of 2026: RSA 423 (125 of them with PSS, 34 with SHA-1), brainpool 91, NIST curves 74; a third are links. */
const shares: readonly { readonly kind: string; readonly size: number | string; readonly hash: HashName; readonly count: number }[] = [
  { kind: 'rsa', size: 4096, hash: 'sha256', count: 198 }, { kind: 'rsa-pss', size: 4096, hash: 'sha256', count: 90 }, { kind: 'rsa-pss', size: 4096, hash: 'sha512', count: 35 },
  { kind: 'rsa', size: 4096, hash: 'sha1', count: 34 }, { kind: 'rsa', size: 3072, hash: 'sha256', count: 60 }, { kind: 'rsa', size: 2048, hash: 'sha256', count: 6 },
  { kind: 'ec', size: 'brainpoolP384r1', hash: 'sha384', count: 52 }, { kind: 'ec', size: 'P-384', hash: 'sha384', count: 34 },
  { kind: 'ec', size: 'brainpoolP256r1', hash: 'sha256', count: 22 }, { kind: 'ec', size: 'P-521', hash: 'sha512', count: 20 },
  { kind: 'ec', size: 'P-256', hash: 'sha256', count: 20 }, { kind: 'ec', size: 'brainpoolP512r1', hash: 'sha512', count: 17 },
];

export interface TrustList {
  readonly bytes: Uint8Array;
  readonly certificates: readonly Uint8Array[];
  /** The first certificate's, so that a card can be issued under the list. */
  readonly csca: Issuer;
}

/** `scale` makes a smaller list of the same mix. Each kind has one RSA key (making them is slow) and, on curves, a key for each certificate. */
export function makeTrustList(scale = 1, signingTime = '2026-05-28'): TrustList {
  const rsaKeys = new Map<string, RsaSigningKey>();
  const keyFor = ({ kind, size, hash }: (typeof shares)[number]): SigningKey => {
    if (kind === 'ec') return makeEcKey(String(size), { hash });
    const base = rsaKeys.get(String(size)) ?? makeRsaKey(Number(size));
    rsaKeys.set(String(size), base);
    return { ...base, kind: kind === 'rsa' ? 'rsa' : 'rsa-pss', hash };
  };
  const certificates: Uint8Array[] = [];
  let serial = 1;
  let first: Issuer | undefined;
  for (const share of shares) {
    let older: Issuer | null = null;
    for (let made = 0; made < Math.max(1, Math.round(share.count * scale)); made++) {
      const country = countryOf(serial);
      serial += 1;
      // Every third is a link from the one before it.
      if (made % 3 === 2 && older !== null) {
        const newer: Issuer = makeCsca({ ...older.identity, name: `${older.identity.name} mới`, serial }, keyFor(share));
        certificates.push(makeLink(older, newer));
        continue;
      }
      older = makeCsca({ name: `CSCA ${country} ${serial}`, country, notBefore: '2020-01-01', notAfter: '2035-01-01', serial }, keyFor(share));
      first ??= older;
      certificates.push(older.certificate);
    }
  }
  if (first === undefined) throw new RangeError('an empty list');
  const signer = makeDsc(first, { name: 'Master List Signer', country: first.identity.country ?? '', notBefore: '2026-01-01', notAfter: '2028-01-01', serial: 1 }, makeEcKey('P-256'));
  return { certificates, csca: first, bytes: makeMasterList(signer, certificates, { signingTime }) };
}

function countryOf(serial: number): string {
  return String.fromCharCode(65 + (Math.floor(serial / 10) % 26), 65 + (serial % 10));
}
