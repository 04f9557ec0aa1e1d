/** One trust list: whose it is, from whom it came, of when, what was taken from it and what was not. */
import type { TrustReport } from '../../../sync/core/chip-facts.js';
import { StateMark } from '../../parts/StateMark.js';
import { formatCount, formatDate } from '../../text/format.js';
import { useText } from '../../text/language.js';

import { originOf, refusedReasons } from './trust-words.js';
import classes from './TrustLists.module.css';

export function TrustList({ list }: { readonly list: TrustReport }) {
  const { t, language } = useText();
  const count = (value: number): string => formatCount(value, language);
  const date = list.date === '' ? t('chip.trust.undated') : t('chip.trust.dated', { date: formatDate(list.date) });
  const more = [
    list.links > 0 ? t('chip.trust.links', { links: count(list.links) }) : '',
    list.duplicates > 0 ? t('chip.trust.duplicates', { duplicates: count(list.duplicates) }) : '',
    list.signedBy === 'known' || list.signedBy === 'itself' ? t(`chip.trust.signedBy.${list.signedBy}`) : '',
  ].filter((one) => one !== '').join(' ');
  return (
    <div className={classes['list']} data-testid="trust-list" data-name={list.name} data-anchors={list.accepted} data-used={list.fault === undefined} data-from={list.origin.from}>
      <div className={classes['head']}>
        <strong>{list.name}</strong>
        <span className={classes['quiet']}>{date}, {originOf(list, t)}</span>
      </div>
      {list.fault === undefined ? (
        <StateMark state="good">
          {t('chip.trust.anchors', { count: list.accepted })}{list.countries > 0 && `, ${t('chip.trust.countries', { count: list.countries })}`}
        </StateMark>
      ) : (
        <StateMark state="blocked">{t('chip.trust.notUsed', { fault: t([`faults.${list.fault}.what`, 'faults.unknown.what']) })}</StateMark>
      )}
      {list.fault === undefined && more !== '' && <p className={classes['quiet']}>{more}</p>}
      {list.refused > 0 && <StateMark state="weak">{t('chip.trust.refused', { refused: count(list.refused), reasons: refusedReasons(list, t) })}</StateMark>}
      {list.unproven > 0 && <StateMark state="weak">{t('chip.trust.unproven', { unproven: count(list.unproven) })}</StateMark>}
      {list.signedBy === 'stranger' && <StateMark state="weak">{t('chip.trust.signedBy.stranger')}</StateMark>}
    </div>
  );
}
