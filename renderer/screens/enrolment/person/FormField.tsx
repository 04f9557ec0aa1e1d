/** One field of the form: what was typed stays, where it came from is said, what is wrong with it stands under it. */
import { Autocomplete, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconCpu, IconKeyboard, IconListDetails, IconSend, IconScan, type Icon } from '@tabler/icons-react';

import { isAccepted } from '../../../../sync/core/checks.js';
import type { FieldSource } from '../../../../sync/core/dossier.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';
import { findingText } from '../checks/finding-text.js';
import { longestText, offered, textOf, type FieldPlace } from '../fields.js';
import type { Enrolment } from '../useEnrolment.js';

import classes from './PersonStep.module.css';

const icons: Record<FieldSource, Icon> = {
  typed: IconKeyboard, chip: IconCpu, qr: IconScan, mrz: IconScan, worklist: IconListDetails, headquarters: IconSend,
};

export function FormField({ place, enrolment }: { readonly place: FieldPlace; readonly enrolment: Enrolment }) {
  const { t } = useText();
  const { name, kind, columns } = place;
  const { draft, state, findings } = enrolment;
  const field = draft.fields[name];
  const value = state.typed[name] ?? textOf(name, field?.value ?? '');
  const own = findings.filter((one) => one.field === name);
  const missing = own.some((one) => one.code === 'missing-field');
  const wrong = own.filter((one) => one.code !== 'missing-field' && !isAccepted(one, draft));
  // While the officer is still typing, a half-written date is no mistake; and what it is compared with matters once it is one.
  const blocks = wrong.filter((one) => one.severity === 'block');
  const shown = state.typed[name] !== undefined ? [] : blocks.length > 0 ? blocks : wrong;

  const Source = icons[field?.source ?? 'typed'];
  const shared = {
    'data-testid': `field-${name}`,
    label: (
      <span className={classes['label']}>
        {t(`enrolment.field.${name}`)}
        {missing && <StateMark state="missing">{t('enrolment.fieldMissing')}</StateMark>}
        {field !== undefined && field.value !== '' && (
          <span className={classes['source']} data-source={field.source}>
            <Source size="1em" aria-hidden /> {t(`enrolment.source.${field.source}`)}
          </span>
        )}
      </span>
    ),
    labelProps: { display: 'block' },
    description: shown.length === 0 ? undefined : shown.map((one) => (
      <span key={one.code} className={classes['message']}>
        <StateMark state={one.severity === 'block' ? 'blocked' : 'weak'}>{findingText(one, t)}</StateMark>
      </span>
    )),
    inputWrapperOrder: ['label', 'input', 'description'] as ('label' | 'input' | 'description')[],
    error: shown.length > 0 && blocks.length > 0,
    onBlur: () => enrolment.leaveField(name),
    // A browser writes what forms hold to its files, to offer or restore it.
    autoComplete: 'off',
  };

  return (
    <div className={classes['field']} data-columns={columns}>
      {kind === 'sex' && (
        <NativeSelect
          {...shared}
          value={value}
          data={[{ value: '', label: '' }, { value: 'male', label: t('enrolment.sex.male') }, { value: 'female', label: t('enrolment.sex.female') }]}
          onChange={(event) => enrolment.type(name, event.currentTarget.value)}
        />
      )}
      {kind === 'choice' && (
        <Autocomplete
          {...shared}
          value={value}
          data={[...(offered[name] ?? [])]}
          maxLength={longestText}
          selectFirstOptionOnChange={false}
          onChange={(text) => enrolment.type(name, text)}
        />
      )}
      {kind === 'lines' && (
        <Textarea
          {...shared}
          value={value}
          autosize
          minRows={1}
          maxRows={3}
          maxLength={longestText}
          spellCheck={false}
          onChange={(event) => enrolment.type(name, event.currentTarget.value)}
          onKeyDown={(event) => {
            // A line end means nothing here; the next Enter is the step's.
            if (event.key !== 'Enter') return;
            event.preventDefault();
            event.currentTarget.blur();
          }}
        />
      )}
      {kind !== 'sex' && kind !== 'choice' && kind !== 'lines' && (
        <TextInput
          {...shared}
          value={value}
          maxLength={longestText}
          inputMode={kind === 'number' || kind === 'phone' ? 'numeric' : kind === 'email' ? 'email' : 'text'}
          placeholder={kind === 'date' && name === 'birth' ? t('enrolment.birthExample') : undefined}
          spellCheck={false}
          onChange={(event) => enrolment.type(name, event.currentTarget.value)}
        />
      )}
    </div>
  );
}
