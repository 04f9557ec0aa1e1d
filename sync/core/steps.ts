/** The way of a dossier: its states, and which step may follow which. */
import { fault, ok, type Result } from './result.js';

/** What the station did with a revision. */
export const stationStates = ['draft', 'sealed', 'queued', 'sending', 'received', 'quarantined'] as const;
export type StationState = (typeof stationStates)[number];

/** What headquarters says of a dossier; kept apart from what the station did. */
export type HeadquartersState = 'unknown' | 'receiving' | 'received' | 'superseded' | 'returned' | 'card-ready' | 'handed-over';

/** One transition: what one line of the transition journal holds. */
export type Step = 'seal' | 'queue' | 'send' | 'interrupt' | 'receive' | 'quarantine' | 'retry';

const table: Record<Step, readonly [from: readonly StationState[], to: StationState]> = {
  seal: [['draft'], 'sealed'],
  queue: [['sealed'], 'queued'],
  send: [['queued'], 'sending'],
  interrupt: [['sending'], 'queued'],
  /** From any sealed state: the receipt may come by stick while the network still tries. */
  receive: [['sealed', 'queued', 'sending', 'quarantined', 'received'], 'received'],
  quarantine: [['queued', 'sending'], 'quarantined'],
  retry: [['quarantined'], 'queued'],
};

/** Refuses with 'step-not-allowed' and names both. */
export function step(from: StationState, next: Step): Result<StationState, 'step-not-allowed'> {
  const [allowed, to] = table[next];
  return allowed.includes(from) ? ok(to) : fault('step-not-allowed', `${next} from ${from}`, { step: next, state: from });
}
