/** How it stands with headquarters' trust lists: when it was last asked, and what of it could not be used. */
import { useEffect, useState } from 'react';

import type { ReferenceState } from '../../../sync/core/reference-data.js';
import { StateMark } from '../../parts/StateMark.js';
import { ask } from '../../store/station.js';
import { formatDateTime } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

export function HeadquartersLists() {
  const { t } = useText();
  const [state, setState] = useState<ReferenceState | null>(null);
  useEffect(() => {
    let current = true;
    // A station that does not answer is told by the lists themselves.
    void ask('trust.headquarters').then((answer) => current && answer.ok && setState(answer.value));
    return () => {
      current = false;
    };
  }, []);
  if (state === null) return null;
  const what = (code: string): string => t([`faults.${code}.what`, 'faults.unknown.what']);
  return (
    <div data-testid="trust-headquarters" data-checked={state.checkedAt !== null} data-fault={state.fault?.code ?? ''}>
      <p className={frame['quiet']}>
        {state.checkedAt === null ? t('chip.trust.headquarters.unasked') : t('chip.trust.headquarters.asked', { date: formatDateTime(state.checkedAt) })}
      </p>
      {state.fault !== null && <p><StateMark state="blocked">{t('chip.trust.headquarters.fault', { fault: what(state.fault.code) })}</StateMark></p>}
      {state.refused.map((one) => (
        <p key={one.id}><StateMark state="weak">{t('chip.trust.headquarters.refused', { name: one.name, fault: what(one.code) })}</StateMark></p>
      ))}
    </div>
  );
}
