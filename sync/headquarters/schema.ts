/** The shapes of what comes in, from the network or a stick. What does not fit exactly is refused. */
import { z } from 'zod';

import { chipFactNames, chipFactStates } from '../core/chip-facts.js';
import { longestReason, longestValue, mostFacts } from '../core/chip-record.js';
import { dossierKinds, fieldNames, fieldSources, type Form, type Part, type PartRole } from '../core/dossier.js';
import { fingerCauses } from '../core/finger-capture.js';
import { fingerSteps } from '../core/finger-steps.js';
import { fingerExceptions, fingers, slaps } from '../core/fingers.js';
import { longest } from '../core/limits.js';
import type { BatchManifest, Manifest, Signed } from '../core/manifest.js';
import type { OffsetsRequest, RegistrationRequest } from '../core/wire.js';

/** Largest sealed part, bytes. */
export const largestPart = 64 * 2 ** 20;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const counted = z.int().min(1).max(2 ** 31 - 1);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.iso.datetime();
/** JSON can say what PostgreSQL cannot keep (U+0000) and what has no canonical form (a lone surrogate). */
const text = (length: number) => z.string().max(length).refine((value) => !value.includes('\0') && !/\p{Surrogate}/u.test(value), 'text');
const base64url = (length: number) => z.string().max(length).regex(/^[A-Za-z0-9_-]+$/);
/** Milliseconds since 1970 within the years that a timestamp column takes from a broken clock. */
const milliseconds = z.number().min(0).max(253_402_300_799_999);

const roles = [
  'form', 'photo', 'chip-card-access', 'chip-com', 'chip-sod', 'chip-dg1', 'chip-dg2', 'chip-dg11', 'chip-dg12', 'chip-dg13', 'chip-dg14', 'chip-dg15',
  ...fingers.flatMap((finger) => [`finger-${finger}` as const, `rolled-${finger}` as const]), 'ink-card',
] as const satisfies readonly PartRole[];
const role = z.enum(roles);

const part: z.ZodType<Part> = z.strictObject({ role, id: hash, size: z.int().min(1).max(largestPart), revision: counted });

export const manifestShape: z.ZodType<Manifest> = z.strictObject({
  version: z.literal(1), dossier: uuid, revision: counted, previous: hash.nullable(), station: hash, counter: counted, chain: hash.nullable(),
  sealedAt: instant, businessDay: day, key: base64url(16_384), parts: z.array(part).min(1).max(64),
});

const signed = <Value>(value: z.ZodType<Value>): z.ZodType<Signed<Value>> =>
  z.strictObject({ value, signature: base64url(86) }) as unknown as z.ZodType<Signed<Value>>;

export const signedManifestShape = signed(manifestShape);

export const registrationShape: z.ZodType<RegistrationRequest> = z.strictObject({
  code: text(200), name: text(200), publicKey: base64url(43).length(43),
});
export const signedRegistrationShape = signed(registrationShape);

export const offsetsShape: z.ZodType<OffsetsRequest> = z.strictObject({ parts: z.array(hash).max(1000) });

export const signedBatchShape = signed<BatchManifest>(z.strictObject({
  version: z.literal(1), batch: uuid, station: hash, businessDay: day, exportedAt: instant,
  dossiers: z.array(z.strictObject({ dossier: uuid, revision: counted, manifest: hash })).max(100_000),
  parts: z.array(z.strictObject({ id: hash, size: z.int().min(1).max(largestPart) })).max(1_000_000),
}));

const finger = z.union(fingers.map((one) => z.literal(one)));
const device = z.strictObject({ make: text(longest.device), model: text(longest.device), serial: text(longest.device) });
const officer = text(longest.officer);
const shift = z.enum(['morning', 'afternoon', 'evening']);
const percent = z.number().min(0).max(100);

const print = z.strictObject({
  impression: z.enum(['flat', 'rolled']), causes: z.array(z.enum(fingerCauses)).max(fingerCauses.length), deviceQuality: percent.nullable(), forRegistration: z.boolean(),
  warnings: z.array(z.strictObject({
    code: z.enum(['finger-duplicate', 'finger-swapped', 'wrong-hand']), finger, like: finger, dossier: text(100).nullable(), score: z.number(),
  })).max(200),
  guessed: z.literal(true).exactOptional(),
});

const attempt = z.union([
  z.strictObject({
    step: z.literal(fingerSteps), at: milliseconds, asked: z.array(finger).max(10), seen: z.int().min(0).max(100), found: z.int().min(0).max(10), hash: text(200),
    recut: z.literal(true).exactOptional(),
  }),
  // Of stations that knew slaps alone.
  z.strictObject({ slap: z.literal(slaps), at: milliseconds, found: z.int().min(0).max(10), expected: z.int().min(0).max(10), hash: text(200) }),
]);

const chipFact = z.strictObject({
  name: z.enum(chipFactNames), state: z.enum(chipFactStates), reason: text(longestReason).exactOptional(),
  values: z.record(text(longestReason), z.union([text(longestValue), z.number()])).exactOptional(),
});

/** What the opened form part holds. */
export const formShape: z.ZodType<Form> = z.strictObject({
  version: z.literal(1), dossier: uuid, revision: counted, kind: z.enum(dossierKinds), person: text(100).nullable(),
  session: z.strictObject({ officer, shift, place: text(longest.place), businessDay: day }),
  fields: z.partialRecord(z.enum(fieldNames), z.strictObject({ value: text(longest.text), source: z.enum(fieldSources) })),
  origins: z.array(z.strictObject({
    role, device: device.nullable(), at: milliseconds, quality: percent.nullable(), print: print.exactOptional(), by: z.strictObject({ officer, shift }).exactOptional(),
  })).max(64),
  exceptions: z.array(z.strictObject({
    finger, reason: z.enum(fingerExceptions), permanent: z.boolean(), note: text(longest.text), officer, only: z.literal('rolled').exactOptional(),
  })).max(10),
  attempts: z.array(attempt).max(10_000),
  accepted: z.record(text(longest.check), text(longest.text)),
  confirmation: z.strictObject({ by: z.enum(['citizen', 'guardian']), at: milliseconds }),
  rolling: z.strictObject({ possible: z.boolean(), device }).exactOptional(),
  chip: z.strictObject({ at: milliseconds, facts: z.array(chipFact).max(mostFacts), kept: z.array(z.enum(fieldNames)).max(fieldNames.length) }).exactOptional(),
});

/** Undefined for what is not UTF-8, not JSON or not of the shape. */
export function parseJson<Value>(shape: z.ZodType<Value>, bytes: Uint8Array): Value | undefined {
  try {
    return shape.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data;
  } catch {
    // Not UTF-8 or not JSON.
    return undefined;
  }
}
