/** Turns the scanner's live picture on while it is looked at, and off when it is not. */
import { useEffect, useState } from 'react';

import type { ScannerFault } from '../../../../sync/core/faults.js';
import type { Fault } from '../../../../sync/core/result.js';
import { ask, type AskFault } from '../../../store/station.js';

export function usePreview(on: boolean): { readonly fault: Fault<ScannerFault | AskFault> | null; readonly again: () => void } {
  const [fault, setFault] = useState<Fault<ScannerFault | AskFault> | null>(null);
  useEffect(() => {
    if (!on) return undefined;
    let current = true;
    void ask('scanner.preview', true).then((answer) => {
      if (current) setFault(answer.ok || answer.fault.code === 'scanner-busy' ? null : answer.fault);
    });
    return () => {
      current = false;
      void ask('scanner.preview', false);
    };
  }, [on]);
  // Asking for the picture is what makes a lost scanner be looked for.
  const again = (): void => void ask('scanner.preview', true).then((answer) => setFault(answer.ok ? null : answer.fault));
  return { fault: on ? fault : null, again };
}
