/** The one door between the page and main: checks who calls, the name, the arguments; answers values. */
import type { IpcMain } from 'electron';
import type { z } from 'zod';

import type { Calls } from './contract/calls.js';
import { isOwn } from './origin.js';

export type Handlers = { [Name in keyof Calls]: (...args: Calls[Name]['args']) => Promise<Calls[Name]['result']> | Calls[Name]['result'] };
export type Schemas = { [Name in keyof Calls]: z.ZodType<unknown> };

export interface Answering {
  readonly handlers: Handlers;
  readonly schemas: Schemas;
}

/**
 * A refusal here is a programmer's mistake or a foreign page: it is thrown, and the page sees no more than its sentence.
 * What is asked before the station is there waits for it.
 */
export function route(ipcMain: Pick<IpcMain, 'handle'>, station: Promise<Answering>): void {
  ipcMain.handle('call', async (event, name: unknown, args: unknown) => {
    if (event.senderFrame === null || !isOwn(event.senderFrame.url)) throw Error('call from a foreign page');
    const { handlers, schemas } = await station;
    if (typeof name !== 'string' || !Object.hasOwn(handlers, name)) throw Error('unknown call');
    const read = schemas[name as keyof Calls].safeParse(args);
    if (!read.success) throw Error(`arguments of ${name} do not fit: ${read.error.issues.map((one) => one.path.join('.')).join(', ')}`);
    const handler = handlers[name as keyof Calls] as (...args: unknown[]) => unknown;
    return handler(...(read.data as unknown[]));
  });
}
