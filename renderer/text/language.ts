/** The text function and the language that the formats need. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import type { Language } from './format.js';

/** A key, or keys of which the first that exists counts. */
export type TextOf = (key: string | string[], values?: Readonly<Record<string, string | number>>) => string;

export function useText(): { readonly t: TextOf; readonly language: Language } {
  const { t, i18n } = useTranslation();
  const text: TextOf = useCallback((key, values) => String(t(key, values ?? {})), [t]);
  return { t: text, language: i18n.language === 'en' ? 'en' : 'vi' };
}
