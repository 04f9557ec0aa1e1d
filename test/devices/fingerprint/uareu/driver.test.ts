/** A simulated reader as the station has it: found, shown, captured, one thing at a time. */
import { describe, expect, test } from 'vitest';

import type { StepRequest } from '../../../../sync/core/finger-capture.js';
import type { FingerScanner, RawFrame } from '../../../../devices/fingerprint/model.js';
import { uareuFinder } from '../../../../devices/fingerprint/uareu/finder.js';
import { contactShare } from '../../../../devices/fingerprint/uareu/picture.js';
import type { SimulatedReader } from '../../../../devices/fingerprint/uareu/simulator/reader.js';
import { simulatedReader } from '../../../../devices/fingerprint/uareu/simulator/reader.js';
import { glass } from '../../../../devices/fingerprint/uareu/simulator/sensor.js';
import { resample } from '../../../../devices/image/resample.js';
import type { UsbPort } from '../../../../devices/ports/usb-port.js';
import { crop } from '../../../../devices/image/grey-image.js';
import { differing, print } from './print.js';

const never = new AbortController().signal;
const request: StepRequest = { step: 2, asked: [2], missing: [], transaction: 'driver', previousHash: '' };
const lightTouch = crop(print, { x: 110, y: 120, width: 100, height: 110 });

/** Runs with the first scanner that is found, then ends the finder. */
async function using(port: UsbPort, work: (scanner: FingerScanner) => Promise<void>, capture = 3000): Promise<void> {
  const over = new AbortController();
  let working: Promise<void> | null = null;
  await uareuFinder({ port, waits: { capture, picture: 1000, better: 300, lift: 50, doubt: 100 } }).watch(([scanner]) => {
    if (scanner) working ??= work(scanner).finally(() => over.abort());
  }, over.signal);
  await working;
}

/** Collects frames until the predicate holds. */
function watching(): { readonly onFrame: (frame: RawFrame) => void; until(right: (shares: readonly number[]) => boolean): Promise<void> } {
  const shares: number[] = [];
  let look = (): void => undefined;
  return {
    onFrame: ({ image }) => {
      shares.push(image ? contactShare(image) : -1);
      look();
    },
    until: (right) => new Promise((resolve) => {
      look = () => right(shares) && resolve();
      look();
    }),
  };
}

