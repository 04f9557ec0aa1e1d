/** Who is in front of us: photo, name in full, birth, number, address. Never scrolls away, never cuts a name. */
import { IconUser } from '@tabler/icons-react';

import type { PartialDate, Sex } from '../../sync/core/person.js';
import { formatDate, formatNumber } from '../text/format.js';
import { useText } from '../text/language.js';

import classes from './PersonLine.module.css';
import { Picture } from './Picture.js';

interface PersonLineProps {
  readonly name: string;
  readonly birth: PartialDate;
  readonly sex: Sex | null;
  readonly number: string;
  readonly address: string;
  /** PNG or JPEG, or null where there is none yet. */
  readonly photo: Uint8Array | null;
}

export function PersonLine({ name, birth, sex, number, address, photo }: PersonLineProps) {
  const { t } = useText();
  const facts = [
    birth === '' ? '' : t('frame.person.birth', { date: formatDate(birth) }),
    sex === null ? '' : t(`frame.person.${sex}`),
    number === '' ? t('frame.person.noNumber') : t('frame.person.number', { number: formatNumber(number) }),
    address,
  ].filter((fact) => fact !== '');
  return (
    <header className={classes['person']}>
      <div className={classes['photo']}>
        {photo === null ? <IconUser size="1.5rem" aria-hidden /> : <Picture bytes={photo} alt={t('frame.person.photo', { name })} />}
      </div>
      <div>
        <h1 className={classes['name']}>{name === '' ? t('frame.person.noName') : name}</h1>
        <p className={classes['facts']}>{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>
      </div>
    </header>
  );
}
