/** The officer in the top line: lock, language, light or dark. */
import { Menu, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconChevronDown, IconLanguage, IconLock, IconMoon, IconSun } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

import { KeyHint } from '../parts/KeyHint.js';
import { useKey } from '../parts/useKey.js';
import { lockStation } from '../store/lock.js';
import { useText } from '../text/language.js';

import classes from './TopLine.module.css';

export function Officer({ name }: { readonly name: string }) {
  const { t, language } = useText();
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  const changeLanguage = (): void => void i18n.changeLanguage(language === 'vi' ? 'en' : 'vi');
  const changeScheme = (): void => setColorScheme(dark ? 'light' : 'dark');
  useKey('Alt+N', changeLanguage);
  useKey('Alt+M', changeScheme);
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton className={classes['button'] ?? ''} aria-label={t('frame.officer.menu', { name })} data-officer>
          {name} <IconChevronDown size="1em" aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLock size="1em" />} rightSection={<KeyHint keys="Alt+L" />} onClick={() => void lockStation()}>
          {t('frame.officer.lock')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLanguage size="1em" />} rightSection={<KeyHint keys="Alt+N" />} onClick={changeLanguage}>
          {t(language === 'vi' ? 'frame.officer.english' : 'frame.officer.vietnamese')}
        </Menu.Item>
        <Menu.Item leftSection={dark ? <IconSun size="1em" /> : <IconMoon size="1em" />} rightSection={<KeyHint keys="Alt+M" />} onClick={changeScheme}>
          {t(dark ? 'frame.officer.light' : 'frame.officer.dark')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
