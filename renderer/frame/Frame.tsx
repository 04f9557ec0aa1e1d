/** The frame around the work: truth at a glance on top, the screens that exist at the left. */
import '@mantine/dates/styles.css';
import '@mantine/spotlight/styles.css';
import 'dayjs/locale/vi';

import { Loader } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { useEffect } from 'react';

import type { StationInfo } from '../../electron/contract/calls.js';
import { FaultCard } from '../parts/FaultCard.js';
import { go, useRoute } from '../route.js';
import { useTurned } from '../store/bedside.js';
import { closeData, openData, openDataIfClosed, useData } from '../store/data.js';
import { forgetWorks } from '../store/long-work.js';
import { useText } from '../text/language.js';

import classes from './Frame.module.css';
import { Menu } from './Menu.js';
import { Notices } from './Notices.js';
import { Palette } from './Palette.js';
import { Screen } from './Screen.js';
import { TopLine } from './TopLine.js';
import { useScreenKeys } from './useScreenKeys.js';

export { addWorkText } from '../text/work.js';

export function Frame({ info }: { readonly info: StationInfo }) {
  const route = useRoute();
  const phase = useData('phase');
  const fault = useData('fault');
  const { t } = useText();
  const turned = useTurned();
  useScreenKeys();
  useEffect(() => {
    openDataIfClosed();
    return () => {
      closeData();
      forgetWorks();
    };
  }, []);
  return (
    <DatesProvider settings={{ locale: 'vi', firstDayOfWeek: 1 }}>
      <div className={classes['frame']} data-screen={route.screen}>
        {!turned && <TopLine info={info} saved={route.screen !== 'enrolment'} />}
        {!turned && <Menu current={route.screen} narrow={route.screen === 'enrolment'} />}
        <main className={classes['work']}>
          {!turned && <Notices inHand={route.screen === 'enrolment' ? route.dossier : null} />}
          {fault !== null && (
            <div className={classes['alone']}>
              <FaultCard fault={fault} onAct={() => void openData()} label={t('faults.database-failed.act')} />
            </div>
          )}
          {phase === 'opening' && <p className={classes['opening']}><Loader size="sm" /> {t('frame.opening')}</p>}
          {phase === 'ready' && <Screen route={route} onLeave={() => go({ screen: 'worklist' })} />}
        </main>
        <Palette />
      </div>
    </DatesProvider>
  );
}
