/** One certificate that vouches for scanners: whose, until when, and its fingerprint, to be compared with what the vendor publishes. */
import type { ScannerAnchor as Anchor } from '../../../sync/core/scanner-anchors.js';
import { StateMark } from '../../parts/StateMark.js';
import { formatDay } from '../../text/format.js';
import { useText } from '../../text/language.js';

import { grouped } from './anchor-words.js';
import classes from './TrustLists.module.css';

export function ScannerAnchor({ anchor }: { readonly anchor: Anchor }) {
  const { t } = useText();
  const { name, fingerprint, state } = anchor;
  return (
    <div className={classes['list']} data-testid="scanner-anchor" data-fingerprint={fingerprint} data-state={state}>
      <strong className={classes['name']}>{name === '' ? t('devices.anchors.unnamed') : name}</strong>
      <StateMark state={state === 'valid' ? 'good' : 'blocked'}>{t(`devices.anchors.state.${state}`, { from: formatDay(anchor.validFrom), until: formatDay(anchor.validUntil) })}</StateMark>
      <p className={classes['quiet']}>{t('devices.anchors.fingerprint')} <span className={classes['digits']}>{grouped(fingerprint)}</span></p>
    </div>
  );
}
