/** Headquarters in memory behind the client's interface, a clock that the test turns, and a station with sealed dossiers. */
import { createHash } from 'node:crypto';

import type { TransferFault } from '../../../sync/core/faults.js';
import { fault, ok, type Result } from '../../../sync/core/result.js';
import type { Signed } from '../../../sync/core/manifest.js';
import type { TrustIndex } from '../../../sync/core/reference-data.js';
import type { TransferState } from '../../../sync/core/transfer-state.js';
import type { Vault } from '../../../sync/outbox/model.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { transferEngine, type Engine, type EngineOptions } from '../../../sync/transfer/engine.js';
import type { HeadquartersClient } from '../../../sync/transfer/model.js';
import { beginning, confirmed, example, idOf, newPart, typed, valueOf, type Example } from '../outbox/example.js';
import { memoryDisk, type MemoryDisk } from '../outbox/memory-disk.js';

export interface Fake {
  readonly client: HeadquartersClient;
  readonly calls: string[];
  /** Asked before each call; a fault from it is the answer. */
  intercept: (call: string, id: string) => TransferFault | null;
  readonly held: Map<string, Uint8Array>;
  /** What it says of trust lists. */
  readonly trust: { index: Signed<TrustIndex> | null; readonly bytes: Map<string, Uint8Array> };
}

export function fakeHeadquarters(made: Example): Fake {
  const held = new Map<string, Uint8Array>();
  const calls: string[] = [];
  const fake: Fake = { calls, held, trust: { index: null, bytes: new Map() }, intercept: () => null, client: null as unknown as HeadquartersClient };
  const asked = <Value>(call: string, id: string, answer: () => Value): Promise<Result<Value, TransferFault>> => {
    calls.push(`${call} ${id}`);
    const refused = fake.intercept(call, id);
    return Promise.resolve(refused === null ? ok(answer()) : fault(refused));
  };
  const whole = (id: string): boolean => held.has(id) && createHash('sha256').update(held.get(id)!).digest('hex') === id;
  const client: HeadquartersClient = {
    register: (request) => asked('register', request.code, () => ({ station: made.keys.station })),
    putManifest: (manifest) => asked('put', `${manifest.value.dossier}/${manifest.value.revision}`, () => {
      const missing = manifest.value.parts.filter((part) => !whole(part.id)).map(({ id }) => ({ id, offset: held.get(id)?.length ?? 0 }));
      return missing.length === 0 ? { kind: 'complete' as const, receipt: made.receiptFor(manifest) } : { kind: 'incomplete' as const, missing };
    }),
    patchPart: (id, offset, _size, bytes, _signal, onBytes) => asked('patch', `${id} ${offset}`, () => {
      const before = held.get(id) ?? new Uint8Array(0);
      if (offset !== before.length) return { offset: before.length };
      held.set(id, new Uint8Array(Buffer.concat([before, bytes])));
      onBytes?.(bytes.length);
      return { offset: before.length + bytes.length };
    }),
    offsets: (ids) => asked('offsets', String(ids.length), () => Object.fromEntries(ids.map((id) => [id, whole(id) ? -1 : (held.get(id)?.length ?? 0)]))),
    trustIndex: (known) => asked('trust-index', String(known), () => (fake.trust.index?.value.sequence === known ? null : fake.trust.index)),
    trustList: (id, offset, size) => asked('trust-list', `${id} ${offset}`, () => (fake.trust.bytes.get(id) ?? new Uint8Array()).slice(offset, offset + size)),
    close: () => undefined,
  };
  return Object.assign(fake, { client });
}

export interface Station {
  readonly vault: Vault;
  readonly disk: MemoryDisk;
  readonly made: Example;
}

export async function stationWith(dossiers: number, made?: Example): Promise<Station> {
  const disk = memoryDisk();
  const keys = made ?? await example();
  const vault = await openVault({ folder: '/vault', clock: () => 1_000_000, disk, reserveBytes: 0 });
  vault.unlock(keys.keys);
  for (let number = 1; number <= dossiers; number += 1) await sealOne(vault, number);
  return { vault, disk, made: keys };
}

export async function sealOne(vault: Vault, number: number, photoBytes = 1000): Promise<void> {
  valueOf(await vault.begin(idOf(number), beginning));
  valueOf(await vault.addParts(idOf(number), [newPart('photo', new Uint8Array(photoBytes).fill(number))]));
  valueOf(await vault.change(idOf(number), [typed('NGUYỄN VĂN AN'), confirmed]));
  valueOf(await vault.seal(idOf(number)));
}

export interface Run {
  readonly engine: Engine;
  readonly states: TransferState[];
  /** Ends when the engine pauses for the n-th time from now on; answers what it waits for, milliseconds. */
  readonly paused: () => Promise<number>;
  /** Lets the time of the pause pass. */
  readonly elapse: () => void;
}

export function runEngine(station: Station, client: () => HeadquartersClient | null, more: { registered?: boolean; onRegistered?: () => Promise<void>; onQuiet?: EngineOptions['onQuiet'] } = {}): Run {
  const states: TransferState[] = [];
  let now = 1_000_000;
  let pausing: { readonly milliseconds: number; readonly end: () => void } | null = null;
  let told: (() => void) | null = null;
  const engine = transferEngine({
    vault: station.vault, client, registration: { code: 'code', name: 'Tổ 1', publicKey: '' }, registered: more.registered ?? true,
    onRegistered: more.onRegistered ?? (() => Promise.resolve()), ...(more.onQuiet === undefined ? {} : { onQuiet: more.onQuiet }), onState: (state) => states.push(state), clock: () => now, random: () => 0.5,
    read: (file) => station.disk.read(file),
    wait: (milliseconds, signal) => new Promise((end) => {
      const ended = (): void => {
        pausing = null;
        end();
      };
      if (signal.aborted) return ended();
      signal.addEventListener('abort', ended, { once: true });
      pausing = { milliseconds, end: ended };
      told?.();
    }),
  });
  engine.start();
  return {
    engine, states,
    paused: async () => {
      if (pausing === null) {
        await new Promise<void>((resolve) => {
          told = resolve;
        });
      }
      told = null;
      return pausing!.milliseconds;
    },
    elapse: () => {
      const { milliseconds, end } = pausing!;
      now += Number.isFinite(milliseconds) ? milliseconds : 0;
      end();
    },
  };
}
