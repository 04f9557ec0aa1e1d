/** The loopback WebSocket for the preload's world: only from the page's own origin, only with the window's token. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { WebSocketServer, type WebSocket } from 'ws';

/** Bigger than any file the station takes in. */
const largestMessage = 512 * 1024 * 1024;

export interface Door { readonly token: string; readonly origin: string; readonly enter: (socket: WebSocket) => void }

const doors = new Set<Door>();
let listening: Promise<number> | null = null;

/** `ws://127.0.0.1:PORT`; the same for every door. */
export async function channelAddress(): Promise<string> {
  listening ??= listen();
  return `ws://127.0.0.1:${await listening}`;
}

/** The token travels as the subprotocol: an address could be read from the policy. Answers a function that shuts the door. */
export function openDoor(door: Door): () => void {
  doors.add(door);
  return () => doors.delete(door);
}

function listen(): Promise<number> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: largestMessage });
  server.on('upgrade', (request, socket, head) => {
    const door = [...doors].find((one) => fits(one, request));
    if (door === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, door.enter);
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function fits(door: Door, request: IncomingMessage): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return request.headers.origin === door.origin && timingSafeEqual(digest(request.headers['sec-websocket-protocol'] ?? ''), digest(door.token));
}
