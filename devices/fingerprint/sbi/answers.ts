/** What an SBI service answers, as far as the station needs it. Dialects 0.9.2, 0.9.5 and 1.0: numbers may come as strings, lists as one value. */
import { z } from 'zod';

const code = z.union([z.string(), z.number()]).transform(String);
const list = z.union([z.array(code), code.transform((one) => [one])]);

export const errorOf = z
  .object({ errorCode: code, errorInfo: z.string().nullish() })
  .nullish()
  .transform((error) => (error && error.errorCode !== '0' && error.errorCode !== '' ? { code: error.errorCode, info: error.errorInfo ?? '' } : null));

export const digitalIdOf = z.object({
  serialNo: z.string().min(1).max(200),
  make: z.string().max(200),
  model: z.string().max(200),
  type: z.string(),
  deviceSubType: z.string(),
});
export type DigitalId = z.infer<typeof digitalIdOf>;

/** One element of the answer to MOSIPDISC. */
export const discoveredOf = z.object({
  deviceId: code,
  deviceStatus: z.string(),
  digitalId: z.string(),
  deviceSubId: list.default([]),
  specVersion: list.default([]),
  purpose: z.string().nullish(),
  error: errorOf,
});

/** One element of the answer to MOSIPDINFO. */
export const informedOf = z.object({ deviceInfo: z.string().nullish(), error: errorOf });

export const deviceInfoOf = z.object({ digitalId: z.string(), env: z.string().default('Staging'), firmware: z.string().nullish() });

/** A refusal of the whole request. */
export const refusalOf = z.object({ error: errorOf });

/** The answer to RCAPTURE. */
export const capturedOf = z.object({
  biometrics: z.array(z.object({ data: z.string().nullish(), hash: z.string().nullish(), error: errorOf })).max(10),
});

/** The signed payload of one biometric. */
export const biometricOf = z.object({
  digitalId: z.string(),
  bioType: z.string(),
  bioSubType: z.string(),
  bioValue: z.string(),
  transactionId: z.string(),
  qualityScore: z.coerce.number().min(0).max(100),
});
