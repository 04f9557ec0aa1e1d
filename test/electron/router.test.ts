import { expect, test } from 'vitest';
import { z } from 'zod';

import { route, type Answering, type Handlers, type Schemas } from '../../electron/router.js';

type Listener = (event: { senderFrame: { url: string } | null }, name: unknown, args: unknown) => Promise<unknown>;

function door(): Listener {
  let listener: Listener | undefined;
  const handlers = { 'officer.lock': () => null, 'part.open': (id: string) => ({ ok: true, value: id }) } as unknown as Handlers;
  const schemas = { 'officer.lock': z.tuple([]), 'part.open': z.tuple([z.string().max(5)]) } as unknown as Schemas;
  route({ handle: (_channel: string, given: unknown) => (listener = given as Listener) } as never, Promise.resolve({ handlers, schemas }));
  if (listener === undefined) throw Error('no door');
  return listener;
}
const own = { senderFrame: { url: 'app://station/index.html' } };

test('EL1: an own page is answered', async () => {
  expect(await door()(own, 'part.open', ['abc'])).toEqual({ ok: true, value: 'abc' });
});

test.each([
  ['no frame', { senderFrame: null }],
  ['a web page', { senderFrame: { url: 'https://station/index.html' } }],
  ['a look-alike host', { senderFrame: { url: 'app://station.example/index.html' } }],
  ['a name in the address', { senderFrame: { url: 'app://someone@station/index.html' } }],
])('EL1: %s is refused', async (_what, event) => {
  await expect(door()(event, 'officer.lock', [])).rejects.toThrow('foreign page');
});

test.each(['nothing', 'toString', '__proto__', 7])('EL1: the name %s is refused', async (name) => {
  await expect(door()(own, name, [])).rejects.toThrow('unknown call');
});

test.each([[['too long']], [[]], [['a', 'b']], ['not a list']])('EL1: arguments %j are refused', async (args) => {
  await expect(door()(own, 'part.open', args)).rejects.toThrow('do not fit');
});

test('EL1: what is asked before the station is there waits for it, and is refused where it does not start', async () => {
  let listener: Listener | undefined;
  const ipcMain = { handle: (_channel: string, given: unknown) => (listener = given as Listener) } as never;
  let start: (answering: Answering) => void = () => undefined;
  route(ipcMain, new Promise((resolve) => (start = resolve)));
  const early = listener?.(own, 'officer.lock', []);
  start({ handlers: { 'officer.lock': () => 'locked' }, schemas: { 'officer.lock': z.tuple([]) } } as unknown as Answering);
  expect(await early).toBe('locked');
  route(ipcMain, Promise.reject(Error('no vault')));
  await expect(listener?.(own, 'officer.lock', [])).rejects.toThrow('no vault');
});
