/** What is wrong with the scanner: in sentences, with the one button that helps: taking it anew, or the capture again. */
import { useState } from 'react';

import type { DevicesState } from '../../../../sync/core/capture.js';
import type { Fault } from '../../../../sync/core/result.js';
import { FaultCard } from '../../../parts/FaultCard.js';
import { useText } from '../../../text/language.js';
import type { Enrolment } from '../useEnrolment.js';

interface ScannerFaultsProps {
  readonly enrolment: Enrolment;
  readonly devices: DevicesState | null;
  readonly previewFault: Fault | null;
  /** null while nothing can be captured. */
  readonly onAgain: (() => void) | null;
}

/** After these the same device is asked again; after all others it is taken anew. */
const askAgain: readonly string[] = ['scanner-busy', 'scanner-hash-chain', 'scanner-refused', 'disk-full', 'not-durable', 'station-silent'];

/** No finger in time is the hand's matter; no answer in time is the device's. */
function isForTheHand({ code, values }: Fault): boolean {
  return askAgain.includes(code) || (code === 'scanner-timeout' && values?.['fingers'] !== undefined);
}

export function ScannerFaults({ enrolment, devices, previewFault, onAgain }: ScannerFaultsProps) {
  const { t } = useText();
  const [reconnecting, setReconnecting] = useState(false);
  const { scannerFault } = enrolment.state;
  const scanner = devices?.scanner ?? null;
  const down = devices !== null && devices.process !== 'running';
  const absent = scanner !== null && (scanner.state === 'missing' || scanner.state === 'broken');
  const fault = scannerFault ?? (down ? { code: 'device-process-down' } : absent ? { code: scanner.fault ?? 'scanner-absent' } : previewFault);
  if (fault === null) return null;
  const again = scannerFault !== null && onAgain !== null && isForTheHand(scannerFault) ? onAgain : null;
  function reconnect(): void {
    setReconnecting(true);
    void enrolment.reconnect().finally(() => setReconnecting(false));
  }
  return (
    <FaultCard
      fault={fault}
      state={scannerFault === null ? 'weak' : 'blocked'}
      busy={reconnecting}
      onAct={again ?? reconnect}
      label={t(again === null ? 'enrolment.fingers.reconnect' : 'enrolment.fingers.tryAgain')}
    />
  );
}
