/** ipcRenderer over the channel to the host. */
import { decode, encode } from '../codec.js';
import type { Down, Up } from '../messages.js';
import { refuseUnknown } from '../refuse.js';

type Listener = (event: object, ...args: unknown[]) => void;

export interface IpcRenderer {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: Listener): IpcRenderer;
  once(channel: string, listener: Listener): IpcRenderer;
  off(channel: string, listener: Listener): IpcRenderer;
  removeListener(channel: string, listener: Listener): IpcRenderer;
  removeAllListeners(channel: string): IpcRenderer;
}

export function ipcRendererOver(address: string, token: string): IpcRenderer {
  const waiting = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (reason: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  const held: Uint8Array<ArrayBuffer>[] = [];
  let next = 1;
  const socket = new WebSocket(address, token);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    send({ kind: 'hello', url: location.href });
    for (const bytes of held.splice(0)) socket.send(bytes);
  });
  socket.addEventListener('message', (event) => take(decode(new Uint8Array(event.data as ArrayBuffer)) as Down));
  socket.addEventListener('close', () => {
    for (const call of waiting.values()) call.reject(new Error(`Error invoking remote method '${call.channel}': the app has ended`));
    waiting.clear();
  });

  function send(message: Up): void {
    const bytes = encode(message);
    if (socket.readyState === WebSocket.CONNECTING) held.push(bytes);
    else socket.send(bytes);
  }

  function take(message: Down): void {
    if (message.kind === 'event') {
      for (const listener of Array.from(listeners.get(message.channel) ?? [])) listener({ sender: ipc, ports: [] }, ...message.args);
      return;
    }
    const call = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') call?.resolve(message.value);
    else call?.reject(new Error(`Error invoking remote method '${call.channel}': ${message.message}`));
  }

  const ipc: IpcRenderer = refuseUnknown('ipcRenderer', {
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      const id = next++;
      send({ kind: 'invoke', id, channel, args });
      waiting.set(id, { channel, resolve, reject });
    }),
    on(channel, listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
      return ipc;
    },
    once(channel, listener) {
      const single: Listener = (event, ...args) => {
        ipc.removeListener(channel, single);
        listener(event, ...args);
      };
      return ipc.on(channel, single);
    },
    off: (channel, listener) => ipc.removeListener(channel, listener),
    removeListener(channel, listener) {
      listeners.get(channel)?.delete(listener);
      return ipc;
    },
    removeAllListeners(channel) {
      listeners.delete(channel);
      return ipc;
    },
  });
  return ipc;
}
