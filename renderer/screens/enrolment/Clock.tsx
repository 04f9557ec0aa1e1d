/** A thin clock of the minutes that an enrolment should take. It informs; nothing happens when they are over. */
import { Progress } from '@mantine/core';
import { useEffect, useState } from 'react';

import { useText } from '../../text/language.js';

import { minutesAimed } from './begin.js';
import classes from './Clock.module.css';

const minute = 60_000;

export function Clock({ since }: { readonly since: number }) {
  const { t } = useText();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.max(0, Math.floor((now - since) / minute));
  const over = minutes >= minutesAimed;
  const words = over ? t('enrolment.clock.over', { minutes, aimed: minutesAimed }) : t('enrolment.clock.within', { minutes, aimed: minutesAimed });
  return (
    <div className={classes['clock']} data-over={over || undefined}>
      <span>{words}</span>
      <Progress
        size={4}
        value={Math.min(100, ((now - since) / (minutesAimed * minute)) * 100)}
        color={over ? 'var(--state-weak)' : 'var(--accent)'}
        aria-label={words}
        transitionDuration={0}
      />
    </div>
  );
}
