/** What the citizen reads: large, nothing else, two buttons. Confirming seals the dossier. */
import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';

import { FaultCard } from '../../../parts/FaultCard.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { Picture } from '../../../parts/Picture.js';
import { useKey } from '../../../parts/useKey.js';
import { useTurnScreen } from '../../../store/bedside.js';
import { useText } from '../../../text/language.js';
import { rowsOf } from '../checks/rows.js';
import { addressOf, textOf } from '../fields.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './ReadBack.module.css';

/** Milliseconds. */
const leastLook = 700;

export function ReadBack({ enrolment }: { readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { draft, state, findings } = enrolment;
  useTurnScreen();
  const open = rowsOf(findings, draft).filter((one) => one.open).length;
  const can = open === 0 && !state.sealing;
  const picture = enrolment.thumbnails.of('photo');
  const value = (name: keyof typeof draft.fields): string => textOf(name, draft.fields[name]?.value ?? '');
  const sex = draft.fields.sex?.value ?? '';

  const wrong = (): void => enrolment.goTo('person');
  // The Enter that led here, pressed twice, is no citizen's word.
  const [looked, setLooked] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLooked(true), leastLook);
    return () => clearTimeout(timer);
  }, []);
  useKey('Enter', !looked || state.sealing ? null : can ? enrolment.confirmAndSeal : () => enrolment.goTo('checks'));
  useKey('Escape', state.sealing ? null : wrong);

  const blockedByChecks = state.sealFault?.code === 'checks-block';
  const fault = state.sealFault ?? enrolment.saving.fault;
  return (
    <section className={classes['page']} aria-label={t('enrolment.step.readback')}>
      <div className={classes['read']}>
        {picture !== null && <Picture bytes={picture} alt="" className={classes['photo']} />}
        <dl className={classes['facts']}>
          <dt>{t('enrolment.field.fullName')}</dt>
          <dd data-testid="readback-name">{value('fullName')}</dd>
          <div className={classes['pair']}>
            <div>
              <dt>{t('enrolment.field.birth')}</dt>
              <dd>{value('birth')}</dd>
            </div>
            <div>
              <dt>{t('enrolment.field.sex')}</dt>
              <dd>{sex === '' ? '' : t(`enrolment.sex.${sex}`)}</dd>
            </div>
          </div>
          <dt>{t('enrolment.field.number')}</dt>
          <dd>{value('number') === '' ? t('enrolment.readback.noNumber') : value('number')}</dd>
          <dt>{t('enrolment.field.residence')}</dt>
          <dd data-testid="readback-address">{addressOf(draft.fields)}</dd>
        </dl>
      </div>
      {fault !== null && (
        <FaultCard
          fault={fault}
          onAct={state.sealFault === null ? enrolment.retrySaving : blockedByChecks ? () => enrolment.goTo('checks') : enrolment.confirmAndSeal}
          label={t(state.sealFault === null ? 'enrolment.saveAgain' : blockedByChecks ? 'enrolment.readback.toChecks' : 'enrolment.readback.again')}
          busy={state.sealing}
        />
      )}
      <div className={classes['answers']}>
        <Button
          className={classes['answer'] ?? ''}
          variant="default"
          disabled={state.sealing}
          onClick={wrong}
          data-testid="readback-wrong"
          rightSection={<KeyHint keys="Esc" />}
        >
          {t('enrolment.readback.wrong')}
        </Button>
        {open > 0 ? (
          <Button className={classes['answer'] ?? ''} onClick={() => enrolment.goTo('checks')} data-testid="readback-checks" rightSection={<KeyHint keys="Enter" />}>
            {t('enrolment.readback.checksFirst', { count: open })}
          </Button>
        ) : (
          <Button
            className={classes['answer'] ?? ''}
            loading={state.sealing}
            onClick={enrolment.confirmAndSeal}
            data-testid="readback-confirm"
            rightSection={<KeyHint keys="Enter" />}
          >
            {t('enrolment.readback.confirm')}
          </Button>
        )}
      </div>
    </section>
  );
}
