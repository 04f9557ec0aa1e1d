/** What the screens' rules ask of a real page. */
import { describe, expect, test } from 'vitest';

import { smallControls } from '../renderer/served-page.mjs';
import { act } from './officer.js';
import { draft, open, page, scan } from './screens-page.js';

describe('EN40: while the citizen reads, nothing of the officer is on the screen', () => {
  test('no frame, no menu, no notice; the whole address; Esc leads back', async () => {
    await open(`?queue${draft}`);
    await page.locator('header', { hasText: 'Tận Nhà' }).waitFor();
    await page.getByTestId('step-readback').click();
    await page.getByTestId('readback-address').waitFor();
    expect(await page.getByTestId('readback-address').textContent()).toBe('Số nhà 128/45/7B, ngõ 312 đường Trường Chinh, khu tập thể Nhà máy Dệt Hoà Thọ, Tổ dân phố số 14A, Phường Hòa Phát');
    const words = await page.locator('#root').innerText();
    for (const officers of ['Nguyễn Thị Minh Anh', 'Danh sách', 'chờ gửi', 'Vân tay', '/ 20 phút']) expect(words).not.toContain(officers);
    expect(await page.locator('button').count()).toBe(2);
    await page.keyboard.press('Escape');
    await page.getByTestId('step-person').waitFor();
    await page.locator('[data-menu="worklist"]').waitFor();
  });
});

describe('UI32: Enter in a folder is the form’s', () => {
  test('it exports, takes in receipts, and never asks to close the day', async () => {
    await open('?queue#/day');
    const folder = page.locator('input[name="export-folder"]');
    await folder.press('Enter');
    await folder.fill('/media/usb');
    await folder.press('Enter');
    await page.locator('[data-exported="4"]').waitFor();
    await page.locator('input[name="receipts-folder"]').fill('/media/usb');
    await page.locator('input[name="receipts-folder"]').press('Enter');
    await page.locator('[data-received="3"]').waitFor();
    expect(await act(page).textContent()).toContain('Chốt ngày 14/05/2026');
  });
});

describe('UI34: a dossier that was left out of an export is named', () => {
  test('with its person, below what was written', async () => {
    await open('?queue#/day');
    await page.locator('input[name="export-folder"]').fill('/media/usb');
    await page.keyboard.press('F3');
    await page.locator('[data-skipped="1"]').waitFor();
    expect(await page.locator('[data-skipped] li').allTextContents()).toEqual(['Võ Quang Phượng']);
  });
});

describe('UI33: why a dossier was set aside is said', () => {
  test('beside sending it again, by its digit, and under Dossiers', async () => {
    await open('?queue#/transmission');
    const aside = page.locator('[data-set-aside]');
    expect(await aside.textContent()).toContain('Cấp trên xem hồ sơ và không nhận.');
    await aside.getByText('Chi tiết').click();
    await aside.getByText('the form names photo, which is missing').waitFor();
    await page.keyboard.press('Alt+h');
    await page.locator('[data-dossier][data-state="quarantined"]').click();
    await page.locator('[data-why]', { hasText: 'không nhận' }).waitFor();
    await page.keyboard.press('Alt+g');
    await aside.waitFor();
    await page.keyboard.press('1');
    await aside.waitFor({ state: 'detached' });
  });
});

describe('UI35: long work shows how far it is, and is called off', () => {
  test('a list: rows of rows, going on while the officer is elsewhere', async () => {
    await open('?queue&slow');
    await page.locator('input[name="list"]').setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
    const bar = page.locator('[data-work][data-total="50000"]');
    await expect.poll(async () => (await bar.textContent().catch(() => '')) ?? '').toMatch(/Đang nạp danh-sach\.csv.*trong 50\.000 dòng, còn/);
    const before = Number(await bar.getAttribute('data-done'));
    await page.keyboard.press('Alt+h');
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+d');
    await bar.waitFor();
    expect(Number(await bar.getAttribute('data-done'))).toBeGreaterThan(before);
    await page.keyboard.press('Escape');
    await page.getByText('Đã dừng nạp danh sách.').waitFor();
    await bar.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByText('Đã dừng nạp danh sách.').waitFor({ state: 'detached' });
  });

  test('an export and receipts, each with its own key', async () => {
    await open('?queue&slow#/day');
    await page.locator('input[name="export-folder"]').fill('/media/usb');
    await page.locator('input[name="receipts-folder"]').fill('/media/usb');
    await page.keyboard.press('F3');
    await page.keyboard.press('F7');
    await page.locator('[data-export] [data-work]', { hasText: 'trong 9,6 MB' }).waitFor();
    await page.locator('[data-receipts] [data-work]', { hasText: 'trong 60 biên nhận' }).waitFor();
    await page.keyboard.press('F4');
    await page.getByText('Đã dừng xuất ra USB.').waitFor();
    await page.keyboard.press('F8');
    await page.getByText('Đã dừng; đã nhận 12 biên nhận.').waitFor();
    expect(await page.locator('[data-fault]').count()).toBe(0);
  });
});

