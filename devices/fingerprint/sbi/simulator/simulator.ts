/** A slap scanner's SBI service without a scanner: real records of synthetic fingers, and faults on demand. Loopback only. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Readable } from 'node:stream';

import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Finger } from '../../../../sync/core/fingers.js';
import type { ProfileKey } from '../../synthetic/profile.js';
import { fingerOfSubType, slapOfSubId } from '../words.js';
import { capture, captureOrder, discovery, information, refusal, streamOrder } from './answers.js';
import type { Dialect } from './dialect.js';
import { isMeant, plain } from './dialect.js';
import { makeIdentity } from './identity.js';
import { preparePerson } from './person.js';
import type { Platen } from './platen.js';
import { afterCapture, shown, turnTo } from './platen.js';
import { previewPictures, stamped } from './preview.js';
import type { SimulatedFault } from './script.js';
import { faultOrder, faultScript, personOrder, statusOrder } from './script.js';
import type { WireRequest } from './wire.js';
import { AFTER_BODY, jsonAnswer, readRequest, STREAM_HEAD, streamPart } from './wire.js';

export interface ScannerSimulatorOptions {
  /** The first free port of these is taken; [0, 0]: any. */
  readonly ports: readonly [number, number];
  /** The person, and the scanner's serial number. */
  readonly seed: number;
  /** Whose hands these are like, at each attempt anew; default adult-normal. */
  readonly profile?: ProfileKey;
  /** Fingers that the person does not have. */
  readonly missing: readonly Finger[];
  /** Where grown fingers are kept; made when missing. */
  readonly cacheFolder: string;
  /** Called for every finger record given out whole and right, with the SHA-256 (hex) of its exact bytes. */
  readonly log: (entry: { readonly what: string; readonly sha256: string }) => void;
  readonly dialect?: Partial<Dialect>;
  /** Milliseconds from the request to the capture; default 700. */
  readonly captureDelay?: number;
  /** Milliseconds between pictures of the preview; default 80. */
  readonly frameInterval?: number;
  /** Each picture of the preview tells when it was sent: for measuring how long it takes to the screen. */
  readonly hasStamps?: boolean;
}

export interface ScannerSimulator {
  readonly port: number;
  /** DER of who vouches for it, where somebody does. */
  readonly anchor: Uint8Array | null;
  /** A capture was asked for and is under way. */
  isCapturing(): boolean;
  close(): Promise<void>;
}

