/** Which kind of dossier is begun; the list's suggestion stands until the officer says otherwise. */
import { NativeSelect } from '@mantine/core';
import { memo } from 'react';

import { dossierKinds, type DossierKind } from '../../../sync/core/dossier.js';
import { useText } from '../../text/language.js';

export interface ChosenKind {
  readonly person: string;
  readonly kind: DossierKind;
}

interface KindChoiceProps extends ChosenKind {
  readonly onChoose: (chosen: ChosenKind) => void;
}

export const KindChoice = memo(function KindChoice({ person, kind, onChoose }: KindChoiceProps) {
  const { t } = useText();
  return (
    <NativeSelect
      aria-label={t('worklist.kind.label')} value={kind} data={dossierKinds.map((one) => ({ value: one, label: t(`worklist.kind.${one}`) }))}
      onChange={(event) => onChoose({ person, kind: dossierKinds.find((one) => one === event.currentTarget.value) ?? kind })}
    />
  );
});
