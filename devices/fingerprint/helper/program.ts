/** A helper's process: started with its pipes, ended by its id together with what it started. */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

import type { FromHelper, ToHelper } from './contract.js';
import { LONGEST_LINE, parseHelperLine } from './contract.js';
import { boundedLines } from './lines.js';

export interface HelperProgram {
  send(message: ToHelper): void;
  /** Its input is ended; what then still runs after so many milliseconds is killed. Resolves when it is gone: its exit code, null where it was killed. */
  end(patience: number): Promise<number | null>;
}

export interface HelperProgramOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly onMessage: (message: FromHelper) => void;
  /** It said something that the contract does not know: once, nothing more is read from it. */
  readonly onViolation: (words: string) => void;
  /** It is gone, or never was there; `isMissing`: there is no such command. Once. */
  readonly onExit: (words: string, isMissing: boolean) => void;
  /** What it writes to its standard error; nobody hears it where this is absent. */
  readonly onErrors?: (text: string) => void;
}

export function startProgram({ command, args, onMessage, onViolation, onExit, onErrors }: HelperProgramOptions): HelperProgram {
  // A group of its own, so that what a script starts ends with it.
  const hasGroup = process.platform !== 'win32';
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', onErrors ? 'pipe' : 'ignore'], detached: hasGroup, windowsHide: true });
  const lines = boundedLines(LONGEST_LINE);
  let isHeard = true;
  let isGone = false;
  let told: (code: number | null) => void = () => undefined;
  const gone = new Promise<number | null>((resolve) => (told = resolve));

  const exit = (code: number | null, words: string, isMissing: boolean): void => {
    if (isGone) return;
    isGone = true;
    onExit(words, isMissing);
    told(code);
  };
  const violate = (words: string): void => {
    isHeard = false;
    onViolation(words);
  };

  child.once('error', (error: NodeJS.ErrnoException) => exit(null, `the helper cannot be started: ${error.code ?? error.message}`, error.code === 'ENOENT' || error.code === 'EACCES'));
  // Its exit, not the end of its pipes: what it started may hold them open.
  child.once('exit', (code, signal) => exit(code, `the helper ended (${signal ?? code})`, false));
  // Written to while it dies: the exit tells it.
  child.stdin?.on('error', () => undefined);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => onErrors?.(text));
  child.stdout?.on('data', (chunk: Buffer) => {
    const whole = isHeard ? lines.push(chunk) : [];
    if (whole === null) return violate(`a line is longer than ${LONGEST_LINE} bytes`);
    for (const line of whole) {
      if (!isHeard) return;
      const message = parseHelperLine(line);
      if (typeof message === 'string') return violate(message);
      onMessage(message);
    }
  });

  return {
    send: (message) => {
      if (!isGone && child.stdin?.writable === true) child.stdin.write(`${JSON.stringify(message)}\n`);
    },
    end: async (patience) => {
      isHeard = false;
      child.stdin?.end();
      const impatient = setTimeout(() => kill(child, hasGroup), patience);
      const code = await gone;
      clearTimeout(impatient);
      if (hasGroup) kill(child, true);
      return code;
    },
  };
}

function kill(child: ChildProcess, hasGroup: boolean): void {
  if (child.pid === undefined) return;
  if (!hasGroup) return void child.kill('SIGKILL');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
