/** Turns the scanner's live picture on while it is looked at, and off when it is not. */
import { useEffect, useState } from 'react';

import type { ScannerFault } from '../../../../sync/core/faults.js';
import type { FingerStep } from '../../../../sync/core/finger-capture.js';
import type { Fault } from '../../../../sync/core/result.js';
import { ask, type AskFault } from '../../../store/station.js';

/** `fingers`: how many are to lie on the glass. */
export function usePreview(on: boolean, step: FingerStep, fingers: number): Fault<ScannerFault | AskFault> | null {
  const [fault, setFault] = useState<Fault<ScannerFault | AskFault> | null>(null);
  useEffect(() => {
    if (!on) return undefined;
    return () => void ask('scanner.preview', false);
  }, [on]);
  useEffect(() => {
    if (!on) return undefined;
    let current = true;
    void ask('scanner.preview', true, step, fingers).then((answer) => {
      if (current) setFault(answer.ok || answer.fault.code === 'scanner-busy' ? null : answer.fault);
    });
    return () => {
      current = false;
    };
  }, [on, step, fingers]);
  return on ? fault : null;
}
