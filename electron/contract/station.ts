/** What preload exposes as `window.station`. */
import type { Calls, Events } from './calls.js';

export interface Station {
  call<Name extends keyof Calls>(name: Name, ...args: Calls[Name]['args']): Promise<Calls[Name]['result']>;
  /** Answers a function that ends the listening. */
  on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void;
}
