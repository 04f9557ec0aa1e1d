/** The device process: serves main over the parent port, one answer a call, in the order in which the devices are ready. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import type { DevicesState } from '../sync/core/capture.js';
import { fault, ok, type Result } from '../sync/core/result.js';
import type { DeviceCalls, DeviceEvents, DeviceOptions, FromDevices, ToDevices } from './calls.js';
import { usualChipReader } from './chip/reader-apart.js';
import { programThroughMain } from './chip/reader-start.js';
import { trustCustody } from './chip/trust/custody.js';
import { withoutAnalysis } from './fingerprint/analysis.js';
import { openKnownScanners } from './fingerprint/kinds.js';
import { anchorCustody } from './fingerprint/sbi/anchor-custody.js';
import { openScanner } from './fingerprint/scanner.js';
import { openScannerAnalysis } from './image/analysis/for-scanners.js';
import { fingerThumbnail } from './image/thumbnail.js';
import { encodePhoto, photoThumbnail } from './image/photo.js';

interface ParentPort {
  on(event: 'message', listener: (message: { data: ToDevices }) => void): void;
  postMessage(message: FromDevices): void;
}

const port = (process as unknown as { parentPort: ParentPort }).parentPort;
const options = JSON.parse(process.argv.at(-1) ?? '{}') as DeviceOptions;
const running = new Map<number, AbortController>();

let state: DevicesState = {
  process: 'running',
  scanner: { state: 'looking', identity: null, fault: null, simulated: options.simulated },
  chip: { state: 'looking', identity: null, fault: null, simulated: options.simulated, cardPresent: false },
};

let prepared = Buffer.alloc(4);

function tell<Name extends keyof DeviceEvents>(event: Name, payload: DeviceEvents[Name]): void {
  port.postMessage({ event, payload });
}

function change(next: Partial<DevicesState>): void {
  state = { ...state, ...next };
  tell('devices', state);
}

const anchors = anchorCustody(options.scannerAnchors);
const scanner = openScanner({
  finders: openKnownScanners(options, anchors),
  chosen: options.chosenScanner ?? null,
  analysis: options.fingerWorker === undefined ? withoutAnalysis() : openScannerAnalysis(options.fingerWorker),
  simulated: options.simulated,
  onState: change,
  onFrame: (frame) => tell('scanner.frame', frame),
});
const { trustFolder, trustWorker } = options;
const trust = trustFolder === undefined || trustWorker === undefined ? null : trustCustody({ folder: trustFolder, worker: trustWorker });
const throughMain = programThroughMain((place) => tell('chip.start', place));
const chip = usualChipReader({
  ...(options.readerThroughMain === true ? { start: throughMain.start } : {}),
  simulated: options.simulated,
  ...(trust === null ? {} : { verify: (files) => trust.verify(files) }),
  ...(trustFolder === undefined ? {} : { blockFile: join(trustFolder, 'readers.json') }),
  onState: (next) => change({ chip: next }),
  onProgress: (progress) => tell('chip.progress', progress),
});

const answers: { [Name in keyof DeviceCalls]: (signal: AbortSignal, ...args: DeviceCalls[Name]['args']) => Promise<DeviceCalls[Name]['result']> } = {
  'scanner.preview': (_signal, on, step, fingers) => scanner.preview(on, step, fingers),
  'scanner.step': (signal, request) => scanner.step(request, signal),
  'scanner.recut': (_signal, places) => scanner.recut(places),
  'prints.known': async (_signal, dossiers) => {
    scanner.know(dossiers);
    return ok(null);
  },
  'scanner.offers': async () => ok(scanner.offers()),
  'scanner.choose': async (_signal, key) => scanner.choose(key),
  'scanner.reconnect': () => scanner.reconnect(),
  'anchors.add': async (_signal, bytes) => {
    const added = await anchors.add(bytes);
    if (added.ok && added.value.added.length > 0) scanner.wake();
    return added;
  },
  'anchors.list': async () => ok(anchors.list()),
  'chip.read': (signal, key) => chip.read(key, signal),
  'chip.ended': async (_signal, place) => {
    throughMain.ended(place);
    return ok(null);
  },
  'trust.add': async (signal, list) => (trust === null ? fault('trust-failed', 'no folder for trust lists') : trust.add(list, signal)),
  'trust.remove': async (_signal, id) => (trust === null ? ok(null) : trust.remove(id)),
  'trust.lists': async (signal) => (trust === null ? { ok: true, value: [] } : trust.lists(signal)),
  'photo.encode': (_signal, still) => encodePhoto(still),
  'thumbnail': (_signal, role, bytes) => (role === 'photo' ? photoThumbnail(bytes) : fingerThumbnail(bytes)),
  'devices.look': async () => ok(state),
  'devices.wake': async () => {
    scanner.wake();
    return ok(null);
  },
  'bench.bytes': async (_signal, size) => {
    // A scanner has its picture before it sends it: making one is not part of what is measured.
    if (prepared.length !== size) prepared = randomBytes(size);
    prepared.writeUInt32BE((prepared.readUInt32BE() + 1) >>> 0);
    return { ok: true, value: prepared };
  },
};

port.on('message', ({ data }) => {
  if ('ping' in data) return port.postMessage({ pong: true });
  if ('cancel' in data) {
    running.get(data.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(data.id, controller);
  const answer = answers[data.call] as (signal: AbortSignal, ...args: readonly unknown[]) => Promise<Result<unknown>>;
  answer(controller.signal, ...data.args)
    // A driver's own mistake must not leave the officer waiting: it is told as the process being down, with its message.
    .catch((mistake: unknown) => fault('device-process-down', String(mistake)))
    .then((result) => {
      running.delete(data.id);
      port.postMessage({ id: data.id, result });
    });
});
