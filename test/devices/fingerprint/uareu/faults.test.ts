/** What a reader, its cable and its system may do in the middle of a capture, at each step of the protocol. */
import { describe, expect, test, vi } from 'vitest';

import type { ScannerFault } from '../../../../sync/core/faults.js';
import type { StepRequest } from '../../../../sync/core/finger-capture.js';
import type { Result } from '../../../../sync/core/result.js';
import type { RawCapture } from '../../../../devices/fingerprint/model.js';
import { uareuScanner, type UareuScanner } from '../../../../devices/fingerprint/uareu/driver.js';
import { readerModels } from '../../../../devices/fingerprint/uareu/models.js';
import type { ReaderStep, SimulatedReader, SimulatedReaderOptions } from '../../../../devices/fingerprint/uareu/simulator/reader.js';
import { readerSteps, simulatedReader } from '../../../../devices/fingerprint/uareu/simulator/reader.js';
import { print } from './print.js';

const never = new AbortController().signal;
const request: StepRequest = { step: 2, asked: [2], missing: [], transaction: 'faults', previousHash: '' };
const onTheWire = readerSteps.filter((step) => step !== 'open' && step !== 'claim');

function scannerOf(reader: SimulatedReader): UareuScanner {
  const device = reader.port.list()[0]!;
  const model = readerModels.find((one) => one.product === device.product)!;
  return uareuScanner(device, model, { manufacturer: '', name: '', serial: 'S', fault: null }, { seed: () => 7, waits: { capture: 3000, picture: 300, better: 100 } });
}

/** Two captures: the second begins with the finger being lifted, so that each step is gone through. */
async function twice(options: SimulatedReaderOptions, signal = never): Promise<{ readonly end: Result<RawCapture, ScannerFault>; readonly reader: SimulatedReader; readonly scanner: UareuScanner }> {
  const reader = simulatedReader({ hand: () => print, ...options });
  const scanner = scannerOf(reader);
  const first = await scanner.capture(request, signal);
  return { end: first.ok ? await scanner.capture(request, signal) : first, reader, scanner };
}

const codeOf = (end: Result<unknown, ScannerFault>): string => (end.ok ? 'ok' : end.fault.code);
const at = <What>(step: ReaderStep, what: What, from = 0, to = Infinity) => (one: ReaderStep, time: number): What | null => (one === step && time >= from && time <= to ? what : null);

