/** Puts the fake station into the page before it runs: `?stage=`, `?people=40`, `?queue`, `?broken`, `?rebuilt`, `?chip=tampered`, `?scanner=single`, `?cause=dry`, `?text=200`, `?trust`, `?slow`, `?language=en`, `?scheme=dark`. */
import type { Station } from '../../electron/contract/station.js';
import { makeDatabase } from '../../renderer/store/database.js';
import { reconcile } from '../../renderer/store/reconcile.js';

import { chipMoods } from './fake-chip.js';
import { causeOf, scannerMoods } from './fake-fingers.js';
import { fakePeople } from './fake-people.js';
import { makeFakeStation } from './fake-station.js';

const query = new URLSearchParams(window.location.search);
const stages = ['unprovisioned', 'no-secret', 'locked', 'open'] as const;

localStorage.setItem('language', query.get('language') === 'en' ? 'en' : 'vi');
localStorage.setItem('mantine-color-scheme-value', query.get('scheme') === 'dark' ? 'dark' : 'light');

if (query.get('text') === '200') document.documentElement.style.fontSize = '200%';
// A capture is started by the picture's keys alone.
localStorage.setItem('auto-capture', 'off');

/** A hand on a platen, as fake-fingers.ts places it. */
async function slapPicture(): Promise<Uint8Array> {
  const canvas = new OffscreenCanvas(800, 750);
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.fillStyle = '#f2f4f4';
    pen.fillRect(0, 0, 800, 750);
    pen.strokeStyle = '#5a6668';
    pen.lineWidth = 2;
    for (let finger = 0; finger < 4; finger++) {
      for (let ring = 6; ring < 96; ring += 6) {
        pen.globalAlpha = finger === 2 ? 0.25 : 1;
        pen.beginPath();
        pen.ellipse(130 + finger * 175, 350 - (finger % 3) * 75, ring * 0.7, ring, (finger * 6 - 8) * (Math.PI / 180), 0, Math.PI * 2);
        pen.stroke();
      }
    }
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

async function picture(word: string): Promise<Uint8Array> {
  if (word === 'slap') return slapPicture();
  const canvas = new OffscreenCanvas(120, 160);
  const pen = canvas.getContext('2d');
  if (pen !== null) {
    pen.fillStyle = '#d9dfe0';
    pen.fillRect(0, 0, 120, 160);
    pen.strokeStyle = '#5a6668';
    for (let ring = 8; ring < 90; ring += 7) {
      pen.beginPath();
      pen.ellipse(60, 90, ring * 0.7, ring, 0, 0, Math.PI * 2);
      pen.stroke();
    }
    pen.fillStyle = '#16201f';
    pen.font = '16px sans-serif';
    pen.fillText(word, 8, 20);
  }
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

const fake = makeFakeStation({
  stage: stages.find((one) => one === query.get('stage')) ?? 'open',
  people: fakePeople(Number(query.get('people') ?? 40)),
  queue: query.has('queue'), broken: query.has('broken'), trust: query.has('trust'), slow: query.has('slow'), picture,
  scanner: scannerMoods.find((one) => one === query.get('scanner')) ?? 'roll', cause: causeOf(query.get('cause')),
  chip: chipMoods.find((one) => one === query.get('chip')) ?? 'ok',
});

// As a station leaves it behind; without, the page rebuilds and says so.
async function leaveBehind(): Promise<void> {
  if (query.has('rebuilt')) return;
  const index = await fake.call('vault.index');
  const database = makeDatabase();
  if (index.ok) await reconcile(database, index.value, async (list, chunk) => {
    const answer = await fake.call('worklist.chunk', list, chunk);
    return answer.ok ? answer.value : null;
  });
  database.close();
}

// Not awaited at the top: the bundler would order the page's styles otherwise than for the station.
const ready = leaveBehind();
const station: Station = { ...fake, call: (name, ...args) => ready.then(() => fake.call(name, ...args)) };
Object.assign(window, { station, fake });
