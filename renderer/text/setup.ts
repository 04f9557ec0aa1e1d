/**
 * i18next with one object per area and language: `text/vi/<area>.ts` and `text/en/<area>.ts` each export a const
 * named as the area. Keys are `area.key`: `t('frame.menu.worklist')`. Vietnamese is the source; English falls back to it.
 * Plurals: `key_other` (and `key_one` in English), called as `t('area.key', { count })`.
 */
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { chip as chipEn } from './en/chip.js';
import { day as dayEn } from './en/day.js';
import { devices as devicesEn } from './en/devices.js';
import { enrolment as enrolmentEn } from './en/enrolment.js';
import { faults as faultsEn } from './en/faults.js';
import { frame as frameEn } from './en/frame.js';
import { queue as queueEn } from './en/queue.js';
import { start as startEn } from './en/start.js';
import { worklist as worklistEn } from './en/worklist.js';
import type { Language } from './format.js';
import { chip } from './vi/chip.js';
import { day } from './vi/day.js';
import { devices } from './vi/devices.js';
import { enrolment } from './vi/enrolment.js';
import { faults } from './vi/faults.js';
import { frame } from './vi/frame.js';
import { queue } from './vi/queue.js';
import { start } from './vi/start.js';
import { worklist } from './vi/worklist.js';

export const vietnamese = { frame, start, worklist, queue, day, devices, faults, enrolment, chip };
export const english = {
  frame: frameEn, start: startEn, worklist: worklistEn, queue: queueEn, day: dayEn, devices: devicesEn, faults: faultsEn, enrolment: enrolmentEn, chip: chipEn,
};

const kept = 'language';

/** The language chosen last on this station; Vietnamese where none was. */
export function keptLanguage(): Language {
  return localStorage.getItem(kept) === 'en' ? 'en' : 'vi';
}

export function setUpText(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    resources: { vi: { translation: vietnamese }, en: { translation: english } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = language;
  instance.on('languageChanged', (next) => {
    document.documentElement.lang = next;
    localStorage.setItem(kept, next);
  });
  return instance;
}
