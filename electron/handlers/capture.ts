/** Captures: asked of the device process, saved in the vault, and only then shown as done. */
import { keepableFacts } from '../../sync/core/chip-record.js';
import type { PartRole } from '../../sync/core/dossier.js';
import { fault, ok } from '../../sync/core/result.js';
import type { NewPart } from '../../sync/outbox/model.js';
import { draftInHand, saveParts, type Context } from '../context.js';
import type { Calls } from '../contract/calls.js';
import type { Handlers } from '../router.js';
import { fingerHandlers, type FingerNames } from './fingers.js';
import { trustHandlers, type TrustNames } from './trust.js';

type Names = TrustNames | FingerNames | 'devices.state' | 'chip.read' | 'chip.cancel' | 'photo.save' | 'ink-card.save' | 'bench.save';

export function captureHandlers(context: Context): Pick<Handlers, Names> {
  const { devices } = context;
  let reading = new AbortController();

  async function savePicture(role: Extract<PartRole, 'photo' | 'ink-card'>, id: string, still: Uint8Array, camera: string): Promise<Calls['photo.save']['result']> {
    const draft = await draftInHand(context, id);
    if (!draft.ok) return draft;
    const encoded = await devices.call('photo.encode', [still]);
    if (!encoded.ok) return encoded;
    const { jpeg, thumbnail, width, height } = encoded.value;
    const origin = { role, device: { make: '', model: camera, serial: '' }, at: Date.now(), quality: null };
    const saved = await saveParts(context, id, [{ role, bytes: jpeg, origin }]);
    if (!saved.ok) return saved;
    const part = saved.value.draft.parts[role]?.part;
    return part === undefined ? fault('not-durable') : ok({ part, thumbnail, width, height, ...saved.value });
  }

  return {
    ...trustHandlers(context),
    ...fingerHandlers(context),
    'devices.state': () => devices.state(),
    async 'chip.read'(id, key) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      reading = new AbortController();
      const read = await devices.call('chip.read', [key], reading.signal);
      if (!read.ok) return read;
      const { files, fields, photo, reader } = read.value;
      const facts = keepableFacts(read.value.facts ?? []);
      const at = Date.now();
      const device = { make: '', model: reader, serial: '' };
      const parts = files.map(({ role, bytes }): NewPart => ({ role, bytes, origin: { role, device, at, quality: null } }));
      const saved = await saveParts(context, id, parts, [{ kind: 'chip-facts', facts, fields, at }]);
      return saved.ok ? ok({ fields, photo, facts, ...saved.value }) : saved;
    },
    'chip.cancel'() {
      reading.abort();
      return null;
    },
    'photo.save': (id, still, camera) => savePicture('photo', id, still, camera),
    'ink-card.save': (id, still, camera) => savePicture('ink-card', id, still, camera),
    async 'bench.save'(id, size) {
      if (!context.simulated) throw Error('the bench needs a simulated station');
      const bytes = await devices.call('bench.bytes', [size]);
      if (!bytes.ok) return fault('not-durable', bytes.fault.code);
      const origin = { role: 'chip-com', device: null, at: Date.now(), quality: null } as const;
      const saved = await saveParts(context, id, [{ role: 'chip-com', bytes: bytes.value, origin }]);
      return saved.ok ? ok(saved.value.saved) : saved;
    },
  };
}
