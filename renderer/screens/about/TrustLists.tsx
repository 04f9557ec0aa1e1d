/** The trust lists of this station, and the way in for another one. */
import { Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';

import type { TrustReport } from '../../../sync/core/chip-facts.js';
import { largestTrustList } from '../../../sync/core/reference-data.js';
import { fault as faultOf, type Fault } from '../../../sync/core/result.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyButton } from '../../parts/KeyButton.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { useFilePick } from '../../parts/useFilePick.js';
import { ask } from '../../store/station.js';
import { formatCount } from '../../text/format.js';
import { useText } from '../../text/language.js';
import { deedOf } from '../fault-deed.js';
import frame from '../Screen.module.css';

import { HeadquartersLists } from './HeadquartersLists.js';
import { TrustList } from './TrustList.js';

export function TrustLists() {
  const { t, language } = useText();
  const [lists, setLists] = useState<readonly TrustReport[] | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);

  const load = useCallback(async () => {
    const answer = await ask('trust.lists');
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) setLists(answer.value);
  }, []);
  useEffect(() => {
    let current = true;
    void ask('trust.lists').then((answer) => {
      if (!current) return;
      if (answer.ok) setLists(answer.value);
      else setFault(answer.fault);
    });
    return () => {
      current = false;
    };
  }, []);

  const [added, setAdded] = useState<TrustReport | null>(null);
  const adding = useAction(
    async (file: File) => {
      if (file.size > largestTrustList) return faultOf('list-too-large', `${file.size} bytes`);
      return ask('trust.add', { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
    },
    (report) => {
      setAdded(report);
      void load();
    },
  );
  const { input, pick } = useFilePick({ accept: '.cer,.crt,.der,.pem,.ml,.ldif,.ldf', name: 'trust-list', onPick: adding.start });

  return (
    <div className={frame['block']} data-testid="trust-lists" data-count={lists?.length ?? ''}>
      <h2>{t('chip.trust.title')}</h2>
      <p>{t('chip.trust.text')}</p>
      <HeadquartersLists />
      {input}
      <KeyButton keys="F2" loading={adding.busy} onAct={pick}>{t('chip.trust.import')}</KeyButton>
      {adding.fault !== null && <FaultCard fault={adding.fault} onAct={deedOf(adding.fault, adding.fault.code.startsWith('list-') ? pick : adding.again)} />}
      {adding.busy && <p role="status"><StateMark state="waiting">{t('chip.trust.importing')}</StateMark></p>}
      {added !== null && adding.fault === null && !adding.busy && (
        <p role="status" data-testid="trust-added">
          <StateMark state={added.refused === 0 ? 'good' : 'weak'}>
            {t('chip.trust.added', { name: added.name, accepted: formatCount(added.accepted, language), refused: formatCount(added.refused, language) })}
          </StateMark>
        </p>
      )}
      {lists === null && fault === null && <Loader size="sm" aria-label={t('chip.trust.loading')} />}
      {fault !== null && <FaultCard fault={fault} noDossier onAct={() => void load()} label={t('chip.trust.again')} />}
      {lists?.length === 0 && <p><StateMark state="missing">{t('chip.trust.none')}</StateMark></p>}
      {lists?.map((one) => <TrustList key={one.id} list={one} />)}
    </div>
  );
}
