/** Why a dossier was set aside, and what to do, as a sentence: by the code with which its note begins. */
import type { DossierRow } from '../../../sync/core/queue.js';
import type { TextOf } from '../../text/language.js';

export function whyAside(row: DossierRow, t: TextOf): string {
  const code = row.note?.split(' ', 1)[0] ?? '';
  return t([`queue.why.${code}`, 'queue.why.other']);
}