describe('faults of a U.are.U reader', () => {
  test('UR2 without a fault two captures go through every step', async () => {
    const { end, reader } = await twice({});
    expect(codeOf(end)).toBe('ok');
    expect(new Set(reader.done())).toEqual(new Set(readerSteps));
  });

  test.each(onTheWire)('UR8 one stall at "%s" is asked over', async (step) => {
    expect(codeOf((await twice({ trouble: at(step, 'usb-stalled', 0, 0) })).end)).toBe('ok');
  });

  test.each(onTheWire)('UR9 two stalls at "%s" are a fault, and the next call works', async (step) => {
    let isFaulty = true;
    const { end, scanner } = await twice({ trouble: (one) => (isFaulty && one === step ? 'usb-stalled' : null) });
    // What cannot be turned off has given its picture all the same.
    expect(codeOf(end)).toBe(step === 'off' ? 'ok' : 'scanner-refused');
    isFaulty = false;
    expect(codeOf(await scanner.capture(request, never))).toBe('ok');
  });

  test.each(readerSteps)('UR10 unplugged at "%s": lost, and nothing hangs', async (step) => {
    const { end, scanner } = await twice({ trouble: at(step, 'usb-gone') });
    expect(codeOf(end)).toBe('scanner-lost');
    expect(codeOf(await scanner.capture(request, never))).toBe('scanner-lost');
  });

  test.each(readerSteps)('UR10 unplugged at "%s" of a preview', async (step) => {
    const reader = simulatedReader({ hand: () => print, trouble: at(step, 'usb-gone') });
    const over = new AbortController();
    let frames = 0;
    const end = await scannerOf(reader).preview(2, () => ++frames > 3 && over.abort(), over.signal);
    const isReached = !(['off', 'await lift'] as ReaderStep[]).includes(step);
    expect(codeOf(end)).toBe(isReached ? 'scanner-lost' : 'ok');
  });

  test.each(onTheWire.filter((step) => step !== 'off'))('UR11 given up at "%s": cancelled, turned off, nothing goes on', async (step) => {
    const given = new AbortController();
    const giveUp = (one: ReaderStep): 'silent' | null => {
      if (one !== step) return null;
      given.abort();
      return 'silent';
    };
    const { end, reader, scanner } = await twice({ trouble: giveUp }, given.signal);
    expect(codeOf(end)).toBe('scanner-cancelled');
    expect(reader.done().at(-1)).toBe('off');
    const steps = reader.done().length;
    await scanner.close();
    expect(reader.done().length).toBe(steps);
  });

  test.each(['read status', 'write key index', 'picture'] as const)('UR11 no answer at "%s" ends by its deadline', async (step) => {
    expect(codeOf((await twice({ trouble: at(step, 'silent') })).end)).toBe('scanner-timeout');
  });

  test('UR11 a signal that is already aborted reaches no device', async () => {
    const reader = simulatedReader({ hand: () => print });
    expect(codeOf(await scannerOf(reader).capture(request, AbortSignal.abort()))).toBe('scanner-cancelled');
    expect(codeOf(await scannerOf(reader).preview(2, () => undefined, AbortSignal.abort()))).toBe('ok');
    expect(reader.done()).toEqual([]);
  });

  test('UR13 the system does not allow it: said as that, with the way out, until it does', async () => {
    let isAllowed = false;
    const { end, scanner } = await twice({ trouble: (step) => (step === 'open' && !isAllowed ? 'usb-no-access' : null) });
    expect(codeOf(end)).toBe('scanner-no-access');
    expect(scanner.fault()).toBe('scanner-no-access');
    isAllowed = true;
    expect(codeOf(await scanner.capture(request, never))).toBe('ok');
    expect(scanner.fault()).toBeNull();
  });

  test.each(['open', 'claim'] as const)('UR13 another program has it (%s): busy', async (step) => {
    expect(codeOf((await twice({ trouble: at(step, 'usb-in-use') })).end)).toBe('scanner-busy');
  });

  test.each(['await finger', 'capture'] as const)('UR14 a reader that dies at "%s" is started anew, once', async (step) => {
    const pictures = { frame: (picture: number) => (step === 'capture' && picture === 0 ? 'empty' : 'usual') } as const;
    const { end, reader } = await twice({ ...pictures, trouble: at(step, 'death', 0, 0) });
    expect(codeOf(end)).toBe('ok');
    expect(reader.done().filter((one) => one === 'open')).toHaveLength(3);
    expect(codeOf((await twice({ frame: () => (step === 'capture' ? 'empty' : 'usual'), trouble: at(step, 'death') })).end)).toBe('scanner-not-ready');
  });

  test('UR15 a reader that was left stuck is freed; one that stays stuck is not ready, after a hundred looks', async () => {
    expect(codeOf((await twice({ stuckFor: 5 })).end)).toBe('ok');
    const { end, reader } = await twice({ stuckFor: 1000 });
    expect(codeOf(end)).toBe('scanner-not-ready');
    expect(reader.done().filter((one) => one === 'read status')).toHaveLength(101);
  });

  test('UR16 power is asked for three times', async () => {
    expect(codeOf((await twice({ silentStarts: 2 })).end)).toBe('ok');
    expect(codeOf((await twice({ silentStarts: 3 })).end)).toBe('scanner-not-ready');
  });

  test.each(['short', 'wrong-head', 'empty'] as const)('UR7 a picture that is %s is taken anew; three in a row are a fault', async (kind) => {
    expect(codeOf((await twice({ frame: (picture) => (picture < 2 ? kind : 'usual') })).end)).toBe('ok');
    expect(codeOf((await twice({ frame: () => kind })).end)).toBe('scanner-garbage');
  });

  test('UR34 a reader that answers to nothing any more is reset on its bus, and takes a print again', async () => {
    let isDead = false;
    const reader = simulatedReader({
      hand: () => print,
      trouble: (step) => {
        if (step === 'reset') isDead = false;
        return isDead && step !== 'open' && step !== 'claim' ? 'silent' : null;
      },
    });
    const scanner = scannerOf(reader);
    expect(codeOf(await scanner.capture(request, never))).toBe('ok');
    isDead = true;
    expect(codeOf(await scanner.capture(request, never))).toBe('scanner-timeout');
    expect(codeOf(await scanner.reset())).toBe('ok');
    expect(codeOf(await scanner.capture(request, never))).toBe('ok');
  });

  test.each([['usb-gone', 'scanner-lost'], ['usb-no-access', 'scanner-no-access'], ['usb-failed', 'scanner-lost'], ['usb-in-use', 'scanner-busy']] as const)(
    'UR34 a reset that ends with %s is told as %s, and the next call tries',
    async (what, code) => {
      const reader = simulatedReader({ hand: () => print, trouble: at('reset', what, 0, 0) });
      const scanner = scannerOf(reader);
      expect(codeOf(await scanner.reset())).toBe(code);
      expect(codeOf(await scanner.capture(request, never))).toBe(what === 'usb-gone' ? 'scanner-lost' : 'ok');
    },
  );

  test.each(['capture', 'preview'] as const)('UR34 a %s that runs ends as lost, turned off, before the bus is reset; what is asked for meanwhile comes after it', async (what) => {
    const reader = simulatedReader();
    const scanner = scannerOf(reader);
    const running = what === 'capture' ? scanner.capture(request, never) : scanner.preview(2, () => undefined, never);
    await vi.waitUntil(() => reader.done().includes('await finger'), { timeout: 20_000, interval: 5 });
    const reset = scanner.reset();
    const next = scanner.capture(request, AbortSignal.timeout(300));
    expect(codeOf(await running)).toBe('scanner-lost');
    expect(codeOf(await reset)).toBe('ok');
    expect(codeOf(await next)).toBe('scanner-cancelled');
    const steps = reader.done();
    expect(steps[steps.indexOf('reset') - 1]).toBe('off');
    expect(steps.slice(steps.indexOf('reset') + 1)).toContain('open');
  });

  test('UR34 a reset of one that is closed reaches no device', async () => {
    const reader = simulatedReader();
    const scanner = scannerOf(reader);
    await scanner.close();
    expect(codeOf(await scanner.reset())).toBe('scanner-lost');
    expect(reader.done()).toEqual([]);
  });
});
