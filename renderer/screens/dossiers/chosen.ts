/** The dossier that another screen asked to show. */
import { go } from '../../route.js';

let asked: string | null = null;

export function showDossier(id: string): void {
  asked = id;
  go({ screen: 'dossiers' });
}

/** Asked once: the next visit starts at the top. */
export function takeAskedDossier(): string | null {
  const id = asked;
  asked = null;
  return id;
}
