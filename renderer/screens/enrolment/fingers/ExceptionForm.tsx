/** Why fingers cannot be taken: several at once, one reason, for good or for now, in the officer's name. */
import { Button, Chip, TextInput } from '@mantine/core';
import { useState } from 'react';

import { fingerExceptions, type Finger, type FingerException, type FingerExceptionReason } from '../../../../sync/core/fingers.js';
import { KeyButton } from '../../../parts/KeyButton.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { useText } from '../../../text/language.js';
import { longestText } from '../fields.js';

import classes from './FingersStep.module.css';

interface ExceptionFormProps {
  /** Those of the step in hand, or of its hand. */
  readonly fingers: readonly Finger[];
  /** A rolled step is in hand: the finger may be one that can be laid, and not rolled. */
  readonly rolled: boolean;
  readonly chosen: readonly Finger[];
  readonly exceptions: readonly FingerException[];
  readonly officer: string;
  readonly onState: (exceptions: readonly FingerException[]) => void;
  readonly onLift: (finger: Finger) => void;
  readonly onClose: () => void;
}

export function ExceptionForm({ fingers, rolled, chosen, exceptions, officer, onState, onLift, onClose }: ExceptionFormProps) {
  const { t } = useText();
  const before = exceptions.find((one) => chosen.includes(one.finger));
  const [picked, setPicked] = useState<readonly Finger[]>(chosen);
  const [reason, setReason] = useState<FingerExceptionReason | null>(before?.reason ?? null);
  const [permanent, setPermanent] = useState<boolean | null>(before?.permanent ?? null);
  const [only, setOnly] = useState(before === undefined ? rolled : before.only !== undefined);
  const [note, setNote] = useState(before?.note ?? '');
  const stated = exceptions.filter((one) => fingers.includes(one.finger));

  function choose(next: FingerExceptionReason): void {
    setReason(next);
    // A bandage comes off and skin grows; the rest stays. The officer may say otherwise.
    setPermanent(next !== 'bandaged' && next !== 'worn');
  }

  const oneHand = fingers.every((finger) => finger > 5) || fingers.every((finger) => finger <= 5);
  const whole = picked.length > 0 && reason !== null && permanent !== null;
  const submit = (): void => {
    if (whole) onState(picked.map((finger) => ({ finger, reason, permanent, note: note.trim(), officer, ...(only ? { only: 'rolled' as const } : {}) })));
  };
  return (
    <form
      className={classes['exception']}
      data-testid="exception-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.stopPropagation();
      }}
    >
      <h3>{t('enrolment.exception.title')}</h3>
      <fieldset>
        <legend>{t('enrolment.exception.which')}</legend>
        <Chip.Group multiple value={picked.map(String)} onChange={(next) => setPicked(fingers.filter((finger) => next.includes(String(finger))))}>
          <div className={classes['chips']}>
            {fingers.map((finger) => <Chip variant="outline" key={finger} value={String(finger)} wrapperProps={{ 'data-testid': `exception-finger-${finger}`, 'title': t(`enrolment.finger.${finger}`) }}>{t(oneHand ? `enrolment.fingerShort.${finger}` : `enrolment.finger.${finger}`)}</Chip>)}
          </div>
        </Chip.Group>
      </fieldset>
      {rolled && (
        <fieldset>
          <legend>{t('enrolment.exception.what')}</legend>
          <Chip.Group value={String(only)} onChange={(next) => setOnly(next === 'true')}>
            <div className={classes['chips']}>
              <Chip variant="outline" value="true" wrapperProps={{ 'data-testid': 'exception-only-rolled' }}>{t('enrolment.exception.onlyRolled')}</Chip>
              <Chip variant="outline" value="false" wrapperProps={{ 'data-testid': 'exception-whole' }}>{t('enrolment.exception.whole')}</Chip>
            </div>
          </Chip.Group>
        </fieldset>
      )}
      <fieldset>
        <legend>{t('enrolment.exception.why')}</legend>
        <Chip.Group value={reason} onChange={(next) => choose(next as FingerExceptionReason)}>
          <div className={classes['chips']}>
            {fingerExceptions.map((one) => <Chip variant="outline" key={one} value={one} wrapperProps={{ 'data-testid': `exception-${one}` }}>{t(`enrolment.exception.reason.${one}`)}</Chip>)}
          </div>
        </Chip.Group>
      </fieldset>
      <fieldset>
        <legend>{t('enrolment.exception.howLong')}</legend>
        <Chip.Group value={permanent === null ? null : String(permanent)} onChange={(next) => setPermanent(next === 'true')}>
          <div className={classes['chips']}>
            <Chip variant="outline" value="false">{t('enrolment.exception.temporary')}</Chip>
            <Chip variant="outline" value="true">{t('enrolment.exception.permanent')}</Chip>
          </div>
        </Chip.Group>
      </fieldset>
      <TextInput
        autoComplete="off"
        label={t('enrolment.exception.note')}
        value={note}
        maxLength={longestText}
        data-testid="exception-note"
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className={classes['ways']}>
        <KeyButton variant="light" keys="F9" disabled={!whole} data-testid="exception-save" onAct={submit}>{t('enrolment.exception.save', { count: picked.length })}</KeyButton>
        <Button variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>{t('enrolment.exception.close')}</Button>
        {stated.map((one) => (
          <Button key={one.finger} variant="subtle" onClick={() => onLift(one.finger)} data-testid={`exception-lift-${one.finger}`}>
            {t('enrolment.exception.lift', { finger: t(`enrolment.finger.${one.finger}`) })}
          </Button>
        ))}
      </div>
    </form>
  );
}
