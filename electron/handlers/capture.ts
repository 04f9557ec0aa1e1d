/** Captures: asked of the device process, saved in the vault, and only then shown as done. */
import { keepableFacts } from '../../sync/core/chip-record.js';
import { fingersOf } from '../../sync/core/fingers.js';
import { fault, ok } from '../../sync/core/result.js';
import type { NewPart } from '../../sync/outbox/model.js';
import { draftInHand, type Context } from '../context.js';
import type { Handlers } from '../router.js';
import { trustHandlers, type TrustNames } from './trust.js';

type Names = TrustNames | 'devices.state' | 'scanner.preview' | 'scanner.capture' | 'scanner.cancel' | 'chip.read' | 'chip.cancel' | 'photo.save' | 'bench.save';

export function captureHandlers(context: Context): Pick<Handlers, Names> {
  const { vault, devices } = context;
  let scanning = new AbortController();
  let reading = new AbortController();

  return {
    ...trustHandlers(context),
    'devices.state': () => devices.state(),
    'scanner.preview': (on, slap) => devices.call('scanner.preview', slap === undefined ? [on] : [on, slap]),
    async 'scanner.capture'(id, slap) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      const expected = fingersOf(slap).filter((finger) => !draft.value.exceptions.some((one) => one.finger === finger));
      const missing = fingersOf(slap).filter((finger) => !expected.includes(finger));
      scanning = new AbortController();
      const previousHash = draft.value.attempts.at(-1)?.hash ?? '';
      const captured = await devices.call('scanner.capture', [{ slap, missing, transaction: id, previousHash }], scanning.signal);
      if (!captured.ok) return captured;
      const at = Date.now();
      const { fingers, device, hash } = captured.value;
      // The better print of a finger stays: a worn finger is tried more than once.
      const kept = fingers.filter((one) => one.quality >= (draft.value.parts[`finger-${one.finger}`]?.origin.quality ?? 0));
      const parts = kept.map((one): NewPart => {
        const role = `finger-${one.finger}` as const;
        return { role, bytes: one.record, origin: { role, device, at, quality: one.quality } };
      });
      const attempt = { slap, at, found: fingers.length, expected: expected.length, hash };
      const saved = await vault.addParts(id, parts, [{ kind: 'attempt', attempt }]);
      if (!saved.ok) return saved;
      const found = fingers.map(({ finger, quality, thumbnail }) => ({ finger, quality, thumbnail, kept: kept.some((one) => one.finger === finger) }));
      return ok({ slap, expected, found, ...saved.value });
    },
    'scanner.cancel'() {
      scanning.abort();
      return null;
    },
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
      const saved = await vault.addParts(id, parts, [{ kind: 'chip-facts', facts, fields, at }]);
      return saved.ok ? ok({ fields, photo, facts, ...saved.value }) : saved;
    },
    'chip.cancel'() {
      reading.abort();
      return null;
    },
    async 'photo.save'(id, still, camera) {
      const draft = await draftInHand(context, id);
      if (!draft.ok) return draft;
      const encoded = await devices.call('photo.encode', [still]);
      if (!encoded.ok) return encoded;
      const { jpeg, thumbnail, width, height } = encoded.value;
      const origin = { role: 'photo', device: { make: '', model: camera, serial: '' }, at: Date.now(), quality: null } as const;
      const saved = await vault.addParts(id, [{ role: 'photo', bytes: jpeg, origin }]);
      if (!saved.ok) return saved;
      const part = saved.value.draft.parts.photo?.part;
      return part === undefined ? fault('not-durable') : ok({ part, thumbnail, width, height, ...saved.value });
    },
    async 'bench.save'(id, size) {
      const bytes = await devices.call('bench.bytes', [size]);
      if (!bytes.ok) return fault('not-durable', bytes.fault.code);
      const origin = { role: 'chip-com', device: null, at: Date.now(), quality: null } as const;
      const saved = await vault.addParts(id, [{ role: 'chip-com', bytes: bytes.value, origin }]);
      return saved.ok ? ok(saved.value.saved) : saved;
    },
  };
}
