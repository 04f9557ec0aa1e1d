/** A slap scanner's SBI service without a scanner: real records of synthetic fingers, and faults on demand. Loopback only. */
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

import type { Finger } from '../../../../sync/core/fingers.js';
import { slapOfSubId } from '../words.js';
import { capture, captureOrder, discovery, information, refusal, streamOrder } from './answers.js';
import { makeIdentity } from './identity.js';
import { preparePerson } from './person.js';
import type { Platen } from './platen.js';
import { afterCapture, shown, turnTo } from './platen.js';
import { previewPictures } from './preview.js';
import { faultOrder, faultScript, personOrder, statusOrder } from './script.js';
import type { WireRequest } from './wire.js';
import { jsonAnswer, readRequest, STREAM_HEAD, streamPart } from './wire.js';

export interface ScannerSimulatorOptions {
  /** The first free port of these is taken; [0, 0]: any. */
  readonly ports: readonly [number, number];
  /** The person, and the scanner's serial number. */
  readonly seed: number;
  /** Fingers that the person does not have. */
  readonly missing: readonly Finger[];
  /** Where grown fingers are kept; made when missing. */
  readonly cacheFolder: string;
  /** Called for every finger record given out whole and right, with the SHA-256 (hex) of its exact bytes. */
  readonly log: (entry: { readonly what: string; readonly sha256: string }) => void;
  /** Milliseconds from the request to the capture; default 700. */
  readonly captureDelay?: number;
  /** Milliseconds between pictures of the preview; default 125. */
  readonly frameInterval?: number;
}

export interface ScannerSimulator {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers when it listens; the first time for a seed that takes seconds, as its fingers grow. Throws where no port is free. */
export async function startScannerSimulator(options: ScannerSimulatorOptions): Promise<ScannerSimulator> {
  const identity = await makeIdentity(options.seed);
  let person = await preparePerson(options.seed, options.missing, options.cacheFolder);
  let pictures = previewPictures(person);
  let status = 'Ready';
  let capturing = false;
  let platen: Platen = { slap: 13, since: performance.now(), before: null };
  const script = faultScript();
  const sockets = new Set<Socket>();
  const ended = new AbortController();

  const stream = (socket: Socket, body: string): void => {
    const order = parsed(streamOrder, body);
    if (status === 'Not Ready') return void socket.end(jsonAnswer(refusal('110', 'Device not ready')));
    const slap = slapOfSubId(order?.deviceSubId ?? '');
    // A hand is lowered for whoever begins to look.
    platen = { slap: slap ?? platen.slap, since: performance.now(), before: null };
    socket.write(STREAM_HEAD);
    const timer = setInterval(() => {
      // A reader that does not keep up misses pictures.
      if (socket.writableLength > 256 * 1024) return;
      void pictures(shown(platen, performance.now())).then((jpeg) => socket.writable && socket.write(streamPart(jpeg)));
    }, options.frameInterval ?? 125);
    socket.once('close', () => clearInterval(timer));
  };

  const take = async (socket: Socket, body: string): Promise<void> => {
    const order = parsed(captureOrder, body);
    if (!order) return void socket.end(jsonAnswer(refusal('112', 'Invalid capture request')));
    if (capturing || status === 'Busy') return void socket.end(jsonAnswer(refusal('111', 'Device busy')));
    if (status === 'Not Ready') return void socket.end(jsonAnswer(refusal('110', 'Device not ready')));
    if (status === 'Not Registered') return void socket.end(jsonAnswer(refusal('100', 'Device not registered')));
    const spoilt = script.next();
    if (spoilt === 'busy') return void socket.end(jsonAnswer(refusal('111', 'Device busy')));
    if (spoilt === 'not-ready') return void socket.end(jsonAnswer(refusal('110', 'Device not ready')));
    if (spoilt === 'not-registered') return void socket.end(jsonAnswer(refusal('100', 'Device not registered')));
    if (spoilt === 'silent') return;
    if (spoilt === 'garbage') return void socket.end(Buffer.concat([jsonAnswer({}).subarray(0, -2), Buffer.from('@\u0000')]));
    const slap = slapOfSubId(order.bio[0].deviceSubId) ?? 13;
    capturing = true;
    try {
      platen = turnTo(platen, slap, performance.now());
      await delay(options.captureDelay ?? 700, socket, ended.signal);
      if (!socket.writable) return;
      const given = capture(identity, person, order, spoilt);
      const bytes = jsonAnswer(given.answer);
      if (spoilt === 'cut') {
        socket.write(bytes.subarray(0, bytes.length >> 1), () => socket.destroy());
        return;
      }
      if (spoilt === null || spoilt === 'fewer-fingers') for (const record of given.records) options.log(record);
      socket.end(bytes);
      platen = afterCapture(slap, performance.now());
    } finally {
      capturing = false;
    }
  };

  const admin = async (path: string, body: string): Promise<Buffer> => {
    const [faultSet, statusSet, personSet] = [parsed(faultOrder, body), parsed(statusOrder, body), parsed(personOrder, body)];
    if (path === '/admin/fault' && faultSet) script.set(faultSet);
    else if (path === '/admin/status' && statusSet) status = statusSet.status;
    else if (path === '/admin/person' && personSet) {
      person = await preparePerson(personSet.seed, personSet.missing, options.cacheFolder);
      pictures = previewPictures(person);
    } else return jsonAnswer({ ok: false }, '400 Bad Request');
    return jsonAnswer({ ok: true });
  };

  const serve = async (socket: Socket, request: WireRequest, port: number): Promise<void> => {
    const asked = `${request.verb} ${request.path}`;
    if (asked === 'MOSIPDISC /device') socket.end(jsonAnswer(discovery(identity, status, port)));
    else if (asked === 'MOSIPDINFO /info') socket.end(jsonAnswer(information(identity, status, port)));
    else if (asked === 'STREAM /stream') stream(socket, request.body);
    else if (asked === 'RCAPTURE /capture') await take(socket, request.body);
    else if (request.verb === 'POST') socket.end(await admin(request.path, request.body));
    else socket.end(jsonAnswer(refusal('404', 'Unknown request'), '404 Not Found'));
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    void readRequest(socket).then((request) => (request ? serve(socket, request, portOf(server)) : void socket.destroy()));
  });
  await listen(server, options.ports);
  return {
    port: portOf(server),
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

/** Ends early when the asker leaves. */
function delay(milliseconds: number, socket: Socket, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    socket.once('close', wake);
    signal.addEventListener('abort', wake, { once: true });
  });
}
