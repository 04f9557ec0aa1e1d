/** The dossiers as the list shows them: what each is called, which tab it is under, what can be done next. */
import type { DossierRow, RowSummary } from '../../../sync/core/queue.js';
import type { TextOf } from '../../text/language.js';

export const tabs = ['all', 'drafts', 'waiting', 'received', 'blocked'] as const;
export type Tab = (typeof tabs)[number];

export function isUnder(row: DossierRow, tab: Tab): boolean {
  switch (tab) {
    case 'all':
      return true;
    case 'drafts':
      return row.state === 'draft';
    case 'waiting':
      return row.state === 'sealed' || row.state === 'queued' || row.state === 'sending';
    case 'received':
      return row.state === 'received';
    case 'blocked':
      return row.state === 'quarantined' || row.headquarters === 'returned';
  }
}

/** A dossier whose key is destroyed has no name any more: the end of its id names it. */
export function nameOf(row: DossierRow, summary: RowSummary | null | undefined, t: TextOf): string {
  if (summary === null || summary === undefined) return t('queue.dossiers.closedName', { id: row.id.slice(-6) });
  return summary.name === '' ? t('frame.person.noName') : summary.name;
}

export type DossierAction = 'continue' | 'mend' | 'retry' | 'nothingToDo';

/** `now` in milliseconds: a dossier whose time is over cannot be mended, though its wrap may still be there. */
export function actionOf(row: DossierRow, now: number): DossierAction {
  if (row.state === 'draft') return 'continue';
  if (row.state === 'quarantined') return 'retry';
  return canMend(row, now) ? 'mend' : 'nothingToDo';
}

/** A sealed dossier whose key is there; also one that was set aside. */
export function canMend(row: DossierRow, now: number): boolean {
  return row.state !== 'draft' && row.mendableUntil !== null && row.mendableUntil > now;
}
