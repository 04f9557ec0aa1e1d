/** What is wrong with a chip, what that means for the dossier, and what to do. */
import type { ChipRecord } from '../../../../sync/core/dossier.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { factGroups } from '../chip-facts.js';

import classes from './ChipFacts.module.css';

export function ChipAlarm({ chip }: { readonly chip: ChipRecord }) {
  const { t } = useText();
  const wrong = factGroups(chip.facts, t).filter((one) => one.state === 'failed');
  if (wrong.length === 0) return null;
  const sentences = wrong.flatMap((one) => one.lines.filter((line) => line.state === 'failed').map((line) => line.sentence));
  const meanings = new Set(wrong.map((one) => t(`chip.alarm.${one.name}`)));
  return (
    <div className={classes['alarm']} role="alert" data-testid="chip-alarm">
      {sentences.map((sentence) => <div key={sentence} className={classes['line']}><StateMark state="blocked">{sentence}</StateMark></div>)}
      {[...meanings].map((meaning) => <p key={meaning}>{meaning}</p>)}
      <p>{t('chip.alarm.now')}</p>
    </div>
  );
}