describe('UI36: when something was saved is always visible', () => {
  test('after the dossier was left, and in red with a way out where it could not be', async () => {
    await open(`?queue${draft}`);
    await page.getByTestId('field-origin').fill('Huế');
    await page.locator('[data-testid="saved-line"][data-unsaved="0"]:not([data-saved-at=""])').waitFor();
    await page.keyboard.press('Alt+c');
    await page.locator('header [data-saved]:not([data-saved="never"])', { hasText: 'Đã lưu lúc' }).waitFor();
    await page.close();
    await open(`?queue&broken${draft}`);
    await page.getByTestId('field-origin').fill('Huế');
    await page.locator('[data-saved="failed"]').waitFor();
    await page.keyboard.press('Alt+c');
    await page.locator('[role="status"]', { hasText: 'Hồ sơ Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương chưa lưu được.' }).getByRole('button', { name: 'Lưu lại' }).waitFor();
  });
});

describe('UI38: a barcode reader’s keys land nowhere', () => {
  test('not in the search, and its Enter begins nothing', async () => {
    await open('?queue&people=200');
    const search = page.locator('input[name="search"]');
    await search.fill('thi');
    const found = await page.locator('[data-found]').getAttribute('data-found');
    await scan('046138000001');
    expect(await search.inputValue()).toBe('thi');
    expect(await page.locator('[data-found]').getAttribute('data-found')).toBe(found);
    expect(await page.locator('[data-screen]').getAttribute('data-screen')).toBe('worklist');
  });

  test('a hand’s keys and its Enter do as ever', async () => {
    await open('?queue&people=200');
    await page.locator('input[name="search"]').pressSequentially('cong tang ton nu', { delay: 60 });
    await page.locator('[data-found="1"]').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('step-person').waitFor();
  });

  test('not in a field of the form, whose value keeps its source, nor in a choice', async () => {
    await open(`?queue${draft}`);
    const name = page.getByTestId('field-fullName');
    await name.focus();
    await scan('046138000001');
    expect(await name.inputValue()).toBe('Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Hương');
    await page.getByTestId('field-sex').focus();
    await scan('NAMNAMNAM');
    expect(await page.getByTestId('field-sex').inputValue()).toBe('female');
    const source = () => page.evaluate(() => {
      const { drafts } = (window as unknown as { fake: { drafts: ReadonlyMap<string, { fields: Record<string, { source: string }> }> } }).fake;
      return [...drafts.values()][0]?.fields['fullName']?.source;
    });
    await expect.poll(source).toBe('worklist');
    expect(await page.getByTestId('step-person').getAttribute('aria-current')).toBe('step');
  });

  test('no button is pressed, whether it has the focus or is the next one', async () => {
    await open('?queue#/day');
    await act(page).focus();
    await scan('046138000001');
    await page.locator('h1').click();
    await scan('046138000001');
    expect(await act(page).textContent()).toContain('Chốt ngày 14/05/2026');
  });
});

describe('UI41: what is read is 14 px or more, what a finger hits 44', () => {
  test.each(['?stage=locked', '?queue', '?queue#/dossiers', '?queue#/transmission', '?queue#/day', '?queue&trust#/about', `?queue${draft}`])('%s', async (address) => {
    await open(address, true);
    expect(await page.evaluate(smallControls)).toEqual([]);
    const sizes = await page.locator('kbd').evaluateAll((keys) => keys.map((key) => Number.parseFloat(getComputedStyle(key).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(14);
  });
});

describe('FL13: names that were guessed', () => {
  test('are the officer’s to look at; left alone they are told in the checks, and gone from there once they are said to be right', async () => {
    await open(`?queue&scanner=unsure${draft}`);
    await page.keyboard.press('Alt+2');
    await page.getByTestId('describe').waitFor();
    await page.keyboard.press('F8');
    await page.getByTestId('boxes-right').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+4');
    await page.getByTestId('finding-finger-guessed').first().waitFor();
    expect(await page.getByTestId('finding-finger-guessed').count()).toBe(2);
    await page.keyboard.press('Alt+2');
    await page.keyboard.press('F2');
    await page.getByTestId('boxes-right').waitFor();
    await page.keyboard.press('F9');
    await page.getByTestId('boxes-right').waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+4');
    await page.locator('[data-testid="finding-missing-part"]').first().waitFor();
    expect(await page.getByTestId('finding-finger-guessed').count()).toBe(0);
  });
});
