/** Looks for fingerprint scanners, shows what one sees, takes one step: as the station would, without keeping anything but what is asked for. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';

import type { ScannerFault } from '../../sync/core/faults.js';
import type { FingerQuality, FingerStep, PreviewFrame, ScannerOffer, StepCapture } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import { fingersOf } from '../../sync/core/fingers.js';
import type { Fault } from '../../sync/core/result.js';
import type { FingerAnalysis } from '../fingerprint/analysis.js';
import { openKnownScanners } from '../fingerprint/kinds.js';
import { pause } from '../fingerprint/pause.js';
import { openScanner, type Scanner } from '../fingerprint/scanner.js';
import { imageOf } from '../fingerprint/work.js';
import { encodePng } from '../image/png.js';
import type { FingerCommand } from './finger-arguments.js';

/** A scanner that is there, and what keeps it from capturing. */
export type OfferFinding = ScannerOffer & { readonly fault: ScannerFault | null };

export interface FingerFinding {
  readonly offers: readonly OfferFinding[];
  /** Key of the scanner that was used. */
  readonly used: string | null;
  readonly fault: Fault<ScannerFault | 'file-not-written'> | null;
  readonly preview: { readonly frames: number; readonly perSecond: number; readonly seen: number | null } | null;
  readonly prints: readonly PrintFinding[];
  readonly milliseconds: number | null;
  readonly written: readonly string[];
}

export interface PrintFinding {
  readonly finger: Finger;
  readonly impression: 'flat' | 'rolled';
  readonly bytes: number;
  readonly quality: FingerQuality;
  readonly deviceQuality: number | null;
}

const nothing = { used: null, fault: null, preview: null, prints: [], milliseconds: null, written: [] } as const;

/** `onReady`: fingers may be laid on. */
export async function examineFingers(command: FingerCommand, analysis: FingerAnalysis, onReady: () => void, signal: AbortSignal): Promise<FingerFinding> {
  const frames = { count: 0, last: null as PreviewFrame | null };
  let told = (): void => undefined;
  const scanner = openScanner({
    finders: openKnownScanners(command.kinds), chosen: command.scanner, analysis, simulated: false,
    onState: () => told(),
    onFrame: (frame) => {
      frames.count += 1;
      frames.last = frame;
    },
  });
  try {
    const found = new AbortController();
    // All that there are is known only when the time is over.
    told = () => (command.task !== 'list' && isThere(scanner, command.scanner) ? found.abort() : undefined);
    told();
    await pause(command.wait, AbortSignal.any([found.signal, signal]));
    const offers = scanner.offers().map((offer): OfferFinding => ({ ...offer, fault: scanner.faultOf(offer.key) }));
    if (!isThere(scanner, command.scanner)) return { ...nothing, offers, fault: { code: 'scanner-absent' } };
    if (command.task === 'list') return { ...nothing, offers, fault: hindranceOf(offers, command.scanner) };
    onReady();
    return { ...nothing, offers, ...(command.task === 'preview' ? await show(command, scanner, frames, signal) : await take(command, scanner, signal)) };
  } finally {
    await scanner.close();
  }
}

async function show(command: FingerCommand, scanner: Scanner, frames: { count: number; last: PreviewFrame | null }, signal: AbortSignal): Promise<Partial<FingerFinding>> {
  const since = performance.now();
  const started = await scanner.preview(true, command.step);
  if (!started.ok) return { fault: started.fault };
  await pause(command.wait, signal);
  const preview = { frames: frames.count, perSecond: round((frames.count * 1000) / (performance.now() - since)), seen: frames.last?.seen ?? null };
  return { preview, ...(await write(frames.last && command.out !== null ? [[command.out, frames.last.jpeg]] : [])) };
}

async function take(command: FingerCommand, scanner: Scanner, signal: AbortSignal): Promise<Partial<FingerFinding>> {
  const since = performance.now();
  const captured = await scanner.step(requestOf(command.step), signal);
  const milliseconds = Math.round(performance.now() - since);
  if (!captured.ok) return { milliseconds, fault: captured.fault };
  const prints = captured.value.prints.map(({ finger, impression, record, quality, deviceQuality }) => ({ finger, impression, bytes: record.length, quality, deviceQuality }));
  const used = scanner.offers().find((offer) => offer.identity.serial === captured.value.device.serial)?.key ?? null;
  return { used, prints, milliseconds, ...(await write(await filesOf(captured.value, command.out))) };
}

function isThere(scanner: Scanner, key: string | null): boolean {
  return scanner.offers().some((offer) => key === null || offer.key === key);
}

/** That none of them can capture, or not the one that was named. */
function hindranceOf(offers: readonly OfferFinding[], key: string | null): FingerFinding['fault'] {
  const wanted = offers.filter((offer) => key === null || offer.key === key);
  const [first] = wanted;
  return first?.fault != null && wanted.every((offer) => offer.fault !== null) ? { code: first.fault } : null;
}

function requestOf(step: FingerStep): Parameters<Scanner['step']>[0] {
  const asked = step === 13 || step === 14 || step === 15 ? fingersOf(step) : [step];
  return { step, asked, missing: [], transaction: randomUUID(), previousHash: '' };
}

/** One print goes to the name that was given, more of them to names with the finger's number in it; .png is the picture, anything else the record. */
async function filesOf(capture: StepCapture, out: string | null): Promise<readonly NamedBytes[]> {
  if (out === null) return [];
  const end = extname(out);
  return Promise.all(
    capture.prints.map(async ({ finger, record }): Promise<NamedBytes> => {
      const name = capture.prints.length === 1 ? out : `${out.slice(0, out.length - end.length)}-${finger}${end}`;
      const image = end.toLowerCase() === '.png' ? await imageOf(record) : null;
      return [name, image?.ok ? await encodePng(image.value) : record];
    }),
  );
}

type NamedBytes = readonly [name: string, bytes: Uint8Array];

/** Nobody but the caller may read them: they are a person's fingers. */
async function write(files: readonly NamedBytes[]): Promise<Pick<FingerFinding, 'written' | 'fault'>> {
  const written: string[] = [];
  for (const [name, bytes] of files) {
    try {
      await writeFile(name, bytes, { mode: 0o600 });
    } catch (error) {
      return { written, fault: { code: 'file-not-written', detail: (error as NodeJS.ErrnoException).code ?? '' } };
    }
    written.push(name);
  }
  return { written, fault: null };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
