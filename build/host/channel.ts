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

/** Answers the address to connect to and a function that shuts the door. */
export async function openDoor(door: Door): Promise<{ readonly address: string; readonly shut: () => void }> {
  listening ??= listen();
  const port = await listening;
  doors.add(door);
  return { address: `ws://127.0.0.1:${port}/${door.token}`, shut: () => doors.delete(door) };
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
  return request.headers.origin === door.origin && timingSafeEqual(digest(request.url ?? ''), digest(`/${door.token}`));
}
