/** Where SBI 0.9.5 and 1.0 differ on the wire: how the device is named, and that a stream's size may be asked for. */
import type { DeviceIdentity } from '../../../sync/core/capture.js';
import type { FingerStep } from '../../../sync/core/finger-capture.js';
import { subIdOf } from './words.js';

export type SpecVersion = '0.9.5' | '1.0';

/** The newest version that both sides speak; a device that names none, or only older ones, is spoken to in 0.9.5. */
export function negotiate(offered: readonly string[]): SpecVersion {
  return offered.some((one) => /^1\.0(\.|$)/.test(one)) ? '1.0' : '0.9.5';
}

export interface Named {
  readonly deviceId: string;
  readonly identity: DeviceIdentity;
  readonly specVersion: SpecVersion;
}

/** 0.9.5 names the device by its id, 1.0 by its serial number. */
export function nameOf(scanner: Named): Readonly<Record<string, string>> {
  return scanner.specVersion === '1.0' ? { serialNo: scanner.identity.serial } : { deviceId: scanner.deviceId };
}

/** deviceSubId. A platen for single fingers has one of its own; 0 is "unknown". */
export function platenOf(scanner: { readonly takes: 'slaps' | 'single'; readonly subIds: readonly string[] }, step: FingerStep): string {
  return scanner.takes === 'slaps' ? subIdOf(step) : (scanner.subIds[0] ?? '0');
}

/** Pixels that a live picture needs on the screen; only 1.0 can be asked, and a device is free to give others. */
export function dimensionsOf({ specVersion, takes }: { readonly specVersion: SpecVersion; readonly takes: 'slaps' | 'single' }): object {
  if (specVersion !== '1.0') return {};
  return { dimensions: takes === 'slaps' ? { width: '640', height: '400' } : { width: '400', height: '500' } };
}
