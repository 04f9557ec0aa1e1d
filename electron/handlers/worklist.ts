/** Headquarters' list: taken in as a whole or not at all, and handed to the page as sealed chunks. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { fault, ok } from '../../sync/core/result.js';
import { importInWorker } from '../../sync/worklist/import.js';
import type { Context } from '../context.js';
import type { Calls } from '../contract/calls.js';
import type { Handlers } from '../router.js';

type File = Calls['worklist.import']['args'][0];
type Names = 'worklist.import' | 'worklist.chunk' | 'rows.open' | 'rows.seal' | 'vault.index';

/** A list of 50,000 rows takes seconds; more than this and the file is not what it seems. */
const importDeadline = 120_000;

export function worklistHandlers(context: Context): Pick<Handlers, Names> {
  return {
    async 'worklist.import'(file) {
      if (context.signedIn() === null) return fault('locked');
      return context.works.run('import', (signal, onRows) => takeIn(context, file, signal, onRows));
    },
    'worklist.chunk': (list, chunk) => context.vault.listChunk(list, chunk),
    async 'rows.open'(sealed) {
      await context.signingIn();
      return context.vault.openRows(sealed);
    },
    'rows.seal': (plain) => context.vault.sealRows(plain),
    async 'vault.index'() {
      await context.signingIn();
      if (context.signedIn() === null) return fault('locked');
      const { vault, database } = context;
      return ok({ database, lists: vault.lists(), dossiers: vault.rows(), quarantined: vault.quarantined() });
    },
  };
}

async function takeIn(
  context: Context, file: File, signal: AbortSignal, onRows: (done: number, total: number) => void,
): Promise<Calls['worklist.import']['result']> {
  const given = AbortSignal.any([signal, AbortSignal.timeout(importDeadline)]);
  const read = await importInWorker(join(context.output, 'worklist/worker.js'), file.name, file.bytes, given, { onRows: ({ done, total }) => onRows(done, total) });
  if (!read.ok) return read;
  const { rows, people, errors, errorCount, chunks } = read.value;
  const report = { rows, people, errors, errorCount };
  if (errorCount > 0) return ok({ ...report, imported: false, list: null });
  const saved = await context.vault.saveList(randomUUID(), chunks, people, signal);
  if (saved.ok) return ok({ ...report, imported: true, list: saved.value.id });
  if (signal.aborted) return fault(signal.reason === 'cancelled' ? 'import-cancelled' : 'locked');
  return fault(saved.fault.code === 'disk-full' ? 'disk-full' : saved.fault.code === 'locked' ? 'locked' : 'not-durable', saved.fault.detail);
}
