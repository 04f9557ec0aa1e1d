/** A TLS server on loopback that does with each connection what a test says, and a TCP proxy that cuts. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';

import { makeCertificate } from '../../../sync/headquarters/certificate.js';

export interface Listening {
  readonly url: string;
  readonly certificate: string;
  readonly close: () => Promise<void>;
}

async function listening(server: Server, certificate: string): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    certificate,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `serve` gets each connection after its handshake. */
export function faultyServer(serve: (socket: TLSSocket) => void): Promise<Listening> {
  const { key, certificate } = makeCertificate('127.0.0.1');
  const server = createTlsServer({ key, cert: certificate }, (socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket);
  });
  server.on('tlsClientError', () => undefined);
  return listening(server, certificate);
}

/** Answers every request with these bytes, as soon as its head has come. */
export function answering(text: string, then: (socket: TLSSocket) => void = () => undefined): Promise<Listening> {
  return faultyServer((socket) => {
    socket.on('data', (bytes) => {
      if (!bytes.toString('latin1').includes('\r\n\r\n')) return;
      socket.write(text);
      then(socket);
    });
  });
}

export function tcpServer(serve: (socket: Socket) => void): Promise<Listening> {
  return listening(createServer((socket) => {
    socket.on('error', () => socket.destroy());
    serve(socket);
  }), '');
}

/** Hands bytes on in both directions, up to about `limit` on the way up; then the link is silent, until `close` cuts it. */
export function stoppingProxy(target: string, limit: number): Promise<Listening> {
  return tcpServer((socket) => {
    const up = connect(Number(new URL(target).port), '127.0.0.1');
    let sent = 0;
    up.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.on('close', () => up.destroy());
    up.pipe(socket);
    socket.on('data', (bytes) => {
      sent += bytes.length;
      up.write(bytes);
      if (sent >= limit) socket.pause();
    });
  });
}
