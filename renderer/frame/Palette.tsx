/** Ctrl+K: every screen and command by name. */
import { Spotlight } from '@mantine/spotlight';
import { IconLanguage, IconLock, IconMoon, IconSearch } from '@tabler/icons-react';
import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';

import { KeyHint } from '../parts/KeyHint.js';
import { go } from '../route.js';
import { lockStation } from '../store/lock.js';
import { useText } from '../text/language.js';

import { screens } from './screens.js';

export function Palette() {
  const { t, language } = useText();
  const { i18n } = useTranslation();
  const { toggleColorScheme } = useMantineColorScheme();
  return (
    <Spotlight
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      nothingFound={t('frame.palette.nothing')}
      transitionProps={{ duration: 0 }}
      searchProps={{ placeholder: t('frame.palette.placeholder'), leftSection: <IconSearch size="1.25rem" stroke={1.75} /> }}
      actions={[
        ...screens.map(({ screen, letter, icon: Shape }) => ({
          id: screen, label: t(`frame.menu.${screen}`), onClick: () => go({ screen }),
          leftSection: <Shape size="1.25rem" stroke={1.75} />, rightSection: <KeyHint keys={`Alt+${letter}`} />,
        })),
        { id: 'lock', label: t('frame.officer.lock'), onClick: () => void lockStation(), leftSection: <IconLock size="1.25rem" stroke={1.75} />, rightSection: <KeyHint keys="Alt+L" /> },
        {
          id: 'language', label: t(language === 'vi' ? 'frame.officer.english' : 'frame.officer.vietnamese'),
          onClick: () => void i18n.changeLanguage(language === 'vi' ? 'en' : 'vi'), leftSection: <IconLanguage size="1.25rem" stroke={1.75} />, rightSection: <KeyHint keys="Alt+N" />,
        },
        { id: 'scheme', label: `${t('frame.officer.light')} / ${t('frame.officer.dark')}`, onClick: toggleColorScheme, leftSection: <IconMoon size="1.25rem" stroke={1.75} />, rightSection: <KeyHint keys="Alt+M" /> },
      ]}
    />
  );
}
