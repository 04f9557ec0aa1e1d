/** One finding: what it is, the way to its place, and for a warning the way to accept it with a reason. */
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

import { findingKey, isAccepted, type Finding } from '../../../../sync/core/checks.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useKey } from '../../../parts/useKey.js';
import { useText } from '../../../text/language.js';
import { longestText } from '../fields.js';
import { placeOf } from '../step-states.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './ChecksStep.module.css';
import { findingText } from './finding-text.js';

interface FindingRowProps {
  readonly finding: Finding;
  readonly missing: readonly Finger[];
  readonly enrolment: Enrolment;
  /** Opens the writing of a reason; null where there is nothing to accept, or no digit is left. */
  readonly keys: string | null;
}

export function FindingRow({ finding, missing, enrolment, keys }: FindingRowProps) {
  const { t } = useText();
  const [writing, setWriting] = useState(false);
  const [note, setNote] = useState('');
  const key = findingKey(finding);
  const accepted = isAccepted(finding, enrolment.draft);
  const state = accepted ? 'excepted' : finding.severity === 'warn' ? 'weak' : finding.code.startsWith('missing-') ? 'missing' : 'blocked';
  const place = placeOf(finding);
  // Four bandaged fingers have one reason.
  const alike = enrolment.findings.filter((one) => one.code === finding.code && one.severity === 'warn' && !isAccepted(one, enrolment.draft));

  useKey(keys ?? '', keys === null || writing ? null : () => setWriting(true));

  function accept(findings: readonly Finding[]): void {
    if (note.trim() === '') return;
    enrolment.change(findings.map((one) => ({ kind: 'accepted', check: findingKey(one), note: note.trim() })));
    setWriting(false);
  }

  return (
    <li className={classes['row']} data-testid={`finding-${finding.code}`} data-state={state} data-finger={finding.finger} data-field={finding.field}>
      <div className={classes['sentence']}>
        <StateMark state={state}>{findingText(finding, t, missing)}</StateMark>
        {accepted && <p className={classes['note']}>{t('enrolment.checks.accepted', { note: enrolment.draft.accepted[key] ?? '' })}</p>}
      </div>
      <div className={classes['ways']}>
        {finding.severity === 'warn' && !accepted && !writing && (
          <Button size="compact-md" variant="default" data-testid={`accept-${key}`} onClick={() => setWriting(true)} {...(keys === null ? {} : { rightSection: <KeyHint keys={keys} /> })}>
            {t('enrolment.checks.accept')}
          </Button>
        )}
        <Button size="compact-md" variant="default" onClick={() => enrolment.goTo(place)}>{t(`enrolment.checks.goTo.${place}`)}</Button>
      </div>
      {writing && (
        <form
          className={classes['writing']}
          onSubmit={(event) => {
            event.preventDefault();
            accept([finding]);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.stopPropagation();
            if (event.key === 'Enter' && event.ctrlKey && alike.length > 1) {
              event.preventDefault();
              accept(alike);
            }
            if (event.key === 'Escape') setWriting(false);
          }}
        >
          <TextInput
            autoComplete="off"
            autoFocus
            className={classes['reason'] ?? ''}
            label={t('enrolment.checks.why')}
            value={note}
            maxLength={longestText}
            data-testid={`accept-note-${key}`}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button type="submit" disabled={note.trim() === ''} data-testid={`accept-save-${key}`} rightSection={<KeyHint keys="Enter" />}>{t('enrolment.checks.acceptNow')}</Button>
          {alike.length > 1 && (
            <Button variant="light" disabled={note.trim() === ''} onClick={() => accept(alike)} rightSection={<KeyHint keys="Ctrl+Enter" />}>{t('enrolment.checks.acceptAlike', { count: alike.length })}</Button>
          )}
          <Button variant="default" onClick={() => setWriting(false)} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.exception.close')}</Button>
        </form>
      )}
    </li>
  );
}
