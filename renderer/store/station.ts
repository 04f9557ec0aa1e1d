/** The page's one way to the station: `window.station`, with a broken call turned into a value. */
import type { Calls, Events } from '../../electron/contract/calls.js';
import { fault, type Result } from '../../sync/core/result.js';

/** The name of a call whose result is a Result, and the name of one whose result is bare. */
export type ResultCall = { [Name in keyof Calls]: Calls[Name]['result'] extends Result<unknown> ? Name : never }[keyof Calls];

/** Added to every Result by `ask`: the call itself broke. Nothing that was saved is lost by it. */
export type AskFault = 'station-silent';

type Answer<Name extends ResultCall> = Calls[Name]['result'] | { readonly ok: false; readonly fault: { readonly code: AskFault; readonly detail: string } };

/** Calls main; rejects only when the channel is gone. */
export function call<Name extends keyof Calls>(name: Name, ...args: Calls[Name]['args']): Promise<Calls[Name]['result']> {
  return window.station.call(name, ...args);
}

/** Like `call` for calls that answer a Result: a broken channel is the fault `station-silent`, never a rejection. */
export async function ask<Name extends ResultCall>(name: Name, ...args: Calls[Name]['args']): Promise<Answer<Name>> {
  try {
    return await window.station.call(name, ...args);
  } catch (error) {
    return fault('station-silent', `${name}: ${error instanceof Error ? error.message : 'no answer'}`) as Answer<Name>;
  }
}

export function on<Name extends keyof Events>(name: Name, listener: (payload: Events[Name]) => void): () => void {
  return window.station.on(name, listener);
}
