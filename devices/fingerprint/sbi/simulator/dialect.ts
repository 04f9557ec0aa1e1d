/** How the simulated service speaks: as the standard has it, or with the habits of services in the field. */
export interface Dialect {
  /** Versions of SBI that it speaks; 0.9.5 wants the device's id, 1.0 its serial number. */
  readonly specs: readonly ('0.9.5' | '1.0')[];
  /**
   * `signed`: an issuer, whose certificate is the anchor, vouches for the device's key; `unknown`: its own certificate alone;
   * `unsigned`: information without a signature, as of a device that is not registered (captures are signed all the same).
   */
  readonly trust: 'signed' | 'unknown' | 'unsigned';
  /** A ten-print scanner (4-4-2), or one for single fingers. */
  readonly takes: 'slaps' | 'single';
  /**
   * Habits of the usual mock service: representation number 0, impression "unknown" (29), error codes and scores as the other type,
   * one version as plain text, platen ids as text, an empty line after the body, header names read in two cases alone,
   * and a capture that is given up goes on until its time.
   */
  readonly habits: boolean;
}

export const plain: Dialect = { specs: ['0.9.5', '1.0'], trust: 'unknown', takes: 'slaps', habits: false };

/** A request names the device as its version has it. */
export function isMeant(dialect: Dialect, identity: { readonly deviceId: string; readonly serial: string }, order: Named): boolean {
  const byId = dialect.specs.includes('0.9.5') && order.deviceId === identity.deviceId;
  const bySerial = dialect.specs.includes('1.0') && order.serialNo === identity.serial;
  return order.specVersion === undefined ? byId || bySerial : order.specVersion === '1.0' ? bySerial : byId;
}

interface Named {
  readonly deviceId?: string | undefined;
  readonly serialNo?: string | undefined;
  /** Not named in a request for a stream. */
  readonly specVersion?: string | undefined;
}
