/** Wraps a key to headquarters' age recipients (age-encryption.org/v1), and opens the wrap again. */
import { fault, ok, type Result } from '../core/result.js';

/** Loaded with the first key that is wrapped: a tenth of a second that a start does not have. */
const age = () => import('age-encryption');

/** `hybrid` is ML-KEM-768 with X25519: what is recorded today stays closed to a quantum computer of later years. */
export type RecipientKind = 'hybrid' | 'x25519';

/**
 * The one kind of these recipients. A file wrapped to both kinds is only as strong as the weaker,
 * and the format does not show it: so a mixture is refused, as is an empty or unknown list.
 */
export function recipientKind(recipients: readonly string[]): Result<RecipientKind, 'mixed-recipients'> {
  const kinds = new Set(recipients.map(kindOf));
  const [kind] = kinds;
  if (kinds.size !== 1 || kind === null || kind === undefined) return fault('mixed-recipients', [...kinds].join(', '));
  return ok(kind);
}

/** base64url of an age file that holds the key. Throws for recipients that recipientKind refuses: they are checked at provisioning. */
export async function wrapKey(dataKey: Uint8Array, recipients: readonly string[]): Promise<string> {
  if (!recipientKind(recipients).ok) throw Error('mixed-recipients');
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(dataKey)).toString('base64url');
}

/** The 32 bytes. Any identity that fits is enough. */
export async function unwrapKey(wrapped: string, identities: readonly string[]): Promise<Result<Uint8Array, 'key-unreadable'>> {
  const { Decrypter } = await age();
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    const key = await decrypter.decrypt(new Uint8Array(Buffer.from(wrapped, 'base64url')));
    return key.length === 32 ? ok(key) : fault('key-unreadable', `${key.length} bytes`);
  } catch (error) {
    return fault('key-unreadable', error instanceof Error ? error.message : 'not an age file');
  }
}

export async function newIdentity(kind: RecipientKind = 'hybrid'): Promise<{ readonly identity: string; readonly recipient: string }> {
  const { generateHybridIdentity, generateX25519Identity, identityToRecipient } = await age();
  const identity = kind === 'hybrid' ? await generateHybridIdentity() : await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

function kindOf(recipient: string): RecipientKind | null {
  // bech32: the separator is the last "1" before the data, so "age1pq1" is another human-readable part than "age".
  if (/^age1pq1[02-9ac-hj-np-z]+$/.test(recipient)) return 'hybrid';
  return /^age1[02-9ac-hj-np-z]{58}$/.test(recipient) ? 'x25519' : null;
}
