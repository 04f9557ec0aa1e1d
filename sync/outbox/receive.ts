/** Steps of a sealed revision, and headquarters' receipt for it. */
import type { OpenFault, SaveFault } from '../core/faults.js';
import type { Receipt, Signed } from '../core/manifest.js';
import type { DossierRow } from '../core/queue.js';
import { fault, ok, type Result } from '../core/result.js';
import { step as stepFrom, type Step } from '../core/steps.js';
import { verify } from '../seal/sign.js';
import { saveFault, writeDurably } from './files.js';
import { rowOf, type Revision } from './revisions.js';
import { finishSealing } from './seal-revision.js';
import { folderOf, inTurn, put, revisionOf, type VaultState } from './state.js';

type StepFault = 'step-not-allowed' | Extract<OpenFault, 'unknown-dossier'> | Extract<SaveFault, 'not-durable'>;

export function step(state: VaultState, id: string, revision: number, next: Step, note?: string): Promise<Result<DossierRow, StepFault>> {
  return inTurn(state, id, async () => {
    const one = await finished(state, id, revision);
    if (one === null) return fault('unknown-dossier');
    const to = stepFrom(one.state, next);
    if (!to.ok) return to;
    // 'seal', 'queue' and 'receive' come with a file of their own, and nothing is sent without its manifest.
    if (one.sealed === null || next === 'seal' || next === 'queue' || next === 'receive') {
      return fault('step-not-allowed', `${next} alone`, { step: next, state: one.state });
    }
    return write(state, { ...one, state: to.value }, next, note);
  });
}

export function receive(state: VaultState, receipt: Signed<Receipt>): Promise<Result<DossierRow, 'receipt-forged' | 'locked' | Exclude<StepFault, 'step-not-allowed'>>> {
  const { value } = receipt;
  return inTurn(state, String(value?.dossier), async () => {
    if (state.receiptKey === null) return fault('locked');
    if (!verify('receipt', receipt, state.receiptKey)) return fault('receipt-forged', 'signature');
    const one = await finished(state, value.dossier, value.revision);
    if (one === null || one.sealed === null) return fault('unknown-dossier');
    const receivedAt = Date.parse(value.receivedAt);
    const fits = value.manifest === one.sealed.hash && value.station === one.sealed.manifest.value.station && !Number.isNaN(receivedAt);
    if (!fits) return fault('receipt-forged', 'of another manifest');
    if (one.state === 'received') return ok(rowOf(one));
    try {
      const bytes = Buffer.from(JSON.stringify(receipt));
      await state.reserve.use(() => writeDurably(state.disk, folderOf(state, one.id, one.revision), [{ name: 'receipt.json', bytes }]));
    } catch (error) {
      return fault('not-durable', saveFault(error).fault.detail);
    }
    return write(state, { ...one, state: 'received', headquarters: 'received', receivedAt }, 'receive');
  });
}

/** The transition first, then the row. */
async function write(state: VaultState, to: Revision, step: Step, note?: string): Promise<Result<DossierRow, 'not-durable'>> {
  const { id, revision } = to;
  const at = state.clock();
  const said = note?.slice(0, 200);
  try {
    await state.reserve.use(() => state.transitions.append({ what: 'step', id, revision, at, step, ...(said === undefined ? {} : { note: said }) }));
  } catch (error) {
    return fault('not-durable', saveFault(error).fault.detail);
  }
  return ok(put(state, { ...to, updatedAt: at, note: said ?? null }));
}

/** The revision, its sealing finished where a full disk had cut it short. */
async function finished(state: VaultState, id: string, revision: number): Promise<Revision | null> {
  const one = revisionOf(state, id, revision);
  if (one === null || one.sealed === null || one.state !== 'sealed') return one;
  await finishSealing(state, one, one.sealed);
  return revisionOf(state, id, revision);
}
