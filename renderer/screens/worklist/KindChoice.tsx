/** Which kind of dossier is begun; the list's suggestion stands until the officer says otherwise. */
import { NativeSelect } from '@mantine/core';

import { dossierKinds, type DossierKind } from '../../../sync/core/dossier.js';
import { useText } from '../../text/language.js';

interface KindChoiceProps {
  readonly kind: DossierKind;
  readonly onChoose: (kind: DossierKind) => void;
}

export function KindChoice({ kind, onChoose }: KindChoiceProps) {
  const { t } = useText();
  return (
    <NativeSelect
      aria-label={t('worklist.kind.label')} value={kind} data={dossierKinds.map((one) => ({ value: one, label: t(`worklist.kind.${one}`) }))}
      onChange={(event) => onChoose(dossierKinds.find((one) => one === event.currentTarget.value) ?? kind)}
    />
  );
}
