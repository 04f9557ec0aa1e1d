/** Keys of the screens, on a real page. */
import { describe, expect, test } from 'vitest';

import { act } from './officer.js';
import { draft, open, page } from './screens-page.js';

describe('UI40: keys of what had none', () => {
  test('language and colours, at the start and at work; another set of words and back', async () => {
    await open('?stage=no-secret');
    await page.locator('[data-secret]:not([data-secret=""])').waitFor();
    await page.keyboard.press('Alt+n');
    await page.locator('h1', { hasText: 'secret' }).waitFor();
    await page.keyboard.press('F2');
    await act(page).click();
    await page.locator('input[name="repeated"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('[data-secret]').waitFor();
    await page.close();
    await open('?queue');
    await page.keyboard.press('Alt+n');
    await page.locator('[data-menu="worklist"]', { hasText: 'Worklist' }).waitFor();
    await page.keyboard.press('Alt+m');
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  });

  test.each([['F2', '?queue'], ['F2', '?queue&trust#/about'], ['F3', '?queue&trust#/about']])('a file is chosen with %s: %s', async (key, address) => {
    await open(address);
    const chooser = page.waitForEvent('filechooser');
    // The browser keeps its own dialog back only once this has reached it.
    await page.evaluate(() => 0);
    await page.keyboard.press(key);
    await chooser;
  });

  test('the way out of the newest trouble has F10, and an older one’s when that is gone', async () => {
    const withKey = () => page.locator('button', { has: page.locator('kbd', { hasText: 'F10' }) });
    await open(`?queue&broken${draft}`);
    await page.locator('[data-saved="failed"]').waitFor();
    await page.locator('[role="status"] button').first().waitFor();
    expect(await withKey().allTextContents()).toEqual(['Lưu lại ngayF10']);
    await page.close();
    await open('?queue&broken');
    expect(await withKey().allTextContents()).toEqual(['Đã xemF10']);
    await page.keyboard.press('F10');
    await page.locator('button', { hasText: 'Xuất ra USBF10' }).waitFor();
    await page.keyboard.press('F10');
    await page.locator('[data-screen="day"]').waitFor();
  });

  test('what a panel is for has F9', async () => {
    await open(`?queue${draft}`);
    await page.keyboard.press('Alt+2');
    await page.getByTestId('describe').waitFor();
    await page.keyboard.press('F4');
    await page.getByTestId('exception-finger-2').click();
    await page.getByTestId('exception-amputated').click();
    await page.keyboard.press('F9');
    await page.getByTestId('exception-form').waitFor({ state: 'detached' });
    await page.keyboard.press('F4');
    await page.getByTestId('exception-lift-2').waitFor();
  });

  test.each([['F3', 'Số 27, đường Hồ Sĩ Phấn'], ['F4', 'Số nhà 128/45/7B']])('what the chip says otherwise is taken with F3, left with F4: %s', async (key, residence) => {
    await open(`?queue&chip=ok${draft}`);
    for (const [field, text] of [['birth', '380514'], ['birth-check', '7'], ['expiry', '991231'], ['expiry-check', '5']] as const) await page.getByTestId(`chip-${field}`).fill(text);
    await page.keyboard.press('F6');
    await page.getByTestId('difference-residence').waitFor();
    await page.keyboard.press(key);
    await page.locator('[data-testid="chip-said"][data-open="0"]').waitFor();
    expect(await page.getByTestId('field-residence').inputValue()).toContain(residence);
  });

  test('the narrow menu shows the keys too', async () => {
    await open(`?queue${draft}`);
    expect(await page.locator('[data-menu="day"] kbd').textContent()).toBe('Alt+C');
    expect(await page.locator('[data-menu="day"] kbd').isVisible()).toBe(true);
  });
});
