/** What each call's arguments must look like: every size is bounded. */
import { z } from 'zod';

import { dossierKinds, fieldNames, fieldSources } from '../sync/core/dossier.js';
import { fingerSteps } from '../sync/core/finger-steps.js';
import { fingerExceptions } from '../sync/core/fingers.js';
import { keepableDevice, longest, plain } from '../sync/core/limits.js';
import { largestTrustList } from '../sync/core/reference-data.js';
import type { Schemas } from './router.js';

const mebibyte = 1024 ** 2;
const id = z.uuid();
const text = z.string().max(longest.text).transform((value) => plain(value, longest.text));
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const bytes = (most: number) => z.instanceof(Uint8Array).refine((value) => value.byteLength <= most, 'too large');
const officer = z.string().trim().max(longest.officer).transform((value) => plain(value, longest.officer));
const shift = z.enum(['morning', 'afternoon', 'evening']);
const finger = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
const step = z.literal(fingerSteps);
/** A slap is at most a few thousand pixels wide. */
const pixels = z.number().min(-10_000).max(10_000);
const place = z.strictObject({ finger, x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1), angle: z.number().min(-180).max(180) });
const partId = z.string().regex(/^[0-9a-f]{64}$/);
const printRole = z.string().regex(/^(finger|rolled)-([1-9]|10)$/);
/** Names that a device gave itself. */
const name = z.string().max(500);
const device = z.strictObject({ make: name, model: name, serial: name }).transform(keepableDevice);
const chipRoles = [
  'chip-card-access', 'chip-com', 'chip-sod', 'chip-dg1', 'chip-dg2', 'chip-dg11', 'chip-dg12', 'chip-dg13', 'chip-dg14', 'chip-dg15',
] as const;
const role = z.union([z.enum(['form', 'photo', 'ink-card', ...chipRoles]), printRole]);
const sex = z.enum(['male', 'female']).nullable();

const person = z.strictObject({
  id, number: text, name: text, birth: text, sex, residence: z.enum(['permanent', 'temporary']).nullable(), address: text, hamlet: text, ward: text,
  household: text, phone: text, due: z.enum(['card', 'eid', 'both']), priority: z.enum(['bedridden', 'disabled', 'over-80', 'pupil']).nullable(),
});
const field = z.strictObject({ value: text, source: z.enum(fieldSources) });
const exception = z.strictObject({ finger, reason: z.enum(fingerExceptions), permanent: z.boolean(), note: text, officer, only: z.literal('rolled').exactOptional() });

/** The changes that the page may make by itself; parts, attempts and a chip's facts come from the devices through main. */
const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fields'), fields: z.partialRecord(z.enum(fieldNames), field) }),
  z.strictObject({ kind: z.literal('exception'), exception }),
  z.strictObject({ kind: z.literal('exception-lifted'), finger }),
  z.strictObject({ kind: z.literal('names-confirmed'), parts: z.array(partId).max(10) }),
  z.strictObject({ kind: z.literal('print-chosen'), role: printRole, part: partId.nullable() }),
  z.strictObject({ kind: z.literal('rolling'), rolling: z.strictObject({ possible: z.boolean(), device }) }),
  z.strictObject({ kind: z.literal('chip-kept'), fields: z.array(z.enum(fieldNames)).min(1).max(fieldNames.length) }),
  z.strictObject({ kind: z.literal('accepted'), check: z.string().max(longest.check), note: text }),
  z.strictObject({ kind: z.literal('confirmed'), confirmation: z.strictObject({ by: z.enum(['citizen', 'guardian']), at: z.number() }) }),
]);
const chipKey = z.union([
  z.strictObject({ number: z.string().max(20), birth: z.string().max(10), expiry: z.string().max(10) }),
  z.strictObject({ can: z.string().max(10) }),
]);

export const argumentsOfCalls: Schemas = {
  'station.info': z.tuple([]),
  'station.provision': z.tuple([z.string().max(100_000)]),
  'station.suggestSecret': z.tuple([]),
  'station.createSecret': z.tuple([z.string().max(500), z.string().max(500)]),
  'officer.signIn': z.tuple([z.strictObject({ secret: z.string().max(500), officer, shift, place: z.string().trim().max(longest.place).transform((value) => plain(value, longest.place)) })]),
  'officer.lock': z.tuple([]),
  'worklist.import': z.tuple([z.strictObject({ name: z.string().max(500), bytes: bytes(64 * mebibyte) })]),
  'worklist.chunk': z.tuple([id, z.int().min(0).max(10_000)]),
  'rows.open': z.tuple([z.array(bytes(8 * mebibyte)).max(1000)]),
  'rows.seal': z.tuple([z.array(bytes(8 * mebibyte)).max(1000)]),
  'vault.index': z.tuple([]),
  'dossier.summaries': z.tuple([z.array(id).max(10_000)]),
  'dossier.begin': z.tuple([z.strictObject({ person: person.nullable(), kind: z.enum(dossierKinds) })]),
  'dossier.open': z.tuple([id]),
  'dossier.change': z.tuple([id, z.array(change).min(1).max(100)]),
  'dossier.seal': z.tuple([id]),
  'dossier.mend': z.tuple([id]),
  'dossier.retry': z.tuple([id]),
  'part.open': z.tuple([id, role]),
  'part.thumbnail': z.union([z.tuple([id, role]), z.tuple([id, printRole, partId])]),
  'devices.state': z.tuple([]),
  'scanner.preview': z.union([z.tuple([z.boolean()]), z.tuple([z.boolean(), step]), z.tuple([z.boolean(), step, z.int().min(0).max(4)])]),
  'scanner.step': z.union([z.tuple([id, step]), z.tuple([id, step, finger])]),
  'scanner.recut': z.tuple([id, z.array(place).min(1).max(10)]),
  'scanner.offers': z.tuple([]),
  'scanner.choose': z.tuple([z.string().min(1).max(500)]),
  'scanner.reconnect': z.tuple([]),
  'scanner.cancel': z.tuple([]),
  'chip.read': z.tuple([id, chipKey]),
  'chip.cancel': z.tuple([]),
  // What is a little too large is answered in the officer's words.
  'trust.add': z.tuple([z.strictObject({ name: z.string().min(1).max(500), bytes: bytes(2 * largestTrustList) })]),
  'trust.lists': z.tuple([]),
  'anchors.add': z.tuple([bytes(mebibyte)]),
  'anchors.list': z.tuple([]),
  'trust.headquarters': z.tuple([]),
  'photo.save': z.tuple([id, bytes(32 * mebibyte), name]),
  'ink-card.save': z.tuple([id, bytes(32 * mebibyte), name]),
  'transfer.state': z.tuple([]),
  'transfer.now': z.tuple([]),
  'space.state': z.tuple([]),
  'day.list': z.tuple([]),
  'day.close': z.tuple([day]),
  'batch.chooseFolder': z.tuple([z.enum(['vi', 'en'])]),
  'batch.export': z.tuple([day, z.string().min(1).max(4000)]),
  'batch.receipts': z.tuple([z.string().min(1).max(4000)]),
  'work.cancel': z.tuple([z.enum(['import', 'export', 'receipts'])]),
  'bench.save': z.tuple([id, z.int().min(1).max(32 * mebibyte)]),
};
