/** Opens the enrolment of a person: the dossier that is there, or a new one. */
import type { DossierKind } from '../../../sync/core/dossier.js';
import type { Person } from '../../../sync/core/person.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import { useAction, type Action } from '../../parts/useAction.js';
import { go } from '../../route.js';
import { showDossier } from '../dossiers/chosen.js';
import { ask } from '../../store/station.js';

export type Opened = 'begin' | 'resume' | 'show';

/** What opening the person would do. */
export function openingOf(row: DossierRow | undefined): Opened {
  return row === undefined ? 'begin' : row.state === 'draft' ? 'resume' : 'show';
}

export function kindOf(person: Person): DossierKind {
  return person.due === 'eid' ? 'eid-account' : 'first-issue';
}

interface OpenPerson {
  readonly begin: Action<[person: Person | null, kind: DossierKind]>;
  readonly open: (person: Person, row: DossierRow | undefined, kind: DossierKind) => void;
}

export function useOpenPerson(): OpenPerson {
  const begin = useAction(
    (person: Person | null, kind: DossierKind) => ask('dossier.begin', { person, kind }),
    (draft) => go({ screen: 'enrolment', dossier: draft.id }),
  );
  const open = (person: Person, row: DossierRow | undefined, kind: DossierKind): void => {
    if (row === undefined) begin.start(person, kind);
    else if (row.state === 'draft') go({ screen: 'enrolment', dossier: row.id });
    else showDossier(row.id);
  };
  return { begin, open };
}
