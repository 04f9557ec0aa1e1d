/** Who vouches for the scanners of this station, and the way in for another certificate. */
import { Loader } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';

import { fault as faultOf, type Fault } from '../../../sync/core/result.js';
import type { AnchorImport, ScannerAnchors as Anchors } from '../../../sync/core/scanner-anchors.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { KeyButton } from '../../parts/KeyButton.js';
import { StateMark } from '../../parts/StateMark.js';
import { useAction } from '../../parts/useAction.js';
import { useFilePick } from '../../parts/useFilePick.js';
import { ask } from '../../store/station.js';
import { useText } from '../../text/language.js';
import frame from '../Screen.module.css';

import { importedWords } from './anchor-words.js';
import { ScannerAnchor } from './ScannerAnchor.js';

/** Bytes. Main refuses more. */
const largestFile = 2 ** 20;

export function ScannerAnchors() {
  const { t } = useText();
  const [held, setHeld] = useState<Anchors | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [imported, setImported] = useState<AnchorImport | null>(null);

  const load = useCallback(async () => {
    const answer = await ask('anchors.list');
    setFault(answer.ok ? null : answer.fault);
    if (answer.ok) setHeld(answer.value);
  }, []);
  useEffect(() => {
    let current = true;
    void ask('anchors.list').then((answer) => {
      if (!current) return;
      if (answer.ok) setHeld(answer.value);
      else setFault(answer.fault);
    });
    return () => {
      current = false;
    };
  }, []);

  const adding = useAction(
    async (file: File) => {
      if (file.size > largestFile) return faultOf('anchor-too-large', `${file.size} bytes`);
      return ask('anchors.add', new Uint8Array(await file.arrayBuffer()));
    },
    (told) => {
      setImported(told);
      void load();
    },
  );
  const { input, pick } = useFilePick({ accept: '.cer,.crt,.der,.pem', name: 'scanner-anchors', onPick: adding.start });

  return (
    <div className={frame['block']} data-testid="scanner-anchors" data-count={held?.anchors.length ?? ''}>
      <h2>{t('devices.anchors.title')}</h2>
      <p>{t('devices.anchors.text')}</p>
      {input}
      <KeyButton keys="F3" loading={adding.busy} onAct={pick}>{t('devices.anchors.import')}</KeyButton>
      {adding.fault !== null && <FaultCard fault={adding.fault} />}
      {imported !== null && adding.fault === null && !adding.busy && (
        <p role="status" data-testid="anchor-added"><StateMark state={imported.refused.length === 0 ? 'good' : 'weak'}>{importedWords(imported, t)}</StateMark></p>
      )}
      {held === null && fault === null && <Loader size="sm" aria-label={t('devices.anchors.loading')} />}
      {fault !== null && <FaultCard fault={fault} noDossier onAct={() => void load()} label={t('devices.anchors.again')} />}
      {held?.anchors.length === 0 && <p><StateMark state="missing">{t('devices.anchors.none')}</StateMark></p>}
      {held !== null && held.anchors.length > 0 && <p>{t('devices.anchors.count', { count: held.anchors.length })}</p>}
      {held?.anchors.map((one) => <ScannerAnchor key={one.fingerprint} anchor={one} />)}
      {held !== null && held.unreadable.length > 0 && <StateMark state="weak">{t('devices.anchors.unreadable', { files: held.unreadable.join(', ') })}</StateMark>}
    </div>
  );
}
