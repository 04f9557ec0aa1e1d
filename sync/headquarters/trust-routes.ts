/** Reference data for the stations: the signed index of trust lists, and their bytes from any offset on. */
import { createHash } from 'node:crypto';
import type { Http2SecureServer } from 'node:http2';

import type { FastifyInstance } from 'fastify';

import { trustListBlock } from '../core/reference-data.js';
import { fault } from '../core/result.js';
import { authenticate } from './authenticate.js';
import type { Headquarters } from './model.js';
import { headOf, refuse } from './routes.js';
import { trustIndex, trustListBytes } from './trust-lists.js';

/** Of a request without a body. */
const noBody = createHash('sha256').digest('hex');

export function addTrustRoutes(app: FastifyInstance<Http2SecureServer>, hq: Headquarters): void {
  app.get<{ Querystring: { known?: unknown } }>('/v1/trust-lists', async (request, reply) => {
    const station = await authenticate(hq, headOf(request), noBody);
    if (!station.ok) return refuse(reply, station);
    const index = await trustIndex(hq);
    return request.query.known === String(index.value.sequence) ? reply.code(304).send() : reply.code(200).send(index);
  });

  app.get<{ Params: { id: string }; Querystring: { offset?: unknown; size?: unknown } }>('/v1/trust-lists/:id', async (request, reply) => {
    const station = await authenticate(hq, headOf(request), noBody);
    if (!station.ok) return refuse(reply, station);
    const [offset, size] = [countOf(request.query.offset), countOf(request.query.size)];
    if (offset === null || size === null || size < 1 || size > trustListBlock) return refuse(reply, fault('malformed', 'offset or size'));
    const bytes = await trustListBytes(hq, request.params.id, offset, size);
    return bytes === null ? refuse(reply, fault('unknown-list')) : reply.code(200).type('application/octet-stream').send(bytes);
  });
}

function countOf(text: unknown): number | null {
  return typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
