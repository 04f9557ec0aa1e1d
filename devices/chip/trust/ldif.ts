/** LDIF (RFC 2849) as the public key directory hands it out: base64 values of master lists and certificates, lines folded by a leading space. */

export interface LdifValue {
  readonly kind: 'master-list' | 'certificate';
  readonly bytes: Uint8Array;
}

/** Attribute names in lower case, options such as `;binary` cut. */
const kinds: Readonly<Record<string, LdifValue['kind']>> = {
  pkdmasterlistcontent: 'master-list', cscamasterlistdata: 'master-list', cscacertificate: 'certificate', cacertificate: 'certificate',
};

/** At most one value more than `most`. Null for what is not LDIF at all. `usercertificate` is left: those are document signers, no anchors. */
export function readLdif(text: string, most: number): readonly LdifValue[] | null {
  const values: LdifValue[] = [];
  let attributes = 0;
  for (let at = 0; at < text.length && values.length <= most;) {
    const [start, end] = [at, endOfValue(text, at)];
    at = end + 1;
    const colon = text.indexOf(':', start);
    if (colon < 0 || colon >= end || text[start] === '#' || colon - start > 128) continue;
    attributes += 1;
    const kind = kinds[text.slice(start, colon).split(';')[0]?.trim().toLowerCase() ?? ''];
    // `::` announces base64; Buffer passes over the folds.
    if (kind !== undefined && text[colon + 1] === ':') values.push({ kind, bytes: new Uint8Array(Buffer.from(text.slice(colon + 2, end), 'base64')) });
  }
  return attributes === 0 ? null : values;
}

/** Where the line and those that continue it end. */
function endOfValue(text: string, start: number): number {
  for (let at = start; ;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return text.length;
    if (text[end + 1] !== ' ') return end;
    at = end + 1;
  }
}
