/** Which kind of dossier is begun; the list's suggestion stands until the officer says otherwise. */
import { NativeSelect } from '@mantine/core';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';

import { dossierKinds, type DossierKind } from '../../../sync/core/dossier.js';
import { useText } from '../../text/language.js';

export interface ChosenKind {
  readonly person: string;
  readonly kind: DossierKind;
}

interface KindChoiceProps extends ChosenKind {
  readonly onChoose: (chosen: ChosenKind) => void;
}

export function KindChoice({ person, kind, onChoose }: KindChoiceProps) {
  const latest = useRef(person);
  useLayoutEffect(() => {
    latest.current = person;
  });
  return <KindField kind={kind} onKind={useCallback((next: DossierKind) => onChoose({ person: latest.current, kind: next }), [onChoose])} />;
}

interface KindFieldProps {
  readonly kind: DossierKind;
  readonly onKind: (kind: DossierKind) => void;
}

/** Not drawn again for another person of the same kind, as with every letter of a search. */
const KindField = memo(function KindField({ kind, onKind }: KindFieldProps) {
  const { t } = useText();
  return (
    <NativeSelect
      aria-label={t('worklist.kind.label')} value={kind} data={dossierKinds.map((one) => ({ value: one, label: t(`worklist.kind.${one}`) }))}
      onChange={(event) => onKind(dossierKinds.find((one) => one === event.currentTarget.value) ?? kind)}
    />
  );
});
