/** One enrolment: opens the dossier and shows its steps. Leaving loses nothing. */
import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';

import type { Draft } from '../../../sync/core/dossier.js';
import type { OpenFault } from '../../../sync/core/faults.js';
import type { Fault } from '../../../sync/core/result.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { ask, type AskFault } from '../../store/station.js';
import { useText } from '../../text/language.js';

import classes from './Enrolment.module.css';
import { Work } from './Work.js';

interface EnrolmentProps {
  /** UUIDv7 of a draft. */
  readonly dossier: string;
  readonly onLeave: () => void;
}

type Opening =
  | { readonly is: 'opening' }
  | { readonly is: 'open'; readonly draft: Draft }
  | { readonly is: 'failed'; readonly fault: Fault<OpenFault | AskFault> };

export function Enrolment({ dossier, onLeave }: EnrolmentProps) {
  const { t } = useText();
  const [opening, setOpening] = useState<Opening>({ is: 'opening' });

  useEffect(() => {
    let current = true;
    void ask('dossier.open', dossier).then((answer) => {
      if (current) setOpening(answer.ok ? { is: 'open', draft: answer.value } : { is: 'failed', fault: answer.fault });
    });
    return () => {
      current = false;
      setOpening({ is: 'opening' });
    };
  }, [dossier]);

  if (opening.is === 'failed') {
    return (
      <div className={classes['alone']}>
        <FaultCard fault={opening.fault} onAct={onLeave} label={t('enrolment.leave')} />
      </div>
    );
  }
  if (opening.is === 'opening' || opening.draft.id !== dossier) {
    return <div className={classes['alone']}><Loader size="sm" aria-label={t('enrolment.opening')} /></div>;
  }
  return <Work key={dossier} opened={opening.draft} onLeave={onLeave} />;
}
