/** The time of the last durable save; red only when saving failed, and then with what to do. */
import type { Fault } from '../../sync/core/result.js';
import { formatTimeExact } from '../text/format.js';
import { useText } from '../text/language.js';

import classes from './SavedLine.module.css';
import { StateMark } from './StateMark.js';

interface SavedLineProps {
  /** Milliseconds, as main answered after its fsync; null while nothing was saved yet. */
  readonly savedAt: number | null;
  /** A change is on its way to the disk. */
  readonly saving?: boolean;
  readonly fault?: Fault | null;
}

export function SavedLine({ savedAt, saving = false, fault = null }: SavedLineProps) {
  const { t } = useText();
  if (fault !== null) {
    return (
      <span className={classes['line']} role="alert" data-saved="failed">
        <StateMark state="blocked">{t('frame.saved.failed')} {t([`faults.${fault.code}.now`, 'faults.unknown.now'], fault.values)}</StateMark>
      </span>
    );
  }
  return (
    <span className={classes['line']} data-saved={saving ? 'saving' : savedAt === null ? 'never' : savedAt}>
      {saving ? t('frame.saved.saving') : savedAt === null ? t('frame.saved.never') : t('frame.saved.at', { time: formatTimeExact(savedAt) })}
    </span>
  );
}
