/** The end of a business day: its figures, its close, its batch on a stick and the receipts that come back. */
import type { DossierRow } from '../../sync/core/queue.js';
import { fault, ok } from '../../sync/core/result.js';
import { codeOf } from '../../sync/outbox/disk.js';
import { exportBatch, importReceipts } from '../../sync/transfer/stick.js';
import { chooseFolder } from '../choose-folder.js';
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';

type Names = 'day.list' | 'day.close' | 'batch.chooseFolder' | 'batch.export' | 'batch.receipts' | 'work.cancel';

export function dayHandlers(context: Context): Pick<Handlers, Names> {
  const { vault, days } = context;
  return {
    'day.list'() {
      if (context.signedIn() === null) return fault('locked');
      const known = new Set([...Object.keys(days.all()), ...vault.rows().map((row) => row.businessDay)]);
      const list = [...known].sort().reverse().map((businessDay) => {
        const rows = vault.rows().filter((row) => row.businessDay === businessDay);
        const drafts = rows.filter((row) => row.state === 'draft').length;
        const day = days.all()[businessDay];
        return {
          businessDay,
          drafts,
          sealed: rows.length - drafts,
          received: rows.filter((row) => row.state === 'received').length,
          // What was sealed since, or whose key a kill or the disk left there, is still to be closed.
          closed: day !== undefined && day.closedAt !== null && vault.keysLeft((row) => row.businessDay === businessDay) === 0,
          exported: day !== undefined && day.exportedAt !== null,
        };
      });
      return ok(list);
    },
    async 'day.close'(businessDay) {
      if (context.signedIn() === null) return fault('locked');
      const isOfDay = (row: DossierRow): boolean => row.businessDay === businessDay;
      if (days.all()[businessDay] === undefined && !vault.rows().some(isOfDay) && vault.keysLeft(isOfDay) === 0) return fault('day-unknown');
      const marked = await days.mark(businessDay, { closedAt: Date.now() });
      if (!marked.ok) return fault('not-durable', marked.fault.detail);
      try {
        // Drafts keep their key: they are not finished, and a draft of a closed day is sealed on another one.
        return ok({ destroyed: await vault.destroyKeys(isOfDay) });
      } catch (refused) {
        return fault('not-durable', codeOf(refused));
      }
    },
    'batch.chooseFolder': (language) => chooseFolder(language),
    async 'batch.export'(businessDay, folder) {
      const signedIn = context.signedIn();
      if (signedIn === null) return fault('locked');
      const { keys } = signedIn;
      const exported = await context.works.run('export', (signal, onBytes) => exportBatch({
        vault, businessDay, folder, signal, onBytes, signingKey: keys.signingKey, station: keys.station, clock: Date.now,
        // The one-time code leaves on a stick only where headquarters does not know the station yet.
        ...(context.sending.state().registered ? {} : { provisioning: keys.provisioning }),
      }));
      if (!exported.ok) return exported;
      const noted = await days.mark(businessDay, { exportedAt: Date.now() });
      return ok({ ...exported.value, noted: noted.ok });
    },
    'batch.receipts'(folder) {
      const receiptKey = context.signedIn()?.keys.receiptKey;
      if (receiptKey === undefined) return fault('locked');
      return context.works.run('receipts', (signal, onReceipts) => importReceipts({ vault, folder, receiptKey, signal, onReceipts }));
    },
    'work.cancel'(work) {
      context.works.cancel(work);
      return null;
    },
  };
}
