/** Before the work: provisioning, the secret, signing in; one of them by the station's stage. */
import { Loader } from '@mantine/core';

import { FaultCard } from '../../parts/FaultCard.js';
import { refreshInfo, useStation } from '../../store/session.js';
import { useText } from '../../text/language.js';

import { CreateSecret } from './CreateSecret.js';
import { Language } from './Language.js';
import { Provision } from './Provision.js';
import { SignIn } from './SignIn.js';
import classes from './Start.module.css';

export function Start() {
  const { t } = useText();
  const info = useStation('info');
  const silent = useStation('silent');
  return (
    <div className={classes['page']} data-stage={info?.stage ?? 'unknown'}>
      <header className={classes['head']}>
        <strong>{t('frame.product')}</strong>
        <Language />
      </header>
      <main className={classes['middle']}>
        {silent && <FaultCard fault={{ code: 'station-silent' }} onAct={() => void refreshInfo()} />}
        {info === null && !silent && <p className={classes['waiting']}><Loader size="sm" /> {t('start.silent')}</p>}
        {info?.stage === 'unprovisioned' && <Provision />}
        {info?.stage === 'no-secret' && <CreateSecret info={info} />}
        {info?.stage === 'locked' && <SignIn info={info} />}
      </main>
    </div>
  );
}
