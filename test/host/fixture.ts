/** The fixture app on the host: its events as they come, and commands to its main process. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { launch, root, until, type Launch, type Running } from './launch.js';

export interface Told { readonly event: string; readonly value: unknown }

export interface Fixture extends Running {
  /** What main has told so far. */
  told(): readonly Told[];
  /** Waits for an event, the `count`-th of its name; answers its value. */
  event(name: string, count?: number): Promise<unknown>;
  command(name: string, ...args: readonly unknown[]): Promise<unknown>;
  /** A command that ends the app may leave without an answer. */
  order(name: string, ...args: readonly unknown[]): void;
}

export function startFixture(userData: string, options: Partial<Launch> = {}): Fixture {
  // Among what is built, where `electron` is the host.
  const built = join(root, 'out/host-fixture');
  cpSync(join(root, 'test/host/fixture'), built, { recursive: true });
  const running = launch({ main: join(built, 'main.mjs'), userData, ...options });
  let next = 1;
  const told = () => running.lines.map((line) => JSON.parse(line) as Told);
  const said = async (name: string, count = 1): Promise<Told> =>
    until(() => told().filter((one) => one.event === name)[count - 1], () => `no ${name}: ${running.lines.join('\n')}\n${running.errors()}`);
  const order = (name: string, ...args: readonly unknown[]): number => {
    const id = next++;
    running.process.stdin?.write(`${JSON.stringify({ id, command: name, args })}\n`);
    return id;
  };
  return {
    ...running,
    told,
    event: async (name, count) => (await said(name, count)).value,
    command: async (name, ...args) => (await said(`answer-${order(name, ...args)}`)).value,
    order(name, ...args) {
      order(name, ...args);
    },
  };
}
