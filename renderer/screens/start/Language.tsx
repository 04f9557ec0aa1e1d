/** The other language, before anyone has signed in. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { KeyHint } from '../../parts/KeyHint.js';
import { useKey } from '../../parts/useKey.js';
import { useText } from '../../text/language.js';

export function Language() {
  const { t, language } = useText();
  const { i18n } = useTranslation();
  const change = (): void => void i18n.changeLanguage(language === 'vi' ? 'en' : 'vi');
  useKey('Alt+N', change);
  return (
    <Button variant="subtle" size="compact-md" onClick={change} rightSection={<KeyHint keys="Alt+N" />}>
      {t(language === 'vi' ? 'frame.officer.english' : 'frame.officer.vietnamese')}
    </Button>
  );
}
