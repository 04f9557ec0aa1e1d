/** Whether a helper keeps the contract: a vendor runs it while they write theirs, and with the scanner before they deliver. */
import { openHelper, usualWaits } from '../session.js';
import type { HelperSession, HelperWaits } from '../session.js';
import { captureChecks } from './captures.js';
import { endChecks } from './ends.js';
import { requestChecks } from './requests.js';

export interface CheckReport {
  /** Names a paragraph of HELPER.md. */
  readonly id: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'please';
  /** What was seen instead; what is asked of the person at the scanner. */
  readonly detail: string;
}

/** Answers what was seen instead, or null where all is as it should be; throws nothing. */
export type Check = (bench: CheckBench) => Promise<string | null>;

export interface NamedCheck {
  readonly id: string;
  readonly name: string;
  readonly run: Check;
  /** Without it the checks after it would say nothing. */
  readonly isVital?: boolean;
}

export interface CheckBench {
  readonly command: readonly string[];
  readonly session: HelperSession;
  readonly waits: HelperWaits;
  readonly signal: AbortSignal;
  /** Asks the person at the scanner for something. */
  please(words: string): void;
  /** Set when the helper was given up, with the reason. */
  lost(): string | null;
}

export interface CheckOptions {
  readonly report: (report: CheckReport) => void;
  readonly signal: AbortSignal;
  readonly waits?: Partial<HelperWaits>;
  /** What the helper writes to its standard error. */
  readonly onErrors?: (text: string) => void;
}

/** True where every check passed. Each report comes as its check ends. */
export async function checkHelper(command: readonly string[], { report, signal, waits: given = {}, onErrors = () => undefined }: CheckOptions): Promise<boolean> {
  const waits = { ...usualWaits, ...given };
  const [program = '', ...args] = command;
  let gone: string | null = null;
  const opened = await openHelper({ command: program, args, waits, onErrors, onEvent: () => undefined, onEnd: (end) => (gone = end.detail ?? end.code) }, signal);
  report({ id: '2', name: 'it greets in version 1 within ten seconds', state: opened.ok ? 'passed' : 'failed', detail: opened.ok ? `${opened.value.name} ${opened.value.version}` : (opened.fault.detail ?? '') });
  if (!opened.ok) return false;
  const session = opened.value;
  let isGood = true;
  let isStopped = false;
  const please = (id: string) => (words: string): void => report({ id, name: words, state: 'please', detail: '' });
  const all = async (checks: readonly NamedCheck[]): Promise<void> => {
    for (const { id, name, run, isVital = false } of checks) {
      if (signal.aborted || isStopped) {
        report({ id, name, state: 'skipped', detail: signal.aborted ? 'given up' : 'a check before it failed' });
        continue;
      }
      const seen = await run({ command, session, waits, signal, please: please(id), lost: () => gone });
      const wrong = gone ?? seen;
      report({ id, name, state: wrong === null ? 'passed' : 'failed', detail: wrong ?? '' });
      isGood &&= wrong === null;
      isStopped ||= gone !== null || (isVital && wrong !== null);
    }
  };
  await all([...requestChecks, ...captureChecks]);
  await session.close();
  [gone, isStopped] = [null, false];
  await all(endChecks);
  return isGood && !signal.aborted;
}
