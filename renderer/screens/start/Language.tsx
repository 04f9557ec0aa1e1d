/** The other language, before anyone has signed in. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { useText } from '../../text/language.js';

export function Language() {
  const { t, language } = useText();
  const { i18n } = useTranslation();
  return (
    <Button variant="subtle" size="compact-md" onClick={() => void i18n.changeLanguage(language === 'vi' ? 'en' : 'vi')}>
      {t(language === 'vi' ? 'frame.officer.english' : 'frame.officer.vietnamese')}
    </Button>
  );
}
