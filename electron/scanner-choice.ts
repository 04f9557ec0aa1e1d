/** Which of several scanners the officer chose: remembered by this station from day to day. */
import { z } from 'zod';

import type { SaveFault } from '../sync/core/faults.js';
import type { Result } from '../sync/core/result.js';
import { keep, kept } from './keep.js';

export interface ScannerChoice {
  /** null where none was chosen. */
  readonly key: () => string | null;
  readonly choose: (key: string) => Promise<Result<null, SaveFault>>;
}

const shape = z.object({ key: z.string().min(1).max(500) });

export async function openScannerChoice(file: string): Promise<ScannerChoice> {
  let key = keyIn(await kept(file));
  return {
    key: () => key,
    choose(next) {
      key = next;
      return keep(file, { key });
    },
  };
}

/** A file that cannot be read is no choice: the officer makes it again. */
function keyIn(text: string | null): string | null {
  if (text === null) return null;
  try {
    return shape.safeParse(JSON.parse(text)).data?.key ?? null;
  } catch {
    return null;
  }
}
