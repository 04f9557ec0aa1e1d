/** The transfer engine: when to try, when to wait, when to stop, and what to tell of it. How one revision is sent is in send.ts. */
import { readFile } from 'node:fs/promises';

import type { TransferFault } from '../core/faults.js';
import type { Registration, RegistrationRequest } from '../core/wire.js';
import type { Fault } from '../core/result.js';
import { retryDelay } from '../core/retry.js';
import type { TransferState } from '../core/transfer-state.js';
import type { Outgoing, Vault } from '../outbox/model.js';
import { ofTheLink, type HeadquartersClient } from './model.js';
import { rateOf } from './rate.js';
import { sendRevision, type SendEnd } from './send.js';
import { waitFor } from './wait.js';

export interface EngineOptions {
  readonly vault: Pick<Vault, 'outgoing' | 'step' | 'receive' | 'onRow'>;
  /** null while the station is locked and cannot sign its requests. */
  readonly client: () => HeadquartersClient | null;
  readonly registration: RegistrationRequest;
  /** Known from an earlier run. */
  readonly registered: boolean;
  /** To be remembered for the next run. */
  readonly onRegistered: (registration: Registration) => Promise<void>;
  readonly onState: (state: TransferState) => void;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly clock: () => number;
  /** Nothing is to be sent and headquarters is not silent: time for what can wait, until the signal says that it is over. */
  readonly onQuiet?: (client: HeadquartersClient, signal: AbortSignal) => void;
  /** In [0, 1). */
  readonly random: () => number;
  /** Ends, without an error, after that many milliseconds or when the signal says so. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** The bytes of a part file. */
  readonly read?: (file: string) => Promise<Uint8Array>;
}

export interface Engine {
  /** Once; a second call changes nothing. */
  readonly start: () => void;
  /** Tries at once, also when stopped or waiting: on the officer's word, after an unlock, when the link came back. */
  readonly now: () => void;
  /** Ends what is under way and answers when nothing is any more. */
  readonly stop: () => Promise<void>;
  readonly state: () => TransferState;
}

/** A refusal that only a person can put right is tried again after this, in case it was put right: 5 minutes. */
const longPause = 300_000;
/** Tries of a revision that headquarters refuses, before it is set aside and the others go on. */
const triesPerRevision = 3;

const stopping: readonly TransferFault[] = [
  'code-used', 'code-unknown', 'station-refused', 'signature-refused', 'wrong-certificate', 'clock-refused', 'not-registered', 'receipt-forged',
];
const ofOneRevision: readonly TransferFault[] = ['conflict', 'dossier-refused'];

/** How a round over the queue ended; `again` where something is left to be tried after a while. */
type RoundEnd = { readonly kind: 'done' | 'again' } | { readonly kind: 'fault'; readonly fault: Fault<TransferFault> };

