/** Lines above the work: what could not be saved, space on the disk, and what the opening of the data found. Each with its way out. */
import { useState, type ReactNode } from 'react';

import { StateMark, type State } from '../parts/StateMark.js';
import { WayOut } from '../parts/WayOut.js';
import { go } from '../route.js';
import { dismissNotice, useData } from '../store/data.js';
import { saveAgain, useSaving } from '../store/saving.js';
import { useStation } from '../store/session.js';
import { formatCount, formatSize } from '../text/format.js';
import { useText } from '../text/language.js';

import classes from './Notices.module.css';

interface NoticesProps {
  /** The dossier on the screen, which tells of its saving itself. */
  readonly inHand: string | null;
}

export function Notices({ inHand }: NoticesProps) {
  const { t, language } = useText();
  const { failing } = useSaving();
  const info = useStation('info');
  const space = useStation('space');
  const [seen, setSeen] = useState(false);
  const notice = useData('notice');
  const people = useData('people');
  const quarantined = useData('quarantined');
  const summaries = useData('summaries');
  const unreadable = people.unreadable + (notice?.chunksMissing ?? 0);
  return (
    <>
      {[...failing].filter(([dossier]) => dossier !== inHand).map(([dossier, fault]) => (
        <Line key={dossier} state="blocked" act={t('enrolment.saveAgain')} onAct={() => saveAgain(dossier)}>
          {t('frame.saved.unsaved', { name: summaries.get(dossier)?.name || t('frame.person.noName') })} {t([`faults.${fault.code}.now`, 'faults.unknown.now'], fault.values)}
        </Line>
      ))}
      {space !== null && space.level !== 'ok' && (
        <Line state={space.level === 'full' ? 'blocked' : 'weak'} act={t('frame.space.act')} onAct={() => go({ screen: 'day' })}>
          {t(`frame.space.${space.level}`, { free: formatSize(space.freeBytes, language) })}
        </Line>
      )}
      {info !== null && info.unkept !== null && !seen && <Line state="weak" act={t('frame.close')} onAct={() => setSeen(true)}>{t('frame.unkept')}</Line>}
      {notice !== null && (notice.outcome === 'rebuilt' || notice.outcome === 'repaired') && (
        <Line state="waiting" act={t('frame.close')} onAct={dismissNotice}>
          {t(`frame.${notice.outcome}`, { dossiers: formatCount(notice.dossiers, language), people: formatCount(people.all.length, language) })}
        </Line>
      )}
      {unreadable > 0 && <Line state="blocked" act={t('worklist.import')} onAct={() => go({ screen: 'worklist' })}>{t('frame.unreadableList', { count: unreadable })}</Line>}
      {quarantined.length > 0 && <Line state="blocked" act={t('frame.close')} onAct={dismissNotice}>{t('frame.unreadableFiles', { count: quarantined.length })}</Line>}
    </>
  );
}

interface LineProps {
  readonly state: State;
  readonly act: string;
  readonly onAct: () => void;
  readonly children: ReactNode;
}

function Line({ state, act, onAct, children }: LineProps) {
  return (
    <div className={classes['line']} data-state={state} role="status">
      <StateMark state={state}>{children}</StateMark>
      <WayOut size="compact-sm" flex="none" onAct={onAct}>{act}</WayOut>
    </div>
  );
}
