/**
 * Screenshots of the page with a fake station, headless, to out/shots/:
 *
 *   node test/renderer/shot.mjs                                  every picture of shots.json
 *   node test/renderer/shot.mjs ADDRESS NAME [KEYS] [VARIANTS]   one; KEYS: pressed in order, joined by a space; `text:a_b` types "a b",
 *                                                                `click:SELECTOR` clicks, `file:SELECTOR` picks a file of three letters. VARIANTS: of 1366,1920 light,dark vi,en touch;
 *                                                                default 1366,light,vi. With touch every control is measured: 44 px or more.
 *   e.g. node test/renderer/shot.mjs '/?people=0' worklist-empty '' 1366,dark,en
 *   SHOT_PAGE=folder keeps a build of one's own apart; SHOT_BUILT=1 takes the build that is there.
 *
 * The page is built (dev.mts) and served with the station's own policy; errors and violations are printed and exit 1.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { servePage, smallControls } from './served-page.mjs';

const here = new URL('.', import.meta.url);
const output = fileURLToPath(new URL('../../out/shots/', here));
const folder = process.env.SHOT_PAGE ?? `${output}page`;
const [address, name, keys = '', variant = '1366,light,vi'] = process.argv.slice(2);
const shots = address === undefined ? JSON.parse(await readFile(new URL('shots.json', here), 'utf8')) : [{ address, name, keys, variants: [variant] }];

await mkdir(output, { recursive: true });
const { base, browser, close } = await servePage(folder, process.env.SHOT_BUILT !== undefined);

let failed = false;
for (const shot of shots) {
  for (const words of (shot.variants ?? ['1366,light,vi']).map((one) => one.split(','))) {
    const touch = words.includes('touch') ? { hasTouch: true, isMobile: true } : {};
    const page = await browser.newPage({ viewport: words.includes('1920') ? { width: 1920, height: 1080 } : { width: 1366, height: 768 }, ...touch });
    const complain = (text) => { failed = true; console.error(`${shot.name}: ${text}`); };
    page.on('pageerror', (error) => complain(error.message));
    page.on('console', (message) => message.type() === 'error' && complain(message.text()));
    const target = new URL(shot.address, base);
    if (words.includes('dark')) target.searchParams.set('scheme', 'dark');
    if (words.includes('en')) target.searchParams.set('language', 'en');
    await page.goto(target.href);
    await page.waitForSelector('#root > :not(style)');
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(500);
    for (const key of (shot.keys ?? '').split(' ').filter((one) => one !== '')) {
      if (key.startsWith('text:')) await page.keyboard.type(key.slice(5).replaceAll('_', ' '));
      else if (key.startsWith('click:')) await page.click(key.slice(6));
      else if (key.startsWith('file:')) await page.setInputFiles(key.slice(5), { name: 'danh-sach-hoa-phat.xlsx', mimeType: 'text/csv', buffer: Buffer.from('abc') });
      else if (key.startsWith('wait:')) await page.waitForTimeout(Number(key.slice(5)));
      else await page.keyboard.press(key);
      await page.waitForTimeout(200);
    }
    await page.waitForTimeout(200);
    if (words.includes('touch')) for (const small of await page.evaluate(smallControls)) complain(`under 44 px: ${small}`);
    await page.screenshot({ path: `${output}${shot.name}-${words.join('-')}.png` });
    await page.close();
  }
}
await close();
process.exit(failed ? 1 : 0);
