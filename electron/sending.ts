/** The way to headquarters while an officer is signed in: the station cannot sign a request without its key. */
import type { TransferState } from '../sync/core/transfer-state.js';
import type { Vault } from '../sync/outbox/model.js';
import { serial } from '../sync/outbox/serial.js';
import { rawPublicKey } from '../sync/seal/sign.js';
import { connect, type Connection } from '../sync/transfer/client.js';
import { transferEngine, type Engine } from '../sync/transfer/engine.js';
import { keep, kept } from './keep.js';
import type { OpenKeys } from './keys.js';
import type { StationTrustLists } from './trust-lists.js';

export interface Sending {
  readonly start: (keys: OpenKeys) => Promise<void>;
  readonly now: () => void;
  /** Answers when nothing is under way any more. */
  readonly stop: () => Promise<void>;
  readonly state: () => TransferState;
  /** Answers when nothing is being sent (any more), at the latest when the signal says so. */
  readonly untilQuiet: (signal: AbortSignal) => Promise<void>;
}

const locked: TransferState = {
  link: 'locked', fault: null, registered: false, waiting: 0, bytesWaiting: 0, bytesSent: 0, bytesPerSecond: 0, nextAt: null, lastContact: null,
};

/** `registeredFile` remembers that headquarters knows this station. */
export function openSending(vault: Vault, registeredFile: string, trustLists: Pick<StationTrustLists, 'start'>, onState: (state: TransferState) => void): Sending {
  let open: { readonly engine: Engine; readonly connection: Connection } | null = null;
  const quiet = new EventTarget();
  const inTurn = serial();

  async function stop(): Promise<void> {
    const ending = open;
    open = null;
    await ending?.engine.stop();
    ending?.connection.close();
    if (ending !== null) onState({ ...locked, waiting: vault.outgoing().length });
  }

  return {
    start: (keys) => inTurn(async () => {
      await stop();
      const { provisioning, signingKey, station } = keys;
      const connection = connect({ url: provisioning.url, certificate: provisioning.certificate, station, signingKey, clock: Date.now });
      const engine = transferEngine({
        vault,
        client: () => connection,
        registration: { code: provisioning.code, name: provisioning.stationName, publicKey: Buffer.from(rawPublicKey(signingKey)).toString('base64url') },
        registered: await isKept(registeredFile),
        async onRegistered(registration) {
          const remembered = await keep(registeredFile, registration);
          // Not remembered, it is asked again at the next start.
          if (!remembered.ok) console.error('the registration was not remembered:', remembered.fault.code);
        },
        onState(state) {
          onState(state);
          if (state.link !== 'sending') quiet.dispatchEvent(new Event('quiet'));
        },
        onQuiet: trustLists.start(keys),
        clock: Date.now,
        random: Math.random,
      });
      open = { engine, connection };
      engine.start();
    }),
    now: () => open?.engine.now(),
    stop,
    untilQuiet: (signal) => new Promise((resolve) => {
      if (signal.aborted || open?.engine.state().link !== 'sending') resolve();
      for (const [from, event] of [[quiet, 'quiet'], [signal, 'abort']] as const) from.addEventListener(event, () => resolve(), { once: true });
    }),
    state: () => open?.engine.state() ?? { ...locked, waiting: vault.outgoing().length },
  };
}

/** Unreadable counts as not there: the registration is asked again, and the same code with the same key answers the same station. */
async function isKept(file: string): Promise<boolean> {
  try {
    return (await kept(file)) !== null;
  } catch (unreadable) {
    console.error('whether the station is registered is unknown:', String(unreadable));
    return false;
  }
}
