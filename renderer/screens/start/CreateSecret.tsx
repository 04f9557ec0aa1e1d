/** The station's secret: shown once to be written down, then typed from the paper. */
import { Button, PasswordInput } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';

import type { StationInfo } from '../../../electron/contract/calls.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyHint } from '../../parts/KeyHint.js';
import { NextAction } from '../../parts/NextAction.js';
import { useAction } from '../../parts/useAction.js';
import { useKey } from '../../parts/useKey.js';
import { refreshInfo } from '../../store/session.js';
import { ask, call } from '../../store/station.js';
import { useText } from '../../text/language.js';

import { cleanSecret } from './secret.js';
import classes from './Start.module.css';

export function CreateSecret({ info }: { readonly info: StationInfo }) {
  const { t } = useText();
  const [secret, setSecret] = useState('');
  const [repeated, setRepeated] = useState('');
  const [written, setWritten] = useState(false);
  const action = useAction(() => ask('station.createSecret', secret, cleanSecret(repeated)), () => void refreshInfo());
  const { clear } = action;
  const suggest = useCallback(() => {
    clear();
    void call('station.suggestSecret').then(setSecret, () => void refreshInfo());
  }, [clear]);
  useEffect(suggest, [suggest]);
  const back = (): void => {
    clear();
    setWritten(false);
  };
  useKey('F2', written ? null : suggest);
  useKey('Escape', written && !action.busy ? back : null);
  const act = { 'secret-too-weak': () => { setWritten(false); suggest(); }, 'secret-exists': () => void refreshInfo() };

  if (!written) {
    return (
      <section className={classes['card']}>
        <h1>{t('start.secret.title')}</h1>
        <p>{t('start.secret.text', { station: info.stationName })}{info.secretLayer === 'passphrase-only' && ` ${t('start.secret.passphraseOnly')}`}</p>
        <ol className={classes['words']} aria-label={t('start.secret.words')} data-secret={secret}>
          {secret.split(' ').map((word, position) => <li key={`${position} ${word}`}>{word}</li>)}
        </ol>
        <NextAction label={t('start.secret.written')} onAct={() => setWritten(true)} busy={secret === ''}>
          <Button variant="default" onClick={suggest} rightSection={<KeyHint keys="F2" />}>{t('start.secret.other')}</Button>
        </NextAction>
      </section>
    );
  }
  return (
    <section className={classes['card']}>
      <h1>{t('start.secret.repeatTitle')}</h1>
      <p>{t('start.secret.repeatText')}</p>
      <PasswordInput
        label={t('start.secret.repeat')} name="repeated" value={repeated} autoFocus autoComplete="off" size="md" visibilityToggleButtonProps={{ 'aria-label': t('start.signIn.show') }}
        onChange={(event) => setRepeated(event.currentTarget.value)}
      />
      {action.fault !== null && <FaultCard fault={action.fault} onAct={(act as Record<string, () => void>)[action.fault.code] ?? clear} />}
      <NextAction label={t('start.secret.create')} onAct={() => action.start()} busy={action.busy} blocked={repeated.trim() === '' ? '' : null}>
        <Button variant="default" onClick={back} rightSection={<KeyHint keys="Esc" />}>{t('start.secret.back')}</Button>
      </NextAction>
    </section>
  );
}
