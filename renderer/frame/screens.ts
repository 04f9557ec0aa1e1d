/** The screens of the menu and the palette, with their keys. */
import { IconChecklist, IconFolders, IconInfoCircle, IconMoonStars, IconSend, type Icon } from '@tabler/icons-react';

import type { Route } from '../route.js';

export type MenuScreen = Exclude<Route['screen'], 'enrolment'>;

export const screens: readonly { readonly screen: MenuScreen; readonly letter: string; readonly icon: Icon }[] = [
  { screen: 'worklist', letter: 'D', icon: IconChecklist },
  { screen: 'dossiers', letter: 'H', icon: IconFolders },
  { screen: 'transmission', letter: 'G', icon: IconSend },
  { screen: 'day', letter: 'C', icon: IconMoonStars },
  { screen: 'about', letter: 'P', icon: IconInfoCircle },
];
