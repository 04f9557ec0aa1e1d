/** The words of what comes behind the sign-in. */
import { chip as chipEn } from './en/chip.js';
import { day as dayEn } from './en/day.js';
import { devices as devicesEn } from './en/devices.js';
import { enrolment as enrolmentEn } from './en/enrolment.js';
import { queue as queueEn } from './en/queue.js';
import { worklist as worklistEn } from './en/worklist.js';
import { addText, first } from './setup.js';
import { chip } from './vi/chip.js';
import { day } from './vi/day.js';
import { devices } from './vi/devices.js';
import { enrolment } from './vi/enrolment.js';
import { queue } from './vi/queue.js';
import { worklist } from './vi/worklist.js';

/** With what was there before: all words of the page. */
export const vietnamese = { ...first.vi, worklist, queue, day, devices, enrolment, chip };
export const english = { ...first.en, worklist: worklistEn, queue: queueEn, day: dayEn, devices: devicesEn, enrolment: enrolmentEn, chip: chipEn };

let added = false;

/** Once; a second call changes nothing. */
export function addWorkText(): void {
  if (added) return;
  added = true;
  addText({ vi: vietnamese, en: english });
}
