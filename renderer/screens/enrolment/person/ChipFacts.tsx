/** What the chip proved, each thing by itself: never one mark for all. */
import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';

import type { ChipRecord } from '../../../../sync/core/dossier.js';
import { StateMark } from '../../../parts/StateMark.js';
import { formatDateTime } from '../../../text/format.js';
import { useText } from '../../../text/language.js';
import { factDetail, factGroups } from '../chip-facts.js';

import classes from './ChipFacts.module.css';

export function ChipFacts({ chip }: { readonly chip: ChipRecord }) {
  const { t } = useText();
  const [open, setOpen] = useState(false);
  const groups = factGroups(chip.facts, t);
  const Chevron = open ? IconChevronDown : IconChevronRight;
  if (groups.length === 0) return null;
  return (
    <section className={classes['facts']} data-testid="chip-facts">
      <div className={classes['head']}>
        <h3>{t('chip.title')}</h3>
        <span className={classes['quiet']}>{t('chip.readAt', { time: formatDateTime(chip.at) })}</span>
      </div>
      <ul className={classes['list']}>
        {groups.map((group) => (
          <li key={group.name} data-testid={`fact-${group.name}`} data-state={group.state}>
            {group.lines.map((line) => (
              <div key={line.sentence} className={classes['line']}><StateMark state={line.mark}>{line.sentence}</StateMark></div>
            ))}
          </li>
        ))}
      </ul>
      <UnstyledButton className={classes['more'] ?? ''} onClick={() => setOpen(!open)} aria-expanded={open} data-testid="facts-details">
        <Chevron size="1em" aria-hidden /> {t('chip.details')}
      </UnstyledButton>
      <Collapse expanded={open} transitionDuration={0}>
        <ul className={classes['detail']}>
          {chip.facts.map((fact) => <li key={factDetail(fact, t)}>{factDetail(fact, t)}</li>)}
        </ul>
      </Collapse>
    </section>
  );
}
