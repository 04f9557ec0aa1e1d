/** The dossier in hand: begun, changed, sealed, mended; and its parts opened for the screen. */
import { randomBytes } from 'node:crypto';

import { check, blocking } from '../../sync/core/checks.js';
import type { RowSummary } from '../../sync/core/queue.js';
import { fault, ok } from '../../sync/core/result.js';
import { uuidv7 } from '../../sync/core/uuid.js';
import { draftInHand, type Context } from '../context.js';
import { localDate } from '../days.js';
import type { Handlers } from '../router.js';

type Names =
  | 'dossier.summaries' | 'dossier.begin' | 'dossier.open' | 'dossier.change' | 'dossier.seal' | 'dossier.mend' | 'dossier.retry' | 'part.open' | 'part.thumbnail';

export function dossierHandlers(context: Context): Pick<Handlers, Names> {
  const { vault } = context;
  return {
    async 'dossier.summaries'(ids) {
      if (context.signedIn() === null) return fault('locked');
      const summaries: Record<string, RowSummary | null> = {};
      for (const id of ids) summaries[id] = await vault.summary(id);
      return ok(summaries);
    },
    async 'dossier.begin'({ person, kind }) {
      const signedIn = context.signedIn();
      if (signedIn === null) return fault('locked');
      return vault.begin(uuidv7(Date.now(), randomBytes(10)), { kind: 'begin', person, dossierKind: kind, session: signedIn.session });
    },
    'dossier.open': (id) => (context.signedIn() === null ? fault('locked') : vault.draft(id)),
    async 'dossier.change'(id, changes) {
      const draft = await draftInHand(context, id);
      return draft.ok ? vault.change(id, changes) : draft;
    },
    async 'dossier.seal'(id) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      if (draft.value.confirmation === null) return fault('not-confirmed');
      const findings = blocking(check(draft.value, localDate(new Date())), draft.value);
      if (findings.length > 0) return fault('checks-block', findings.map((one) => one.code).join(', '), { count: findings.length });
      const session = context.signedIn()?.session;
      // A draft of another day or officer belongs to whoever seals it; what was captured keeps its own times.
      if (session !== undefined && JSON.stringify(session) !== JSON.stringify(draft.value.session)) {
        const moved = await vault.change(id, [{ kind: 'session', session }]);
        if (!moved.ok) return moved;
      }
      const sealed = await vault.seal(id);
      if (sealed.ok) context.sending.now();
      return sealed;
    },
    'dossier.mend': (id) => (context.signedIn() === null ? fault('locked') : vault.mend(id)),
    async 'dossier.retry'(id) {
      if (context.signedIn() === null) return fault('locked');
      const row = vault.rows().find((one) => one.id === id);
      if (row === undefined) return fault('unknown-dossier');
      const stepped = await vault.step(id, row.revision, 'retry');
      // What is not set aside any more is on its way, or there.
      if (!stepped.ok && stepped.fault.code !== 'step-not-allowed') return fault(stepped.fault.code);
      context.sending.now();
      return ok(null);
    },
    'part.open': (id, role) => (context.signedIn() === null ? fault('locked') : vault.openPart(id, role)),
    async 'part.thumbnail'(id, role, wanted) {
      if (context.signedIn() === null) return fault('locked');
      const part = await vault.openPart(id, role, wanted);
      return part.ok ? context.devices.call('thumbnail', [role === 'ink-card' ? 'photo' : role, part.value]) : part;
    },
  };
}