describe('a U.are.U reader as a scanner', () => {
  test('UR3 says what it is: one finger, not rolled, by its serial number', async () => {
    await using(simulatedReader({ serial: 'SIM-9' }).port, async ({ offer }) => {
      expect(offer).toEqual({
        key: 'uareu:SIM-9', kind: 'uareu', identity: { make: 'DigitalPersona', model: 'U.are.U 4500', serial: 'SIM-9' }, trust: 'unsigned', takes: 'single', rolled: false, forRegistration: false, unfit: 'small-glass',
      });
    });
  });

  test('UR3 one without a serial number is known by its socket', async () => {
    await using(simulatedReader({ serial: '', place: '3-1.4' }).port, async ({ offer }) => expect(offer.key).toBe('uareu:3-1.4'));
  });

  test('UR12 a capture is the finger at 500 ppi, tip up, dark ridges', async () => {
    await using(simulatedReader({ hand: () => print }).port, async (scanner) => {
      const end = await scanner.capture(request, never);
      expect(end).toMatchObject({ ok: true, value: { hash: null, pictures: [{ shows: 'single', finger: 2, record: null, deviceQuality: null, image: { width: 375, height: 283 } }] } });
      const image = end.ok ? end.value.pictures[0]!.image! : null;
      // The lost bytes of the encrypted blocks lie at the left edge, where the glass is bare.
      expect(differing(image!, resample(glass(print), 512, 500))).toBeLessThan(40);
    });
  });

  test('UR17 the same finger that still lies there is not taken again: it has to be lifted', async () => {
    const reader = simulatedReader();
    reader.lay(print);
    await using(reader.port, async (scanner) => {
      expect((await scanner.capture(request, never)).ok).toBe(true);
      const again = await scanner.capture(request, never);
      expect(again).toMatchObject({ ok: false, fault: { code: 'scanner-timeout', values: { fingers: 0 } } });
      reader.lift();
      reader.lay(print);
    }, 300);
  });

  test('UR17 lifted and laid on anew, it is', async () => {
    const reader = simulatedReader();
    reader.lay(print);
    await using(reader.port, async (scanner) => {
      expect((await scanner.capture(request, never)).ok).toBe(true);
      const again = scanner.capture(request, never);
      await until(() => reader.done().includes('await lift'));
      reader.lift();
      reader.lay(print);
      expect((await again).ok).toBe(true);
    });
  });

  test('UR17 a reader that tells of changes alone is looked at: a finger that lay there before, and one that was lifted meanwhile', async () => {
    const reader = simulatedReader({ tellsChanges: true });
    reader.lay(print);
    await using(reader.port, async (scanner) => {
      expect((await scanner.capture(request, never)).ok).toBe(true);
      reader.lift();
      const again = scanner.capture(request, never);
      await until(() => reader.done().filter((step) => step === 'await finger').length === 2);
      reader.lay(print);
      expect((await again).ok).toBe(true);
    });
  });

  test('UR18 the first touch is let to settle: the fuller picture is taken', async () => {
    const reader: SimulatedReader = simulatedReader({
      frame: (picture) => {
        if (picture === 0) reader.lay(print);
        return 'usual';
      },
    });
    reader.lay(lightTouch);
    await using(reader.port, async (scanner) => {
      const end = await scanner.capture(request, never);
      expect(end.ok && contactShare(end.value.pictures[0]!.image!)).toBeGreaterThan(0.5);
    });
  });

  test('UR18 where no further picture comes, the first one is taken', async () => {
    const reader = simulatedReader({ trouble: (step, time) => (step === 'picture' && time > 0 ? 'silent' : null) });
    reader.lay(lightTouch);
    await using(reader.port, async (scanner) => {
      const end = await scanner.capture(request, never);
      expect(end.ok && contactShare(end.value.pictures[0]!.image!)).toBeGreaterThan(0.03);
    });
  });

  test('UR19 a preview shows bare glass, the finger, and bare glass again, until it is given up', async () => {
    const reader = simulatedReader();
    const over = new AbortController();
    await using(reader.port, async (scanner) => {
      const seen = watching();
      const end = scanner.preview(2, seen.onFrame, over.signal);
      await seen.until((shares) => shares.length === 1 && shares[0]! < 0.03);
      reader.lay(print);
      await seen.until((shares) => shares.filter((share) => share > 0.5).length >= 3);
      reader.lift();
      await seen.until((shares) => shares.at(-1)! < 0.03);
      over.abort();
      expect(await end).toEqual({ ok: true, value: null });
      expect(reader.done().at(-1)).toBe('off');
    });
  });

  test('UR20 a capture takes the reader from a preview; a second capture is busy and disturbs nothing', async () => {
    const reader = simulatedReader({ pictureTime: 5 });
    reader.lay(print);
    await using(reader.port, async (scanner) => {
      const seen = watching();
      const preview = scanner.preview(2, seen.onFrame, never);
      await seen.until((shares) => shares.length > 2);
      const capture = scanner.capture(request, never);
      const second = scanner.capture(request, never);
      expect(await preview).toMatchObject({ ok: false, fault: { code: 'scanner-busy' } });
      const ends = await Promise.all([capture, second]);
      expect(ends.map((end) => (end.ok ? 'ok' : end.fault.code)).sort()).toEqual(['ok', 'scanner-busy']);
    });
  });

  test('UR20 close ends what runs, any number of times', async () => {
    const reader = simulatedReader();
    await using(reader.port, async (scanner) => {
      const capture = scanner.capture(request, never);
      await until(() => reader.done().includes('await finger'));
      await Promise.all([scanner.close(), scanner.close()]);
      expect(await capture).toMatchObject({ ok: false, fault: { code: 'scanner-cancelled' } });
    });
  });

  test('UR21 plugged, unplugged and plugged again: told each time, also in the middle of a capture', async () => {
    const reader = simulatedReader();
    reader.unplug();
    const over = new AbortController();
    const told: string[][] = [];
    let before: FingerScanner | undefined;
    let capture: Promise<unknown> = Promise.resolve();
    await uareuFinder({ port: reader.port }).watch((found) => {
      told.push(found.map(({ offer }) => offer.key));
      if (told.length === 1) reader.plug();
      if (told.length === 2) {
        [before] = found;
        capture = before!.capture(request, never);
        void until(() => reader.done().includes('await finger')).then(reader.unplug);
      }
      if (told.length === 3) reader.plug();
      if (told.length === 4) {
        expect(found[0]).not.toBe(before);
        over.abort();
      }
    }, over.signal);
    expect(told).toEqual([[], ['uareu:SIM-4500-0001'], [], ['uareu:SIM-4500-0001']]);
    expect(await capture).toMatchObject({ ok: false, fault: { code: 'scanner-lost' } });
  });

  test('UR21 where the system tells of no plugging, it is noticed by looking', async () => {
    const reader = simulatedReader();
    reader.unplug();
    const over = new AbortController();
    const told: number[] = [];
    const finder = uareuFinder({ port: { list: reader.port.list, watch: () => undefined } });
    await finder.watch((found) => {
      told.push(found.length);
      if (told.length === 1) {
        reader.plug();
        finder.again();
      } else over.abort();
    }, over.signal);
    expect(told).toEqual([0, 1]);
  });

  test('UR22 two readers at once are two scanners', async () => {
    const [one, other] = [simulatedReader({ serial: 'A', place: '1-1' }), simulatedReader({ serial: 'B', place: '1-2' })];
    const over = new AbortController();
    let keys: readonly string[] = [];
    await uareuFinder({ port: { list: () => [...one.port.list(), ...other.port.list()], watch: () => undefined } }).watch((found) => {
      keys = found.map(({ offer }) => offer.key);
      over.abort();
    }, over.signal);
    expect(keys).toEqual(['uareu:A', 'uareu:B']);
  });
});

/** Polls; the test's own deadline ends it. */
async function until(right: () => boolean): Promise<void> {
  while (!right()) await new Promise((resolve) => setImmediate(resolve));
}
