/** `headquarters trust …`: puts trust lists in, withdraws one, or tells what is there. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

import { isFullDate } from '../core/dates.js';
import { largestTrustList, longestListName, mostTrustLists } from '../core/reference-data.js';
import { fault, type Result } from '../core/result.js';
import type { Headquarters } from './model.js';
import { addTrustList, keptTrustLists, withdrawTrustList, type AddedTrustList } from './trust-lists.js';

export interface TrustCommand {
  readonly files: readonly string[];
  /** Of a single file; else each has its file's name. */
  readonly name?: string | undefined;
  /** `yyyy-mm-dd`. */
  readonly date?: string | undefined;
  /** Id of the list to withdraw. */
  readonly withdraw?: string | undefined;
}

export interface Told {
  readonly text: string;
  /** Exit code: 0 done, 1 something was not, 2 not understood. */
  readonly code: 0 | 1 | 2;
}

const reasons = {
  'list-empty': 'it is empty',
  'list-too-large': `it is larger than ${largestTrustList / 2 ** 20} MiB`,
  'list-unknown': 'it is no certificate (DER, PEM), master list or LDIF',
  'too-many-lists': `there are ${mostTrustLists} lists already`,
  'name-unfit': `its name must have 1 to ${longestListName} characters: give one with --name`,
} as const;

export async function trustCommand(hq: Headquarters, { files, name, date = '', withdraw }: TrustCommand): Promise<Told> {
  if (withdraw !== undefined) {
    if (files.length > 0) return { text: 'Either files or --withdraw.', code: 2 };
    return (await withdrawTrustList(hq, withdraw))
      ? { text: `Withdrawn: ${withdraw.slice(0, 8)}. Each station stops using it when it next asks.`, code: 0 }
      : { text: 'No such list. `headquarters trust` tells the ids.', code: 1 };
  }
  if (files.length === 0) return { text: await listed(hq), code: 0 };
  if (date !== '' && !isFullDate(date)) return { text: `No date: ${date} (yyyy-mm-dd)`, code: 2 };
  if (name !== undefined && files.length > 1) return { text: '--name is for a single file.', code: 2 };
  const lines: string[] = [];
  let isRefused = false;
  for (const file of files) {
    const added = await add(hq, file, (name ?? basename(file)).normalize('NFC').trim(), date);
    isRefused ||= !added.ok;
    if (!added.ok) lines.push(`Not taken: ${file}: ${reasons[added.fault.code]}.`);
    else lines.push(`${added.value.id}  ${added.value.name}${added.value.again ? '  (was there before)' : ''}`);
  }
  return { text: lines.join('\n'), code: isRefused ? 1 : 0 };
}

async function add(hq: Headquarters, file: string, name: string, date: string): Promise<Result<AddedTrustList, keyof typeof reasons>> {
  if (!isName(name)) return fault('name-unfit');
  const { size } = await stat(file);
  return size > largestTrustList ? fault('list-too-large') : addTrustList(hq, { name, date, bytes: await readFile(file) });
}

/** What a database keeps and canonical JSON can say. */
function isName(name: string): boolean {
  return name !== '' && name.length <= longestListName && !/[\0\p{Surrogate}]/u.test(name);
}

async function listed(hq: Headquarters): Promise<string> {
  const kept = await keptTrustLists(hq);
  if (kept.length === 0) return 'No trust list yet.';
  return kept.map(({ id, name, date, size, withdrawnAt }) =>
    `${id}  ${date === '' ? 'undated   ' : date}  ${String(size).padStart(9)}  ${name}${withdrawnAt === null ? '' : `  (withdrawn ${withdrawnAt.toISOString().slice(0, 10)})`}`).join('\n');
}
