/** The routes of the wire (sync/core/wire.ts): authenticate, parse, hand on, answer. */
import { createHash } from 'node:crypto';
import type { Http2SecureServer } from 'node:http2';
import type { Readable } from 'node:stream';

import type { FastifyInstance } from 'fastify';

import { fault } from '../core/result.js';
import type { Offsets, Registration } from '../core/wire.js';
import { authenticate, verifyRequest, type RequestHead } from './authenticate.js';
import type { Headquarters } from './model.js';
import { page, pageHeaders } from './page.js';
import { patchPart } from './patch.js';
import { receive } from './receive.js';
import { refusalOf, statusOf, type Answered } from './refused.js';
import { register } from './register.js';
import { offsetsShape, parseJson, registrationShape, signedManifestShape } from './schema.js';
import { progress } from './status.js';

/** Of a JSON body: a manifest with its key and 64 parts has about 30 kB, a query of 1,000 offsets 70 kB. */
const largestJson = 256 * 1024;

export function addRoutes(app: FastifyInstance<Http2SecureServer>, hq: Headquarters): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit: largestJson }, (_request, body, done) => done(null, body));
  // Handed on unread: part bytes go to the disk as they come.
  app.addContentTypeParser('application/octet-stream', (_request: unknown, body: unknown, done: (error: null, body: unknown) => void) => done(null, body));

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send(refusalOf({ code: 'malformed', ...(error.code === undefined ? {} : { detail: error.code }) }));
    // The message may hold values of a row: the log gets name and code.
    hq.log({ event: 'failed', method: request.method, error: error.name, code: error.code ?? '' });
    return reply.code(error.code === 'ENOSPC' ? 503 : 500).header('retry-after', '30').send(refusalOf({ code: 'headquarters-failed', ...(error.code === undefined ? {} : { detail: error.code }) }));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(refusalOf({ code: 'malformed', detail: 'no such route' })));
  app.addHook('onResponse', (request, reply, done) => {
    hq.log({ event: 'request', method: request.method, route: request.routeOptions.url ?? '', status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) });
    done();
  });

  app.get('/v1/health', (_request, reply) => reply.send({ now: new Date(hq.clock()).toISOString() }));
  app.get('/', async (_request, reply) => reply.headers(pageHeaders).type('text/html; charset=utf-8').send(page(await progress(hq))));

  app.post('/v1/stations', async (request, reply) => {
    const body = bytesOf(request);
    const registration = parseJson(registrationShape, body);
    if (registration === undefined) return refuse(reply, fault('malformed', 'not a registration'));
    const publicKey = Buffer.from(registration.publicKey, 'base64url');
    if (publicKey.length !== 32) return refuse(reply, fault('malformed', 'public key'));
    const signed = verifyRequest(hq, headOf(request), sha256(body), publicKey);
    if (!signed.ok) return refuse(reply, signed);
    const registered = await register(hq, registration);
    if (!registered.ok) return refuse(reply, registered);
    return reply.code(registered.value.made ? 201 : 200).send({ station: registered.value.station } satisfies Registration);
  });

  app.put<{ Params: { id: string; revision: string } }>('/v1/dossiers/:id/revisions/:revision', async (request, reply) => {
    const body = bytesOf(request);
    const station = await authenticate(hq, headOf(request), sha256(body));
    if (!station.ok) return refuse(reply, station);
    const manifest = parseJson(signedManifestShape, body);
    const { id, revision } = request.params;
    if (manifest === undefined || manifest.value.dossier !== id || String(manifest.value.revision) !== revision) {
      return refuse(reply, fault('malformed', 'not the manifest of this dossier and revision'));
    }
    if (manifest.value.station !== station.value.id) return refuse(reply, fault('signature-refused', 'another station\'s manifest'));
    const taken = await receive(hq, manifest, 'network');
    if (!taken.ok) return refuse(reply, taken);
    return taken.value.kind === 'complete' ? reply.code(200).send({ receipt: taken.value.receipt }) : reply.code(202).send({ missing: taken.value.missing });
  });

  app.patch<{ Params: { id: string }; Querystring: { offset?: string; size?: string } }>('/v1/parts/:id', async (request, reply) => {
    const answer = await patchPart(hq, {
      head: headOf(request), id: request.params.id, offset: request.query.offset ?? '', size: request.query.size ?? '',
      body: request.body as Readable | undefined, alive: () => sayAlive(reply),
    });
    if (answer === 'cut') return reply.hijack();
    return answer.ok ? reply.code(200).send(answer.value) : refuse(reply, answer, { id: request.params.id });
  });

  app.post('/v1/offsets', async (request, reply) => {
    const body = bytesOf(request);
    const station = await authenticate(hq, headOf(request), sha256(body));
    if (!station.ok) return refuse(reply, station);
    const asked = parseJson(offsetsShape, body);
    if (asked === undefined) return refuse(reply, fault('malformed', 'not a query of offsets'));
    const offsets: Record<string, number> = {};
    for (const id of asked.parts) offsets[id] = (await hq.sealed.size(id)) === null ? await hq.incoming.held(id) : -1;
    return reply.code(200).send({ offsets } satisfies Offsets);
  });
}

interface Reply {
  readonly raw: object;
  readonly code: (status: number) => unknown;
  readonly send: (body: unknown) => unknown;
}

export function refuse<Own extends Reply>(reply: Own, refused: Extract<Answered<never>, { ok: false }>, also: { readonly id?: string } = {}): Own {
  reply.code(statusOf[refused.fault.code]);
  reply.send({ ...refusalOf(refused.fault), ...also });
  return reply;
}

/** 102 Processing: tells a waiting sender that bytes still arrive here, which its own socket cannot see. HTTP/1.1 alone has the call. */
function sayAlive({ raw }: Reply): void {
  if ('writeProcessing' in raw && typeof raw.writeProcessing === 'function') raw.writeProcessing();
}

function bytesOf(request: { readonly body: unknown }): Uint8Array {
  return request.body instanceof Uint8Array ? request.body : new Uint8Array(0);
}

export function headOf(request: { readonly method: string; readonly originalUrl: string; readonly headers: RequestHead['headers'] }): RequestHead {
  return { method: request.method, path: request.originalUrl, headers: request.headers };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