/** Answers when it listens; the first time for a seed that takes seconds, as its fingers grow. Throws where no port is free. */
export async function startScannerSimulator(options: ScannerSimulatorOptions): Promise<ScannerSimulator> {
  const dialect: Dialect = { ...plain, ...options.dialect };
  const identity = await makeIdentity(options.seed, { isVouchedFor: dialect.trust === 'signed', takes: dialect.takes });
  const stranger = await makeIdentity(options.seed, { takes: dialect.takes });
  const { cacheFolder } = options;
  const pictures = previewPictures();
  const first: FingerStep = dialect.takes === 'slaps' ? 13 : 1;
  const attempts = new Map<FingerStep, number>();
  let person = await preparePerson({ seed: options.seed, profile: options.profile ?? 'adult-normal', missing: options.missing, cacheFolder });
  let status = 'Ready';
  let isCapturing = false;
  let platen: Platen = { step: first, since: performance.now(), before: null };
  const script = faultScript();
  const sockets = new Set<Socket>();
  const ended = new AbortController();

  const lay = (step: FingerStep): ReturnType<typeof person.lay> => person.lay(step, Math.min(attempts.get(step) ?? 1, DIFFERENT_ATTEMPTS));
  const layAll = (): Promise<unknown> => Promise.all(dialect.takes === 'slaps' ? [lay(13), lay(14), lay(15)] : [lay(first)]);
  await layAll();
  const send = (socket: Socket, value: unknown): void => void socket.end(Buffer.concat([jsonAnswer(value), ...(dialect.habits ? [AFTER_BODY] : [])]));

  const stream = (socket: Socket, body: string): void => {
    const order = parsed(streamOrder, body);
    if (!order || !isMeant(dialect, identity, order)) return send(socket, refusal('202', 'No device connected'));
    if (status === 'Not Ready') return send(socket, refusal('110', 'Device not ready'));
    // A hand is lowered for whoever begins to look.
    platen = { step: slapOfSubId(order.deviceSubId) ?? platen.step, since: performance.now(), before: null };
    socket.write(STREAM_HEAD);
    const timer = setInterval(() => {
      // A reader that does not keep up misses pictures.
      if (socket.writableLength > 256 * 1024) return;
      const { step, press } = shown(platen, performance.now());
      void lay(step).then(({ preview }) => pictures(preview, press)).then((jpeg) => {
        const now = performance.timeOrigin + performance.now();
        if (socket.writable) socket.write(streamPart(options.hasStamps === true ? stamped(jpeg, now) : jpeg));
      });
    }, options.frameInterval ?? 80);
    socket.once('close', () => clearInterval(timer));
  };

  const take = async (socket: Socket, body: string): Promise<void> => {
    const order = parsed(captureOrder, body);
    if (!order) return send(socket, refusal('112', 'Invalid capture request'));
    const [bio] = order.bio;
    if (!isMeant(dialect, identity, { ...bio, specVersion: order.specVersion })) return send(socket, refusal('106', 'Device not found'));
    const hindrance = isCapturing ? 'Busy' : status;
    if (hindrance !== 'Ready') return send(socket, refusalOf[hindrance]);
    const spoilt = script.next();
    if (spoilt !== null && spoilt in refusalOf) return send(socket, refusalOf[spoilt]);
    if (spoilt === 'silent') return;
    if (spoilt === 'huge') return void Readable.from(endless()).pipe(socket);
    if (spoilt === 'garbage') return void socket.end(Buffer.concat([jsonAnswer({}).subarray(0, -2), Buffer.from('@\u0000')]));
    isCapturing = true;
    try {
      await give(socket, order, spoilt);
    } finally {
      isCapturing = false;
    }
  };

  const give = async (socket: Socket, order: Parameters<typeof capture>[0]['order'], spoilt: SimulatedFault | null): Promise<void> => {
    const [bio] = order.bio;
    const step = slapOfSubId(bio.deviceSubId) ?? fingerOfSubType(bio.bioSubType[0] ?? '') ?? first;
    platen = turnTo(platen, step, performance.now());
    const laid = lay(step);
    await delay(options.captureDelay ?? 700, dialect.habits ? null : socket, ended.signal);
    const given = capture({ identity, dialect, order, spoilt, stranger }, (await laid).prints);
    if (!socket.writable) return;
    if (spoilt === 'cut') {
      const bytes = jsonAnswer(given.answer);
      socket.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
      return;
    }
    if (spoilt === null || spoilt === 'fewer-fingers') for (const record of given.records) options.log(record);
    send(socket, given.answer);
    platen = afterCapture(step, performance.now());
    attempts.set(step, (attempts.get(step) ?? 1) + 1);
    // Made now, so that the next try of it is quick too.
    void lay(step);
  };

  const admin = async (path: string, body: string): Promise<Buffer> => {
    const [faultSet, statusSet, personSet] = [parsed(faultOrder, body), parsed(statusOrder, body), parsed(personOrder, body)];
    if (path === '/admin/fault' && faultSet) script.set(faultSet);
    else if (path === '/admin/status' && statusSet) status = statusSet.status;
    else if (path === '/admin/person' && personSet) {
      person = await preparePerson({ ...personSet, cacheFolder });
      attempts.clear();
      await layAll();
    } else return jsonAnswer({ ok: false }, '400 Bad Request');
    return jsonAnswer({ ok: true });
  };

  const serve = async (socket: Socket, request: WireRequest, port: number): Promise<void> => {
    const asked = `${request.verb} ${request.path}`;
    if (asked === 'MOSIPDISC /device') send(socket, discovery(identity, dialect, status, port));
    else if (asked === 'MOSIPDINFO /info') send(socket, information(identity, dialect, status, port));
    else if (asked === 'STREAM /stream') stream(socket, request.body);
    else if (asked === 'RCAPTURE /capture') await take(socket, request.body);
    else if (request.verb === 'POST') socket.end(await admin(request.path, request.body));
    else socket.end(jsonAnswer(refusal('404', 'Unknown request'), '404 Not Found'));
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    void readRequest(socket, dialect.habits).then((request) => (request ? serve(socket, request, portOf(server)) : void socket.destroy()));
  });
  await listen(server, options.ports);
  return {
    port: portOf(server),
    anchor: identity.anchor,
    isCapturing: () => isCapturing,
    close: () =>
      new Promise((resolve) => {
        ended.abort();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function listen(server: Server, [first, last]: readonly [number, number]): Promise<void> {
  for (let port = first; port <= last; port++) {
    const taken = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      server.once('error', resolve);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', resolve);
        resolve(null);
      });
    });
    if (!taken) return;
    if (taken.code !== 'EADDRINUSE') throw taken;
  }
  throw Error(`no free port from ${first} to ${last}`);
}

/** Null where the body is not JSON of that form. */
function parsed<Value>(schema: { safeParse(value: unknown): { success: true; data: Value } | { success: false } }, body: string): Value | null {
  try {
    const result = schema.safeParse(JSON.parse(body));
    return result.success ? result.data : null;
  } catch {
    // Not JSON: the caller refuses it.
    return null;
  }
}

/** How often a hand is laid on in another way; coaching has led as far as it does by then. */
const DIFFERENT_ATTEMPTS = 4;

function* endless(): Generator<Buffer> {
  yield Buffer.from('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"biometrics":[{"data":"');
  for (;;) yield Buffer.alloc(256 * 1024, 'A');
}

const refusalOf: Readonly<Record<string, unknown>> = {
  'Busy': refusal('111', 'Device busy'), 'busy': refusal('111', 'Device busy'),
  'Not Ready': refusal('110', 'Device not ready'), 'not-ready': refusal('110', 'Device not ready'),
  'Not Registered': refusal('100', 'Device not registered'), 'not-registered': refusal('100', 'Device not registered'),
};

/** Ends early when the asker leaves; without one it does not notice that. */
function delay(milliseconds: number, socket: Socket | null, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    socket?.once('close', wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
