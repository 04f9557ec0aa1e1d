/**
 * i18next with one object per area and language: `text/vi/<area>.ts` and `text/en/<area>.ts` each export a const
 * named as the area. Keys are `area.key`: `t('frame.menu.worklist')`. Vietnamese is the source; English falls back to it.
 * Plurals: `key_other` (and `key_one` in English), called as `t('area.key', { count })`.
 * The words of the work come with it (work.ts): the form's own picture does not wait for them.
 */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { faults as faultsEn } from './en/faults.js';
import { frame as frameEn } from './en/frame.js';
import { start as startEn } from './en/start.js';
import type { Language } from './format.js';
import { faults } from './vi/faults.js';
import { frame } from './vi/frame.js';
import { start } from './vi/start.js';

/** What is there before the sign-in. */
export const first = { vi: { frame, start, faults }, en: { frame: frameEn, start: startEn, faults: faultsEn } };

const kept = 'language';

/** The language chosen last on this station; Vietnamese where none was. */
export function keptLanguage(): Language {
  return localStorage.getItem(kept) === 'en' ? 'en' : 'vi';
}

let own: i18n | null = null;

/** Areas that come later, in both languages. */
export function addText(areas: Readonly<Record<Language, object>>): void {
  for (const language of ['vi', 'en'] as const) own?.addResourceBundle(language, 'translation', areas[language], true);
}

export function setUpText(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: first.vi }, en: { translation: first.en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  own = instance;
  document.documentElement.lang = language;
  instance.on('languageChanged', (next) => {
    document.documentElement.lang = next;
    localStorage.setItem(kept, next);
  });
  return instance;
}
