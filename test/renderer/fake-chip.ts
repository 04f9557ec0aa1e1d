/** What a fake chip proves: everything, an issuer that nobody knows, or that somebody changed it. */
import type { ChipFact, TrustReport } from '../../sync/core/chip-facts.js';
import type { ScannerAnchor } from '../../sync/core/scanner-anchors.js';

export const chipMoods = ['ok', 'unknown', 'tampered', 'slow'] as const;
export type ChipMood = (typeof chipMoods)[number];

export const chipFieldsOfFake = {
  number: '046138000001', fullName: 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương', birth: '1938-05-14', sex: 'female', religion: 'Phật giáo', ethnicity: 'Kinh',
  origin: 'Phường Kim Long, thành phố Huế', residence: 'Số 27, đường Hồ Sĩ Phấn, tổ 14, phường Hòa Phát, thành phố Đà Nẵng',
} as const;

export function factsOfFake(mood: ChipMood): readonly ChipFact[] {
  const list = { list: 'BSI DE_ML', date: '2026-11-03' };
  const isTampered = mood === 'tampered';
  const hash = (group: number): ChipFact => (isTampered && group === 13
    ? { name: 'hash', state: 'failed', reason: 'hash-differs', values: { group } } : { name: 'hash', state: 'ok', values: { group } });
  const cross = (field: string): ChipFact => (isTampered && field === 'birth'
    ? { name: 'cross-check', state: 'failed', reason: 'differs', values: { field } } : { name: 'cross-check', state: 'ok', values: { field } });
  return [
    { name: 'access', state: 'ok', values: { protocol: 'PACE ECDH-GM AES-256 brainpoolP256r1', password: 'mrz' } },
    { name: 'chip-authentication', state: 'ok', values: { protocol: 'CA ECDH AES-256' } },
    mood === 'ok' || mood === 'slow'
      ? { name: 'active-authentication', state: 'ok', values: { protocol: 'AA RSA 2048' } }
      : { name: 'active-authentication', state: 'not-possible', reason: 'reader-short-only', values: { protocol: 'AA RSA 2048' } },
    { name: 'sod-signature', state: 'ok', values: { algorithm: 'ECDSA SHA-384 brainpoolP384r1', signer: 'CN=VN DS 014,O=Mẫu,C=VN', legacyType: 0 } },
    mood === 'unknown'
      ? { name: 'chain', state: 'not-possible', reason: 'issuer-unknown', values: { issuer: 'CN=VN CSCA 02,O=Mẫu,C=VN', lists: 2, ...list } }
      : { name: 'chain', state: 'ok', values: { issuer: 'CN=VN CSCA 02,O=Mẫu,C=VN', country: 'VN', proof: 'self-signed', judgedBy: 'signing-time', ...list } },
    ...[1, 2, 13, 14, 15].map(hash),
    { name: 'hash', state: 'not-done', reason: 'not-read', values: { group: 3 } },
    ...['number', 'birth', 'sex', 'expiry'].map(cross),
  ];
}

export function trustReport(name: string, over: Partial<TrustReport> = {}): TrustReport {
  return {
    id: name, name, date: '2026-11-03', kind: 'master-list', certificates: 588, accepted: 571, links: 94, unproven: 0, duplicates: 4, countries: 96, refused: 13,
    refusedBy: { 'algorithm-unsupported': 9, 'self-signature-wrong': 3 }, signedBy: 'itself', origin: { from: 'headquarters' }, importedAt: 1_794_000_000_000, ...over,
  };
}

/** Who vouches for scanners. */
export function anchorOf(name: string, seed: number, state: ScannerAnchor['state'] = 'valid'): ScannerAnchor {
  const fingerprint = Array.from({ length: 64 }, (_, index) => ((index * 7 + seed * 5 + (index % 5)) % 16).toString(16)).join('');
  return { fingerprint, name, validFrom: 1_700_000_000_000, validUntil: state === 'expired' ? 1_750_000_000_000 : 1_990_000_000_000, state };
}
