/** What every step has: its work, the saved line, and the one next action. */
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { NextAction } from '../../parts/NextAction.js';
import { SavedLine } from '../../parts/SavedLine.js';
import { useKey } from '../../parts/useKey.js';
import { WayOut } from '../../parts/WayOut.js';
import { useText } from '../../text/language.js';

import classes from './Enrolment.module.css';
import type { Enrolment } from './useEnrolment.js';

interface StepFrameProps {
  readonly enrolment: Enrolment;
  readonly title: string;
  readonly next: string;
  readonly onNext: () => void;
  readonly busy?: boolean;
  readonly blocked?: string | null;
  /** An F-key beside Enter, which always works. */
  readonly keys?: string;
  /** Names the next action where a capture is one. */
  readonly testId?: string | undefined;
  /** Secondary actions, beside the saved line. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Milliseconds after which a save that is under way is shown as such: quicker ones would only flicker. */
const slowSave = 600;

export function StepFrame({ enrolment, title, next, onNext, busy = false, blocked = null, keys = 'Enter', testId, aside, children }: StepFrameProps) {
  const { t } = useText();
  const section = useRef<HTMLElement>(null);
  const { saving } = enrolment;
  const slow = useSlow(saving.unsaved > 0);
  // The focus leaves the rail with the step, so that Enter means the step's next action.
  useEffect(() => section.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    const button = section.current?.querySelector('[data-next-action]');
    if (testId === undefined) button?.removeAttribute('data-testid');
    else button?.setAttribute('data-testid', testId);
  }, [testId]);
  useKey('Enter', keys === 'Enter' || busy || blocked !== null ? null : onNext);
  return (
    <section ref={section} className={classes['step']} tabIndex={-1} aria-label={title}>
      <div className={classes['work']}>{children}</div>
      <NextAction label={next} onAct={onNext} busy={busy} blocked={blocked} keys={keys}>
        <span data-testid="saved-line" data-saved-at={saving.saved?.at ?? ''} data-unsaved={saving.unsaved}>
          <SavedLine savedAt={saving.saved?.at ?? null} saving={slow} fault={saving.fault} />
        </span>
        {saving.fault !== null && (
          <WayOut size="compact-md" onAct={enrolment.retrySaving}>{t('enrolment.saveAgain')}</WayOut>
        )}
        {aside}
      </NextAction>
    </section>
  );
}

function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setTimeout(() => setSlow(true), slowSave);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [waiting]);
  return slow;
}