export function transferEngine(options: EngineOptions): Engine {
  const { vault, clock } = options;
  const wait = options.wait ?? waitFor;
  const read = options.read ?? readFile;
  const life = new AbortController();
  const rate = rateOf(clock);
  const refusals = new Map<string, number>();
  let state: TransferState = {
    link: 'idle', fault: null, registered: options.registered, waiting: 0, bytesWaiting: 0, bytesSent: 0, bytesPerSecond: 0, nextAt: null, lastContact: null,
  };
  let running: Promise<void> | null = null;
  let waking = new AbortController();
  let toldAt = -Infinity;
  let progressed = false;
  /** Of the revision in hand, bytes that headquarters made durable in this try. */
  let durable = 0;
  /** A revision that a cut left half sent: asked for by offsets instead of by its manifest. */
  let cutIn: string | null = null;

  function tell(next: Partial<TransferState> = {}): void {
    const left = vault.outgoing();
    state = {
      ...state, waiting: left.length, bytesPerSecond: rate.perSecond(),
      bytesWaiting: Math.max(0, left.reduce((sum, one) => sum + ownBytes(one), 0) - durable), ...next,
    };
    toldAt = clock();
    options.onState(state);
  }

  async function round(client: HeadquartersClient): Promise<RoundEnd> {
    if (!state.registered) {
      const registered = await client.register(options.registration, life.signal);
      if (!registered.ok) return { kind: 'fault', fault: registered.fault };
      await options.onRegistered(registered.value);
      tell({ registered: true, lastContact: clock() });
    }
    let left = false;
    for (const one of vault.outgoing()) {
      if (life.signal.aborted) break;
      if (one.row.state !== 'queued' && one.row.state !== 'sealed') continue;
      const end = await send(client, one);
      if (end.kind === 'fault') {
        if (!ofOneRevision.includes(end.fault.code)) return end;
        left = !(await refused(one, end.fault)) || left;
      } else if (end.kind === 'not-durable') left = true;
    }
    return { kind: left ? 'again' : 'done' };
  }

  async function send(client: HeadquartersClient, one: Outgoing): Promise<SendEnd> {
    const { id, revision } = one.row;
    const key = keyOf(one);
    const sending = await vault.step(id, revision, 'send');
    // Refused: it was received or set aside by another way in the meantime.
    if (!sending.ok) return { kind: sending.fault.code === 'not-durable' ? 'not-durable' : 'received' };
    const end = await sendRevision(client, one, {
      read, signal: life.signal, resume: cutIn === key,
      onContact: () => {
        state = { ...state, lastContact: clock() };
      },
      onDurable: (bytes) => {
        progressed = true;
        durable += bytes;
        tell({ bytesSent: state.bytesSent + bytes });
      },
      onBytes: (bytes) => {
        rate.add(bytes);
        if (clock() - toldAt >= 250) tell();
      },
      receive: vault.receive,
    });
    durable = 0;
    cutIn = end.kind === 'fault' && end.accepted && ofTheLink.includes(end.fault.code) ? key : null;
    if (end.kind === 'received') {
      progressed = true;
      refusals.delete(key);
      tell({ fault: null });
    } else if (end.kind === 'unreadable') await vault.step(id, revision, 'quarantine', end.note);
    else await vault.step(id, revision, 'interrupt', end.kind === 'fault' ? end.fault.code : end.kind);
    return end;
  }

  /** True where the revision is set aside. */
  async function refused(one: Outgoing, fault: Fault<TransferFault>): Promise<boolean> {
    const key = keyOf(one);
    const tries = (refusals.get(key) ?? 0) + 1;
    refusals.set(key, tries);
    tell({ fault, lastContact: clock() });
    if (tries < triesPerRevision) return false;
    refusals.delete(key);
    const aside = await vault.step(one.row.id, one.row.revision, 'quarantine', fault.detail === undefined ? fault.code : `${fault.code} ${fault.detail}`);
    return aside.ok;
  }

  async function run(): Promise<void> {
    // What an earlier run was sending when it ended is in the queue again.
    for (const { row } of vault.outgoing()) if (row.state === 'sending') await vault.step(row.id, row.revision, 'interrupt', 'restart');
    let failures = 0;
    let registeredAnew = false;
    while (!life.signal.aborted) {
      const client = options.client();
      if (client === null) {
        await pause('locked', null);
        continue;
      }
      progressed = false;
      tell({ link: 'sending', nextAt: null });
      const end = await round(client);
      if (life.signal.aborted) break;
      if (end.kind === 'done') {
        failures = 0;
        registeredAnew = false;
        await pause('idle', null, (signal) => options.onQuiet?.(client, signal));
        continue;
      }
      const fault = end.kind === 'fault' ? end.fault : null;
      if (fault?.code === 'not-registered' && state.registered && !registeredAnew) {
        // Headquarters does not know the station, perhaps on new data: the same code with the same key registers it again.
        registeredAnew = true;
        tell({ registered: false });
        continue;
      }
      if (fault !== null) tell({ fault });
      if (fault !== null && stopping.includes(fault.code)) {
        await pause('stopped', longPause);
        continue;
      }
      failures = progressed ? 1 : failures + 1;
      const retryAfter = Number(fault?.values?.['retryAfter'] ?? 0);
      await pause('waiting', retryDelay(failures, progressed, options.random(), Number.isFinite(retryAfter) ? retryAfter : 0));
    }
  }

  async function pause(link: TransferState['link'], milliseconds: number | null, meanwhile?: (signal: AbortSignal) => void): Promise<void> {
    const keepsFault = link === 'waiting' || link === 'stopped';
    tell({ link, nextAt: milliseconds === null ? null : clock() + milliseconds, ...(keepsFault ? {} : { fault: null }) });
    // What was queued while the last round ended is not waited for.
    if (link === 'idle' && vault.outgoing().some((one) => one.row.state === 'queued')) return;
    const over = AbortSignal.any([life.signal, waking.signal]);
    meanwhile?.(over);
    await wait(milliseconds ?? Infinity, over);
    // Where time alone ended it, too.
    waking.abort();
    waking = new AbortController();
  }

  const unlisten = vault.onRow((row) => {
    if (running !== null && row.state === 'queued' && state.link === 'idle') waking.abort();
    else if (running !== null && row.state === 'received' && state.link !== 'sending') tell();
  });

  return {
    start: () => {
      running ??= run();
    },
    now: () => waking.abort(),
    stop: async () => {
      unlisten();
      life.abort();
      await running;
    },
    state: () => state,
  };
}

/** Bytes of the parts that this revision brought. */
function ownBytes(one: Outgoing): number {
  return one.parts.reduce((sum, { part }) => sum + (part.revision === one.row.revision ? part.size : 0), 0);
}

function keyOf({ row }: Outgoing): string {
  return `${row.id}/${row.revision}`;
}
