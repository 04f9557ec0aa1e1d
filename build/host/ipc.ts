/** ipcMain: one handler for each channel. */
import { refuseUnknown } from './refuse.js';

export interface Frame { readonly url: string; readonly origin: string; readonly parent: null }
export interface InvokeEvent<Contents> { readonly type: 'frame'; readonly sender: Contents; readonly senderFrame: Frame | null; readonly processId: number; readonly frameId: number }
type Handler = (event: never, ...args: never[]) => unknown;

const handlers = new Map<string, Handler>();

export const ipcMain = refuseUnknown('ipcMain', {
  handle(channel: string, listener: Handler): void {
    if (handlers.has(channel)) throw Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
});

/** Throws what the handler throws. */
export async function invoke(channel: string, event: InvokeEvent<unknown>, args: readonly unknown[]): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw Error(`No handler registered for '${channel}'`);
  return handler(event as never, ...(args as never[]));
}
