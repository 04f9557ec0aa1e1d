/** One cell of the table of dossiers. */
import { StateMark, type State } from '../../parts/StateMark.js';
import { formatDate, formatDateTime, formatSize } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { progressOf } from '../progress.js';

import type { ColumnName, Line } from './columns.js';
import classes from './DossierTable.module.css';

export function Cell({ name, line }: { readonly name: ColumnName; readonly line: Line }) {
  return <span role="gridcell" className={name === 'name' ? classes['name'] : undefined}><Content name={name} line={line} /></span>;
}

function Content({ name, line }: { readonly name: ColumnName; readonly line: Line }) {
  const { t, language } = useText();
  const { row } = line;
  switch (name) {
    case 'station':
      return <StateMark state={row.state === 'quarantined' ? 'blocked' : row.state === 'received' ? 'good' : progressOf(row).mark}>{t(`queue.dossiers.station.${row.state}`)}</StateMark>;
    case 'headquarters':
      return <StateMark state={headquartersMark(row.headquarters)}>{t(`queue.dossiers.hq.${row.headquarters}`)}</StateMark>;
    case 'name':
      return <>{line.name}{row.revision > 1 && ` · ${t('queue.dossiers.revision', { revision: row.revision })}`}</>;
    case 'kind':
      return line.kind;
    case 'day':
      return formatDate(row.businessDay);
    case 'updated':
      return formatDateTime(row.updatedAt);
    case 'officer':
      return line.officer;
    case 'size':
      return row.bytes === 0 ? '' : formatSize(row.bytes, language);
  }
}

function headquartersMark(state: Line['row']['headquarters']): State {
  if (state === 'unknown') return 'missing';
  if (state === 'returned') return 'blocked';
  return state === 'receiving' || state === 'superseded' ? 'waiting' : 'good';
}
