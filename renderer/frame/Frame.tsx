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
import { closeData, openData, openDataIfClosed, useData } from '../store/data.js';
import { useText } from '../text/language.js';

import classes from './Frame.module.css';
import { Menu } from './Menu.js';
import { Notices } from './Notices.js';
import { Palette } from './Palette.js';
import { Screen } from './Screen.js';
import { TopLine } from './TopLine.js';
import { useScreenKeys } from './useScreenKeys.js';

export function Frame({ info }: { readonly info: StationInfo }) {
  const route = useRoute();
  const { phase, fault } = useData();
  const { t } = useText();
  useScreenKeys();
  useEffect(() => {
    openDataIfClosed();
    return closeData;
  }, []);
  return (
    <DatesProvider settings={{ locale: 'vi', firstDayOfWeek: 1 }}>
      <div className={classes['frame']} data-screen={route.screen}>
        <TopLine info={info} />
        <Menu current={route.screen} narrow={route.screen === 'enrolment'} />
        <main className={classes['work']}>
          <Notices />
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
