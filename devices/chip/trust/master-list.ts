/** Files of trust anchors taken apart: single certificates (DER or PEM), signed master lists (Doc 9303-12 clause 9), LDIF of the public key directory. */
import { largestTrustList } from '../../../sync/core/reference-data.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import { parseSignedMessage, verifySignedMessage, type CmsFault, type VerifiedSigner } from './cms.js';
import { childrenOf, nodeAt, smallInteger } from './der.js';
import { readLdif } from './ldif.js';

export type ListKind = 'certificate' | 'pem' | 'master-list' | 'ldif';

export interface TakenApart {
  readonly kind: ListKind;
  /** Each a certificate in DER, as far as anyone can tell yet. */
  readonly certificates: readonly Uint8Array[];
  /** Of master lists: who signed each. */
  readonly signers: readonly VerifiedSigner[];
  /** Master lists inside an LDIF that were refused, by reason. */
  readonly refused: readonly (CmsFault | 'list-malformed')[];
}

export type ListFault = 'list-empty' | 'list-too-large' | 'list-unknown' | 'list-malformed' | 'list-signature';

/** Certificates of one file. */
const mostCertificates = 50_000;
const cscaMasterList = '2.23.136.1.1.2';

export function takeApart(bytes: Uint8Array): Result<TakenApart, ListFault> {
  if (bytes.length === 0) return fault('list-empty');
  if (bytes.length > largestTrustList) return fault('list-too-large', `${bytes.length} bytes`);
  const taken = bytes[0] === 0x30 ? fromBinary(bytes) : fromText(bytes);
  if (!taken.ok) return taken;
  if (taken.value.certificates.length > mostCertificates) return fault('list-too-large', `${taken.value.certificates.length} certificates`);
  return taken.value.certificates.length === 0 && taken.value.refused.length === 0 ? fault('list-empty') : taken;
}

function fromBinary(bytes: Uint8Array): Result<TakenApart, ListFault> {
  const first = childrenOf(nodeAt(bytes), 0x30)?.[0]?.tag;
  if (first === 0x30) return ok({ kind: 'certificate', certificates: [bytes], signers: [], refused: [] });
  if (first !== 0x06) return fault('list-malformed');
  const list = readMasterList(bytes);
  if (!list.ok) return list.fault.code === 'list-malformed' ? fault('list-malformed') : fault('list-signature', list.fault.code);
  return ok({ kind: 'master-list', certificates: list.value.certificates, signers: [list.value.signer], refused: [] });
}

interface MasterList {
  readonly certificates: readonly Uint8Array[];
  readonly signer: VerifiedSigner;
}

/** CscaMasterList ::= SEQUENCE { version, certList SET OF Certificate }, signed. */
function readMasterList(bytes: Uint8Array): Result<MasterList, CmsFault | 'list-malformed'> {
  const message = parseSignedMessage(bytes);
  if (message === null || message.contentType !== cscaMasterList) return fault('list-malformed');
  const [version, list] = childrenOf(nodeAt(message.content), 0x30) ?? [];
  const certificates = childrenOf(list, 0x31);
  if (smallInteger(version) === null || certificates === null) return fault('list-malformed');
  const signer = verifySignedMessage(message);
  if (!signer.ok) return signer;
  // The signer's own CSCA sometimes comes beside the list and not in it.
  const beside = message.certificates.filter((one) => one !== signer.value.certificate && one.subject.key === signer.value.certificate.issuer.key);
  return ok({ certificates: [...certificates.map((one) => one.whole), ...beside.map((one) => one.bytes)], signer: signer.value });
}

function fromText(bytes: Uint8Array): Result<TakenApart, ListFault> {
  const text = new TextDecoder('latin1').decode(bytes);
  const blocks = pemBlocks(text);
  if (blocks.length > 0) {
    const [only] = blocks;
    const binary = blocks.length === 1 && only !== undefined ? fromBinary(only) : null;
    // A master list in PEM is a master list; anything else is a bag of certificates.
    return binary !== null && (!binary.ok || binary.value.kind === 'master-list') ? binary : ok({ kind: 'pem', certificates: blocks, signers: [], refused: [] });
  }
  const values = readLdif(text, mostCertificates);
  if (values === null) return fault('list-unknown');
  const lists = values.filter(({ kind }) => kind === 'master-list').map(({ bytes }) => readMasterList(bytes));
  return ok({
    kind: 'ldif',
    certificates: [...lists.flatMap((one) => (one.ok ? one.value.certificates : [])), ...values.filter(({ kind }) => kind === 'certificate').map(({ bytes }) => bytes)],
    signers: lists.flatMap((one) => (one.ok ? [one.value.signer] : [])),
    refused: lists.flatMap((one) => (one.ok ? [] : [one.fault.code])),
  });
}

function pemBlocks(text: string): readonly Uint8Array[] {
  const blocks: Uint8Array[] = [];
  const begin = /-----BEGIN [A-Z0-9 ]{1,40}-----/g;
  while (blocks.length <= mostCertificates && begin.exec(text) !== null) {
    const end = text.indexOf('-----END ', begin.lastIndex);
    if (end < 0) break;
    blocks.push(new Uint8Array(Buffer.from(text.slice(begin.lastIndex, end), 'base64')));
    begin.lastIndex = end;
  }
  return blocks;
}
