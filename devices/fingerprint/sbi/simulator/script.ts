/** What the simulated scanner does wrong, on demand: POST /admin/fault, /admin/status, /admin/person. */
import { z } from 'zod';

import type { Finger } from '../../../../sync/core/fingers.js';
import { fingers } from '../../../../sync/core/fingers.js';
import { profileKeys } from '../../synthetic/profile.js';

export const scannerFaults = [
  /** Bytes that are no JSON; a record that is none; a signature over something else. */
  'garbage', 'garbage-record', 'wrong-signature',
  'stranger', 'wrong-types',
  /** Base64 without end. */
  'huge',
  'wrong-hash', 'wrong-finger', 'wrong-transaction', 'wrong-resolution',
  /** Never answers; ends the connection in the middle of the answer. */
  'silent', 'cut',
  /** The last finger of the slap is not found; none is (101). */
  'fewer-fingers', 'no-fingers',
  /** 110, 111, 100. */
  'not-ready', 'busy', 'not-registered',
] as const;
export type SimulatedFault = (typeof scannerFaults)[number];

/** `times` captures go wrong, then all is well again; null: until another fault is set. `fault: null` ends it. */
export const faultOrder = z.object({ fault: z.enum(scannerFaults).nullable(), times: z.number().int().min(1).nullable().default(1) });
export const statusOrder = z.object({ status: z.enum(['Ready', 'Busy', 'Not Ready', 'Not Registered']) });
export const personOrder = z.object({
  seed: z.number().int().min(0).max(0xffffffff),
  profile: z.enum(profileKeys).default('adult-normal'),
  missing: z.array(z.number().refine((one): one is Finger => (fingers as readonly number[]).includes(one))).default([]),
});

export interface FaultScript {
  set(order: z.infer<typeof faultOrder>): void;
  /** The fault of the capture that begins now. */
  next(): SimulatedFault | null;
}

export function faultScript(): FaultScript {
  let fault: SimulatedFault | null = null;
  let left: number | null = null;
  return {
    set: (order) => {
      fault = order.fault;
      left = order.times;
    },
    next: () => {
      const now = fault;
      if (left !== null && --left <= 0) fault = null;
      return now;
    },
  };
}
