/** What runs here: version, host, station, devices; honest about what is simulated. */
import { NextAction } from '../../parts/NextAction.js';
import { StateMark } from '../../parts/StateMark.js';
import { go } from '../../route.js';
import { useStation } from '../../store/session.js';
import { formatSize } from '../../text/format.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { ScannerAnchors } from './ScannerAnchors.js';
import { TrustLists } from './TrustLists.js';

export function About() {
  const { t, language } = useText();
  const info = useStation('info');
  const space = useStation('space');
  if (info === null) return null;
  const facts: readonly (readonly [string, string])[] = [
    ['version', info.version],
    ['host', t(`day.about.${info.host}`)],
    ['station', info.stationName],
    ['secret', t(info.secretLayer === 'passphrase-only' ? 'day.about.passphraseOnly' : 'day.about.hardware')],
    ['space', space === null ? '' : formatSize(space.freeBytes, language)],
  ];
  return (
    <section className={frame['screen']}>
      <div className={frame['head']}><h1>{t('day.about.title')}</h1></div>
      <div className={frame['body']}>
        <p className={frame['quiet']}>{t('day.about.text')}</p>
        <dl className={frame['facts']}>
          {facts.map(([name, value]) => <Fact key={name} name={t(`day.about.${name}`)}>{value}</Fact>)}
          <Fact name={t('day.about.devices')}>
            <StateMark state={info.simulated ? 'weak' : 'good'}>{t(info.simulated ? 'day.about.simulated' : 'day.about.real')}</StateMark>
          </Fact>
        </dl>
        <TrustLists />
        <ScannerAnchors />
      </div>
      <NextAction label={t('day.about.back')} onAct={() => go({ screen: 'worklist' })} />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
