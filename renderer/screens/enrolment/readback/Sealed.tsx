/** Sealed: what happens now, and the next person. */
import { Button } from '@mantine/core';

import type { Draft } from '../../../../sync/core/dossier.js';
import type { DossierRow } from '../../../../sync/core/queue.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { useStation } from '../../../store/session.js';
import { formatDateTime, formatSize } from '../../../text/format.js';
import { useText } from '../../../text/language.js';

import classes from './Sealed.module.css';

interface SealedProps {
  readonly draft: Draft;
  readonly row: DossierRow;
  readonly onNext: () => void;
}

export function Sealed({ draft, row, onNext }: SealedProps) {
  const { t, language } = useText();
  const transfer = useStation('transfer');
  useKey('Enter', onNext);
  const waiting = Math.max(1, transfer?.waiting ?? 1);
  return (
    <section className={classes['page']} data-testid="sealed" data-dossier={row.id} data-revision={row.revision}>
      <div className={classes['said']}>
        <h1 className={classes['title']}><StateMark state="good">{t('enrolment.sealed.title')}</StateMark></h1>
        <p className={classes['name']}>{draft.fields.fullName?.value ?? ''}</p>
        <p>{t('enrolment.sealed.waits', { size: formatSize(row.bytes, language) })}</p>
        <p><StateMark state="waiting">{t('enrolment.sealed.queue', { count: waiting })}</StateMark></p>
        {row.mendableUntil !== null && <p className={classes['quiet']}>{t('enrolment.sealed.mendable', { time: formatDateTime(row.mendableUntil) })}</p>}
      </div>
      <footer className={classes['bar']}>
        <Button size="md" onClick={onNext} rightSection={<KeyHint keys="Enter" />} data-testid="next-person" data-next-action>
          {t('enrolment.sealed.next')}
        </Button>
      </footer>
    </section>
  );
}
