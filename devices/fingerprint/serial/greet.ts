/** First words with a module: its baud rate found by trying, its password, what it says of itself. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { SystemParameters } from './commands.js';
import { confirmations, parseSystemParameters, readSystemParameters, refusal, verifyPassword } from './commands.js';
import type { Conversation } from './conversation.js';
import type { SerialWaits } from './waits.js';

export interface Greeting {
  readonly baud: number;
  /** Null: the module does not tell, and works with the usual ones. */
  readonly parameters: SystemParameters | null;
}

/** The factory's rate first, then R503's highest, then every rate a module can be set to (9600 × 1…12). */
export const bauds: readonly number[] = [57_600, 115_200, ...Array.from({ length: 12 }, (_, at) => 9600 * (at + 1)).filter((one) => one !== 57_600 && one !== 115_200)];

/** `scanner-absent` where nothing answers as a module would at any rate; `scanner-wrong-password` as soon as one does and refuses. */
export async function greet(talk: Conversation, password: number, first: number, waits: SerialWaits, signal: AbortSignal): Promise<Result<Greeting, ScannerFault>> {
  // A module that is being powered up deafly starts with a byte (R503: 55); one that is up says nothing.
  const started = await talk.next(waits.start, signal);
  if (!started.ok) return started;
  for (const baud of [first, ...bauds.filter((one) => one !== first)]) {
    // Not every adapter has every rate.
    if (!(await talk.setBaud(baud)).ok) continue;
    // The question and its answer are 28 bytes of ten bits, here perhaps at the lowest rate.
    const answer = await talk.ask(verifyPassword(password), waits.greeting + 280_000 / baud, signal);
    if (!answer.ok && (answer.fault.code === 'scanner-timeout' || answer.fault.code === 'scanner-garbage')) continue;
    if (!answer.ok) return answer;
    if (answer.value[0] !== confirmations.ok) return refusal(answer.value[0]);
    const told = await talk.ask(readSystemParameters, waits.answer, signal);
    if (!told.ok && (told.fault.code === 'scanner-lost' || told.fault.code === 'scanner-cancelled')) return told;
    return ok({ baud, parameters: told.ok ? parseSystemParameters(told.value) : null });
  }
  return fault('scanner-absent', `no fingerprint module answers on ${talk.path} at any rate; ${talk.received()} bytes came`);
}
