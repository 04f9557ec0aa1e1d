/** The list's secondary buttons; memoised, as the screen is drawn again with every letter of a search. */
import { Button } from '@mantine/core';
import { IconFileImport, IconUserPlus } from '@tabler/icons-react';
import { memo } from 'react';

import { KeyHint } from '../../parts/KeyHint.js';
import { useText } from '../../text/language.js';

interface ButtonProps {
  readonly busy: boolean;
  readonly onAct: () => void;
}

export const ImportButton = memo(function ImportButton({ busy, onAct }: ButtonProps) {
  const { t } = useText();
  return (
    <Button variant="default" onClick={onAct} loading={busy} leftSection={<IconFileImport size="1.125rem" stroke={1.75} />} rightSection={<KeyHint keys="F2" />}>
      {t('worklist.import')}
    </Button>
  );
});

export const OutsiderButton = memo(function OutsiderButton({ busy, onAct }: ButtonProps) {
  const { t } = useText();
  return (
    <Button variant="default" onClick={onAct} loading={busy} leftSection={<IconUserPlus size="1.125rem" stroke={1.75} />} rightSection={<KeyHint keys="F9" />}>
      {t('worklist.outsider')}
    </Button>
  );
});
