/** One person of the worklist. */
import { memo } from 'react';

import type { Person } from '../../../sync/core/person.js';
import type { DossierRow } from '../../../sync/core/queue.js';
import { StateMark } from '../../parts/StateMark.js';
import { formatAddress, formatDate, formatNumber } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { progressOf } from '../progress.js';

import classes from './columns.module.css';

interface PersonRowProps {
  /** In what the search found. */
  readonly position: number;
  readonly person: Person;
  readonly dossier: DossierRow | undefined;
  readonly selected: boolean;
}

export const PersonRow = memo(function PersonRow({ position, person, dossier, selected }: PersonRowProps) {
  const { t } = useText();
  const address = formatAddress(person.address, person.hamlet, person.ward);
  const { mark, word } = progressOf(dossier);
  return (
    <div
      className={classes['row']} role="row" id={`person-${position}`} aria-rowindex={position + 2} aria-selected={selected}
      data-index={position} data-person={person.id}
    >
      <span role="gridcell" data-progress={word}><StateMark state={mark}>{t(`worklist.state.${word}`)}</StateMark></span>
      <span role="gridcell" className={classes['name']}>{person.name}</span>
      <span role="gridcell">{formatDate(person.birth)}</span>
      <span role="gridcell">{person.sex === null ? '' : t(`frame.person.${person.sex}`)}</span>
      <span role="gridcell">{formatNumber(person.number)}</span>
      <span role="gridcell" className={classes['address']} title={address}>{address}</span>
      <span role="gridcell">
        {t(`worklist.due.${person.due}`)}{person.priority !== null && <> · <strong>{t(`worklist.priority.${person.priority}`)}</strong></>}
      </span>
    </div>
  );
});
