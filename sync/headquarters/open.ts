/** Opens a dossier with headquarters' key: every part becomes an opened object, the form part is read. */
import type { Form, Part } from '../core/dossier.js';
import { printOf } from '../core/finger-steps.js';
import type { Manifest } from '../core/manifest.js';
import { fault, ok } from '../core/result.js';
import { openPart } from '../seal/part.js';
import { unwrapKey } from '../seal/recipients.js';
import type { Headquarters } from './model.js';
import type { Answered } from './refused.js';
import { formShape, parseJson } from './schema.js';

export interface OpenedPart {
  readonly part: Part;
  /** Of the opened bytes. */
  readonly sha256: string;
  readonly size: number;
}

export interface Opened {
  readonly form: Form;
  readonly parts: readonly OpenedPart[];
}

/** All parts are there. Refusals tell what is wrong by role and rule, never by content. */
export async function openDossier(hq: Headquarters, manifest: Manifest): Promise<Answered<Opened>> {
  const roles = new Set(manifest.parts.map((one) => one.role));
  if (roles.size !== manifest.parts.length) return fault('dossier-refused', 'two parts of one role');
  const keys = new Map<number, Uint8Array>();
  for (const revision of new Set(manifest.parts.map((one) => one.revision))) {
    const key = await keyOf(hq, manifest, revision);
    if (!key.ok) return key;
    keys.set(revision, key.value);
  }
  const parts: OpenedPart[] = [];
  let form: Form | undefined;
  for (const part of manifest.parts) {
    const plain = openPart(await hq.sealed.read(part.id), keys.get(part.revision) ?? new Uint8Array(32));
    if (!plain.ok) return fault('dossier-refused', `${part.role} does not open`);
    if (part.role === 'form') form = parseJson(formShape, plain.value);
    parts.push({ part, sha256: await hq.opened.put(plain.value), size: plain.value.length });
  }
  if (form === undefined) return fault('dossier-refused', roles.has('form') ? 'the form is malformed' : 'no form');
  if (form.dossier !== manifest.dossier || form.revision !== manifest.revision) return fault('dossier-refused', 'the form is another dossier\'s');
  const stray = form.origins.find((one) => !roles.has(one.role));
  if (stray !== undefined) return fault('dossier-refused', `the form names ${stray.role}, which is missing`);
  const claimed = manifest.parts.find(({ role }) => isRolled(role) && form.origins.find((one) => one.role === role)?.print?.impression !== 'rolled');
  if (claimed !== undefined) return fault('dossier-refused', `${claimed.role} was not rolled`);
  return ok({ form, parts });
}

/** A flat print is never taken in as a rolled one: its origin has to say so. */
function isRolled(role: string): boolean {
  return printOf(role)?.impression === 'rolled';
}

/** The data key of this or an earlier revision; an earlier one must have listed the parts that are kept from it. */
async function keyOf(hq: Headquarters, manifest: Manifest, revision: number): Promise<Answered<Uint8Array>> {
  let source = manifest;
  if (revision !== manifest.revision) {
    const [row] = await hq.sql<{ value: Manifest }[]>`
      select signed->'value' as value from manifests where dossier = ${manifest.dossier} and revision = ${revision} and revision < ${manifest.revision}`;
    if (row === undefined) return fault('dossier-refused', `revision ${revision} is not known`);
    source = row.value;
  }
  const listed = new Set(source.parts.map((one) => one.id));
  const stray = manifest.parts.find((one) => one.revision === revision && !listed.has(one.id));
  if (stray !== undefined) return fault('dossier-refused', `${stray.role} is not of revision ${revision}`);
  const key = await unwrapKey(source.key, [hq.keys.age.identity]);
  return key.ok ? ok(key.value) : fault('dossier-refused', `the key of revision ${revision} does not open`);
}
