/** Officer, shift and place, kept with each dossier, and the station's secret. Who and where it was last is not shown before the secret: left empty, it is as last time. */
import { Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';

import type { StationInfo } from '../../../electron/contract/calls.js';
import type { Session } from '../../../sync/core/dossier.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { NextAction } from '../../parts/NextAction.js';
import { useAction } from '../../parts/useAction.js';
import { refreshInfo } from '../../store/session.js';
import { ask } from '../../store/station.js';
import { loadData } from '../../store/work.js';
import { useText } from '../../text/language.js';

import { cleanSecret } from './secret.js';
import classes from './Start.module.css';

/** The browser notes when it was first drawn (Element Timing): how long a start takes is measured by it. */
const timed = { elementtiming: 'sign-in' };
const shifts = ['morning', 'afternoon', 'evening'] as const;

/** By the hour of the laptop's clock: until 12, until 18, then the evening, which goes on after midnight. */
export function shiftAt(hour: number): Session['shift'] {
  return hour >= 5 && hour < 12 ? 'morning' : hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

export function SignIn({ info }: { readonly info: StationInfo }) {
  const { t } = useText();
  const { remembers } = info;
  const needed = (key: string, asLast = false) => (value: string) => (value.trim() === '' && !asLast ? t(`start.signIn.${key}`) : null);
  const [shift] = useState(() => shiftAt(new Date().getHours()));
  const form = useForm({
    initialValues: { officer: '', shift, place: '', secret: '' },
    validate: { officer: needed('officerMissing', remembers), place: needed('placeMissing', remembers), secret: needed('secretMissing') },
  });
  const action = useAction(
    async ({ secret, officer, shift: opened, place }: typeof form.values) => {
      const answer = ask('officer.signIn', { secret: cleanSecret(secret), officer: officer.normalize('NFC').trim(), shift: opened, place: place.normalize('NFC').trim() });
      const data = loadData();
      void data.then(({ openDataEarly }) => openDataEarly(), () => undefined);
      const signedIn = await answer;
      // The form stays until there is something to show in its place; what did not open is told there.
      if (signedIn.ok) await data.then(({ openData }) => openData(), () => undefined);
      return signedIn;
    },
    () => void refreshInfo(),
  );
  const submit = form.onSubmit((values) => action.start(values));
  const again = (): void => {
    action.clear();
    form.setFieldValue('secret', '');
    form.getInputNode('secret')?.focus();
  };
  return (
    <section className={classes['card']}>
      <div>
        <h1 {...timed}>{t('start.signIn.title')}</h1>
        <p className={classes['quiet']}>{t('start.signIn.station', { station: info.stationName })}</p>
      </div>
      <TextInput label={t('start.signIn.officer')} name="officer" size="md" autoFocus={!remembers} autoComplete="off" placeholder={remembers ? t('start.signIn.asLast') : ''} {...form.getInputProps('officer')} />
      <Input.Wrapper label={t('start.signIn.shift')} size="md" labelElement="div">
        <SegmentedControl
          fullWidth size="md" aria-label={t('start.signIn.shift')} transitionDuration={0} data={shifts.map((one) => ({ value: one, label: t(`start.signIn.${one}`) }))}
          value={form.values.shift} onChange={(next) => form.setFieldValue('shift', shifts.find((one) => one === next) ?? 'morning')}
        />
      </Input.Wrapper>
      <TextInput label={t('start.signIn.place')} name="place" size="md" autoComplete="off" placeholder={t(remembers ? 'start.signIn.asLast' : 'start.signIn.placeExample')} {...form.getInputProps('place')} />
      <PasswordInput
        label={t('start.signIn.secret')} name="secret" size="md" autoFocus={remembers} autoComplete="off" visibilityToggleButtonProps={{ 'aria-label': t('start.signIn.show') }}
        {...form.getInputProps('secret')}
      />
      {action.fault !== null && <FaultCard fault={action.fault} onAct={again} noDossier={action.fault.code === 'wrong-secret'} />}
      <NextAction label={action.busy ? t('start.signIn.opening') : t('start.signIn.act')} onAct={() => submit()} busy={action.busy} />
    </section>
  );
}
