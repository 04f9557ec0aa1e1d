/** Distinguished names: a text to show, and a key to compare by that survives another string type, case or spacing (RFC 5280 clause 7.1). */
import { childrenOf, identifierOf, textOf, type Node } from './der.js';

export interface Name {
  /** `C=VN, O=…, CN=…`, in the certificate's order. */
  readonly text: string;
  readonly key: string;
  /** Two letters in capitals; '' without one. */
  readonly country: string;
  /** Common name, else the whole text. */
  readonly common: string;
}

const letters: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.5': 'SERIALNUMBER', '2.5.4.6': 'C', '2.5.4.7': 'L', '2.5.4.8': 'ST', '2.5.4.10': 'O', '2.5.4.11': 'OU' };
/** Characters shown of one part. */
const longestPart = 128;

export function readName(node: Node | undefined): Name | null {
  const sets = childrenOf(node, 0x30);
  if (sets === null) return null;
  const parts: { readonly kind: string; readonly value: string }[] = [];
  for (const set of sets) {
    for (const pair of childrenOf(set, 0x31) ?? []) {
      const [kind, value] = childrenOf(pair, 0x30) ?? [];
      const identifier = identifierOf(kind);
      if (identifier === null) return null;
      parts.push({ kind: letters[identifier] ?? identifier, value: textOf(value).slice(0, longestPart).normalize('NFC').trim() });
    }
  }
  const text = parts.map(({ kind, value }) => `${kind}=${value}`).join(', ');
  const common = parts.find(({ kind }) => kind === 'CN')?.value;
  return {
    text, common: common === undefined || common === '' ? text : common,
    key: parts.map(({ kind, value }) => `${kind}=${value.toLowerCase().replaceAll(/\s+/g, ' ')}`).sort().join('\n'),
    country: (parts.find(({ kind }) => kind === 'C')?.value ?? '').toUpperCase(),
  };
}
