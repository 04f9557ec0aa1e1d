/** What became of a file of certificates, in words. Pure. */
import type { AnchorImport } from '../../../sync/core/scanner-anchors.js';
import type { TextOf } from '../../text/language.js';

/** What was taken first, then what was there, then what was not taken and why. */
export function importedWords({ added, known, refused }: AnchorImport, t: TextOf): string {
  const names = (some: readonly { readonly name: string }[]): string => some.map(({ name }) => name || t('devices.anchors.unnamed')).join(', ');
  return [
    added.length > 0 ? t('devices.anchors.added', { names: names(added) }) : '',
    known.length > 0 ? t('devices.anchors.known', { names: names(known) }) : '',
    ...refused.map((one) => t(`devices.anchors.refused.${one.reason}`, { name: one.name || t('devices.anchors.unnamed') })),
  ].filter((one) => one !== '').join(' ');
}

/** In groups of four digits, as they are read aloud. */
export function grouped(fingerprint: string): string {
  return fingerprint.match(/.{1,4}/g)?.join(' ') ?? '';
}
