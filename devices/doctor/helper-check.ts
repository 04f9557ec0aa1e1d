/** `doctor -- finger helper-check COMMAND…`: whether a vendor's helper keeps the contract of devices/fingerprint/HELPER.md, check by check. */
import { checkHelper, type CheckReport } from '../fingerprint/helper/conformance/check.js';

export interface HelperCheckCommand {
  readonly kind: 'helper-check';
  readonly json: boolean;
  /** Program and arguments. */
  readonly command: readonly string[];
}

const marks: Readonly<Record<CheckReport['state'], string>> = { passed: '●', failed: '✕', skipped: '○', please: '→' };

/** Lines as they come, for a person who lays fingers on meanwhile; with --json one object a line. True where every check passed. */
export function runHelperCheck({ command, json }: HelperCheckCommand, write: (line: string) => void, signal: AbortSignal): Promise<boolean> {
  const report = (one: CheckReport): void => write(json ? JSON.stringify(one) : `${marks[one.state]} ${one.id.padEnd(4)} ${one.name}${one.detail === '' ? '' : ` · ${one.detail}`}`);
  return checkHelper(command, { report, signal, onErrors: (text) => process.stderr.write(text) });
}
