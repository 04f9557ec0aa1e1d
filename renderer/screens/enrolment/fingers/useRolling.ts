/** Whether the scanner at hand can roll is stated in the dossier as soon as a rolled print is wanted of it: never silently left out. */
import { useEffect } from 'react';

import type { ScannerOffer } from '../../../../sync/core/finger-capture.js';
import { rollingToState } from '../rolling.js';
import type { Enrolment } from '../useEnrolment.js';

export function useRolling({ draft, change }: Enrolment, offer: ScannerOffer | null): void {
  const next = rollingToState(draft, offer);
  const text = next === null ? null : JSON.stringify(next);
  useEffect(() => {
    if (next !== null) change([{ kind: 'rolling', rolling: next }]);
    // Only what is to be stated counts: the draft comes back with it.
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [text]);
}
