/** The three long works: a list taken in, a day written to a stick, the receipts that come back on it. */
import { fault } from '../../sync/core/result.js';

import { reloadPeople } from './data.js';
import { longWork } from './long-work.js';
import { ask } from './station.js';

export const listImport = longWork('import', {
  subject: (file: File) => file.name,
  run: async (file: File) => {
    // A stick that was pulled, or a file that was changed since it was picked.
    const bytes = await file.arrayBuffer().catch(() => null);
    return bytes === null ? fault('not-a-spreadsheet', 'the file cannot be read any more') : ask('worklist.import', { name: file.name, bytes: new Uint8Array(bytes) });
  },
  done: (report) => {
    if (report.imported) void reloadPeople();
  },
});

export const batchExport = longWork('export', {
  subject: (businessDay: string, _folder: string) => businessDay,
  run: (businessDay: string, folder: string) => ask('batch.export', businessDay, folder),
});

export const receiptsImport = longWork('receipts', {
  subject: (folder: string) => folder,
  run: (folder: string) => ask('batch.receipts', folder),
});
