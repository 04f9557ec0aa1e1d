/** How far a long work is and how long it still takes, once it lasts over a second; one button calls it off. */
import { Button, Progress } from '@mantine/core';

import type { WorkProgress } from '../../electron/contract/calls.js';
import { timeLeftOf } from '../../sync/core/display.js';
import { formatDuration } from '../text/format.js';
import { useText } from '../text/language.js';

import { KeyHint } from './KeyHint.js';
import { useKey } from './useKey.js';
import { useNow } from './useNow.js';
import classes from './WorkBar.module.css';

interface WorkBarProps {
  /** When it began, milliseconds. */
  readonly since: number;
  readonly progress: WorkProgress | null;
  /** What is being done. */
  readonly title: string;
  /** How much of how much, in words. */
  readonly words: (progress: WorkProgress) => string;
  readonly keys: string;
  readonly onCancel: () => void;
}

/** Milliseconds: what is done sooner needs no bar. */
const shownAfter = 1000;

export function WorkBar({ since, progress, title, words, keys, onCancel }: WorkBarProps) {
  const { t, language } = useText();
  const elapsed = useNow(250) - since;
  useKey(keys, onCancel);
  if (elapsed < shownAfter) return null;
  const known = progress !== null && progress.total > 0;
  const left = known ? timeLeftOf(progress.done, progress.total, elapsed) : null;
  return (
    <div className={classes['work']} role="status" data-work data-done={progress?.done ?? 0} data-total={progress?.total ?? 0}>
      <div className={classes['said']}>
        <span>{title}</span>
        <span className={classes['quiet']}>
          {known && words(progress)}{left !== null && `, ${t('frame.work.left', { time: formatDuration(left, language) })}`}
        </span>
        <Progress value={known ? (progress.done / progress.total) * 100 : 0} transitionDuration={0} aria-label={title} />
      </div>
      <Button variant="default" onClick={onCancel} rightSection={<KeyHint keys={keys === 'Escape' ? 'Esc' : keys} />} data-work-cancel>{t('frame.work.cancel')}</Button>
    </div>
  );
}
