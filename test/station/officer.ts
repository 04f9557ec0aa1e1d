/** What an officer does at the screens: each step looks at the page alone, as a person would. */
import type { Page } from 'playwright-core';

import type { FieldName } from '../../sync/core/dossier.js';
import { until } from './until.js';

export const act = (page: Page) => page.locator('[data-next-action]');
export const field = (page: Page, name: string) => page.getByTestId(`field-${name}`);

/** First start: the provisioning file, then the words, written down and typed again. Answers the words. */
export async function firstStart(page: Page, provisioningFile: string): Promise<string> {
  await page.locator('[data-stage="unprovisioned"]').waitFor();
  await page.locator('input[name="provisioning"]').setInputFiles(provisioningFile);
  await page.locator('[data-stage="no-secret"]').waitFor();
  const words = page.locator('[data-secret]:not([data-secret=""])');
  await words.waitFor();
  const secret = (await words.getAttribute('data-secret')) ?? '';
  await act(page).click();
  await page.locator('input[name="repeated"]').fill(secret);
  await act(page).click();
  await page.locator('[data-stage="locked"]').waitFor();
  return secret;
}

export interface Shift {
  readonly officer: string;
  readonly place: string;
}

export async function signIn(page: Page, secret: string, shift?: Shift): Promise<void> {
  await page.locator('[data-stage="locked"]').waitFor();
  if (shift !== undefined) {
    await page.locator('input[name="officer"]').fill(shift.officer);
    await page.locator('input[name="place"]').fill(shift.place);
  }
  await page.locator('input[name="secret"]').fill(secret);
  await act(page).click();
  await page.locator('[data-screen]').waitFor();
}

export async function importList(page: Page, file: string, people: number): Promise<void> {
  await page.locator('input[name="list"]').setInputFiles(file);
  await page.locator(`[data-found="${people}"]`).waitFor();
}

/** Searches and opens the first person found, with the keyboard alone. */
export async function openPerson(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await page.locator('input[name="search"]').fill(query);
  await page.locator('[data-found="1"]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('step-person').waitFor();
}

/** Opens the dossier that was worked on last, at the person. */
export async function openLatestDossier(page: Page): Promise<void> {
  await page.locator('[data-menu="dossiers"]').click();
  await page.locator('[data-dossier]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('step-person').click();
}

export async function type(page: Page, name: FieldName, value: string): Promise<void> {
  const input = field(page, name);
  await input.fill(value);
  await input.blur();
}

/** Until the "saved" line says that all is on the disk. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-testid="saved-line"][data-unsaved="0"]:not([data-saved-at=""])').waitFor();
}

export interface Printed {
  /** Each with the check digit that is printed behind it. */
  readonly number: string;
  readonly birth: string;
  readonly expiry: string;
}

/** Types what the card's MRZ shows, reads the chip, and takes what it says. */
export async function readChip(page: Page, printed: Printed): Promise<void> {
  for (const part of ['number', 'birth', 'expiry'] as const) {
    await page.getByTestId(`chip-${part}`).fill(printed[part].slice(0, -1));
    await page.getByTestId(`chip-${part}-check`).fill(printed[part].slice(-1));
  }
  await page.getByTestId('chip-read').click();
  await page.getByTestId('chip-said').waitFor();
  const all = page.getByTestId('differences-take-all');
  if (await all.isVisible()) await all.click();
  await page.locator('[data-testid="chip-said"][data-open="0"]').waitFor();
}

const slapFingers = { 13: [2, 3, 4, 5], 14: [7, 8, 9, 10], 15: [1, 6] } as const;

/** Captures one slap by hand, and waits until the attempt is counted and each of its fingers is shown as kept. */
export async function captureSlap(page: Page, slap: keyof typeof slapFingers): Promise<void> {
  await page.getByTestId('step-fingers').click();
  await captureStep(page, slap);
  for (const finger of slapFingers[slap]) await page.locator(`[data-testid="finger-${finger}"]:is([data-state="good"], [data-state="weak"])`).waitFor();
}

/** One of the 13 steps, by hand: what the station may take by itself meanwhile is waited for. Answers how often it was tried. */
export async function captureStep(page: Page, step: number): Promise<number> {
  const auto = page.getByTestId('auto-capture');
  await auto.waitFor({ state: 'attached' });
  if (await auto.isChecked()) await page.keyboard.press('F7');
  await page.locator('[data-fingers]:not([data-capturing])').waitFor();
  const choice = page.getByTestId(`finger-step-${step}`);
  await choice.click();
  const attempts = Number(await choice.getAttribute('data-attempts'));
  await page.getByTestId('capture').waitFor();
  await page.keyboard.press('F8');
  await until(`step ${step} is captured`, async () => Number(await choice.getAttribute('data-attempts')) > attempts);
  return attempts + 1;
}

export async function takePhoto(page: Page): Promise<void> {
  await page.getByTestId('step-photo').click();
  await until('the camera shows a picture', () => page.evaluate(() => (document.querySelector('video')?.videoWidth ?? 0) > 0));
  await page.locator('[data-testid="photo-take"]:not([disabled])').waitFor();
  await page.keyboard.press('F9');
  await page.getByTestId('photo-saved').waitFor();
}

/** Accepts every warning with a note; a blocking finding makes it fail. */
export async function passChecks(page: Page, note: string): Promise<void> {
  await page.getByTestId('step-checks').click();
  // Attached is enough: without findings the list is empty.
  await page.getByTestId('checks-list').waitFor({ state: 'attached' });
  const accept = page.locator('[data-testid^="accept-"]:not([data-testid^="accept-note-"]):not([data-testid^="accept-save-"])');
  while ((await accept.count()) > 0) {
    const key = ((await accept.first().getAttribute('data-testid')) ?? '').slice('accept-'.length);
    await accept.first().click();
    await page.getByTestId(`accept-note-${key}`).fill(note);
    await page.getByTestId(`accept-save-${key}`).click();
    await page.getByTestId(`accept-${key}`).waitFor({ state: 'detached' });
  }
}

/** Turns the screen to the citizen. */
export async function showReadBack(page: Page): Promise<void> {
  await page.getByTestId('step-readback').click();
  await page.getByTestId('readback-confirm').waitFor();
}

/** The citizen has read and confirms. Answers the sealed dossier. */
export async function confirm(page: Page): Promise<{ readonly dossier: string; readonly revision: number }> {
  await page.getByTestId('readback-confirm').click();
  const sealed = page.getByTestId('sealed');
  await sealed.waitFor();
  return { dossier: (await sealed.getAttribute('data-dossier')) ?? '', revision: Number(await sealed.getAttribute('data-revision')) };
}

/** Opens the screen of sending and presses "send now", unless all is sent already: the station also tries by itself. */
export async function sendNow(page: Page): Promise<void> {
  await page.locator('[data-menu="transmission"]').click();
  const button = page.locator('[data-screen="transmission"] [data-next-action]');
  await until('sending is asked for, or nothing is left to send', async () =>
    (await page.locator('[data-waiting="0"]').count()) > 0 || button.click({ timeout: 500 }).then(() => true, () => false));
}
