/** A fault as sentences with a way out: what happened, what it means for the dossier in hand, what to do now, one button. */
import type { Fault } from '../../sync/core/result.js';
import { useText } from '../text/language.js';

import { Detail } from './Detail.js';
import classes from './FaultCard.module.css';
import { StateMark } from './StateMark.js';
import { WayOut } from './WayOut.js';

interface FaultCardProps {
  readonly fault: Fault;
  /** Does what the last sentence says. Without it there is no button. */
  readonly onAct?: () => void;
  /** Default: the fault's own label. */
  readonly label?: string;
  readonly busy?: boolean;
  /** 'weak' for what degrades the task, 'blocked' (default) for what stops it. */
  readonly state?: 'weak' | 'blocked';
  /** Leaves out what it means for the dossier in hand: where there is none. */
  readonly noDossier?: boolean;
}

export function FaultCard({ fault, onAct, label, busy = false, state = 'blocked', noDossier = false }: FaultCardProps) {
  const { t } = useText();
  const named = (sentence: string): string => t([`faults.${fault.code}.${sentence}`, `faults.unknown.${sentence}`], fault.values);
  return (
    <section className={classes['card']} data-state={state} role="alert" data-fault={fault.code}>
      <div className={classes['sentences']}>
        <h3 className={classes['what']}><StateMark state={state}>{named('what')}</StateMark></h3>
        <p>{noDossier ? '' : `${named('dossier')} `}{named('now')}</p>
        <Detail words={[fault.code, fault.detail].filter((one) => one !== undefined).join(' · ')} />
      </div>
      {onAct !== undefined && (
        <WayOut onAct={onAct} loading={busy}>{label ?? named('act')}</WayOut>
      )}
    </section>
  );
}
