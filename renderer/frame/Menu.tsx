/** The left menu: only screens that exist, each with its key; during an enrolment it is narrow. */
import { UnstyledButton } from '@mantine/core';

import { KeyHint } from '../parts/KeyHint.js';
import { go, type Route } from '../route.js';
import { useData } from '../store/data.js';
import { useText } from '../text/language.js';

import classes from './Menu.module.css';
import { screens, type MenuScreen } from './screens.js';

interface MenuProps {
  readonly current: Route['screen'];
  readonly narrow: boolean;
}

export function Menu({ current, narrow }: MenuProps) {
  const { t } = useText();
  const dossiers = useData('dossiers');
  const drafts = [...dossiers.values()].filter((row) => row.state === 'draft').length;
  const count = (screen: MenuScreen): number => (screen === 'dossiers' ? drafts : 0);
  return (
    <nav className={classes['menu']} data-narrow={narrow || undefined} aria-label={t('frame.menu.label')}>
      {screens.map(({ screen, letter, icon: Shape }) => (
        <UnstyledButton
          key={screen} className={classes['entry'] ?? ''} data-menu={screen} onClick={() => go({ screen })}
          {...(current === screen ? { 'aria-current': 'page' as const } : {})}
        >
          <Shape size="1.25rem" stroke={1.75} aria-hidden />
          <span className={classes['word']}>{t(`frame.menu.${screen}`)}</span>
          {count(screen) > 0 && <span className={classes['count']}>{count(screen)}</span>}
          <span className={classes['key']}><KeyHint keys={`Alt+${letter}`} /></span>
        </UnstyledButton>
      ))}
    </nav>
  );
}
