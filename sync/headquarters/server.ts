/** HTTPS: HTTP/2 with large windows, and HTTP/1.1 for those who speak it. */
import { isIPv6, type AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { join } from 'node:path';

import { fastify } from 'fastify';

import { writeDurably } from './durable.js';
import type { Headquarters } from './model.js';
import { addRoutes } from './routes.js';
import { addTrustRoutes } from './trust-routes.js';

/** Node's default of 64 kB halves an upload over a link with 300 ms round trip. */
const streamWindow = 8 * 2 ** 20;
const connectionWindow = 16 * 2 ** 20;
/** Milliseconds that requests in hand get to end. */
const grace = 5_000;

export interface Server {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export async function startServer(hq: Headquarters, host: string, port: number): Promise<Server> {
  const app = fastify({
    logger: false,
    http2: true,
    http2SessionTimeout: 60_000,
    connectionTimeout: 120_000,
    // A cut request must not hold up the end.
    forceCloseConnections: true,
    https: { key: hq.keys.tls.key, cert: hq.keys.tls.certificate, allowHTTP1: true, minVersion: 'TLSv1.2', settings: { initialWindowSize: streamWindow }, handshakeTimeout: 20_000 },
  });
  addRoutes(app, hq);
  addTrustRoutes(app, hq);
  const sockets = new Set<TLSSocket>();
  const busy = new WeakSet<object>();
  app.addHook('onRequest', (request, _reply, done) => {
    busy.add(request.raw.socket);
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    busy.delete(request.raw.socket);
    done();
  });
  app.server.on('session', (session) => session.setLocalWindowSize(connectionWindow));
  app.server.on('secureConnection', (socket: TLSSocket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    // A peer that resets is no fault of the server; the request that it cut is ended by its own stream.
    socket.on('error', () => socket.destroy());
  });
  await app.listen({ host, port });
  const bound = (app.server.address() as AddressInfo).port;
  const url = `https://${isIPv6(host) ? `[${host}]` : host}:${bound}`;
  // For the tools that run beside it.
  await writeDurably(join(hq.data, 'url'), `${url}\n`, 0o644);
  return {
    url, port: bound,
    close: async () => {
      // Idle kept-alive connections would hold it open for ever; HTTP/2 sessions are ended by fastify.
      const timer = setTimeout(() => sockets.forEach((one) => one.destroy()), grace);
      for (const socket of sockets) if (socket.alpnProtocol !== 'h2' && !busy.has(socket)) socket.destroySoon();
      await app.close();
      clearTimeout(timer);
    },
  };
}
