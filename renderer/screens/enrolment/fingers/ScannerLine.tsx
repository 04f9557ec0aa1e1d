/** Which scanner is used, chosen where there are two; how far it can be trusted; and whether it captures by itself. */
import { NativeSelect, Switch } from '@mantine/core';

import type { DevicesState } from '../../../../sync/core/capture.js';
import type { ScannerOffer } from '../../../../sync/core/finger-capture.js';
import { KeyHint } from '../../../parts/KeyHint.js';
import { StateMark } from '../../../parts/StateMark.js';
import { useText } from '../../../text/language.js';

import classes from './FingersStep.module.css';

interface ScannerLineProps {
  readonly devices: DevicesState | null;
  readonly offer: ScannerOffer | null;
  readonly disabled: boolean;
  readonly auto: boolean;
  readonly onAuto: () => void;
  readonly onChoose: (key: string) => void;
}

export function ScannerLine({ devices, offer, disabled, auto, onAuto, onChoose }: ScannerLineProps) {
  const { t } = useText();
  const offers = devices?.scanners ?? [];
  const nameOf = ({ identity }: ScannerOffer) => [identity.make, identity.model, identity.serial].filter((word) => word !== '').join(' ');
  return (
    <div className={classes['scanner']}>
      {offers.length > 1 ? (
        <NativeSelect
          size="xs"
          aria-label={t('enrolment.fingers.scanner')}
          data-testid="scanner-choice"
          disabled={disabled}
          value={offer?.key ?? ''}
          data={[...(offer === null ? [{ value: '', label: t('enrolment.fingers.chooseScanner') }] : []), ...offers.map((one) => ({ value: one.key, label: nameOf(one) }))]}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
      ) : offer !== null && <span className={classes['device']} title={nameOf(offer)} data-testid="scanner-name">{offer.identity.model}</span>}
      {offer !== null && !offer.forRegistration && <StateMark state="weak">{t(offer.unfit === 'small-glass' ? 'enrolment.fingers.smallGlass' : 'enrolment.fingers.unfit')}</StateMark>}
      {offer !== null && offer.forRegistration && offer.trust !== 'signed' && <span className={classes['trust']}>{t(`enrolment.fingers.trust.${offer.trust}`)}</span>}
      <Switch
        className={classes['auto'] ?? ''}
        size="xs"
        checked={auto}
        onChange={onAuto}
        data-testid="auto-capture"
        label={<span className={classes['autoLabel']}>{t('enrolment.fingers.auto')} <KeyHint keys="F7" /></span>}
      />
    </div>
  );
}
