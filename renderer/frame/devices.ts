/** What the top line says of each device, from what main and the browser know. */
import type { DeviceState, DevicesState } from '../../sync/core/capture.js';
import type { State } from '../parts/StateMark.js';

export type DeviceName = 'scanner' | 'camera' | 'chip';

export interface DeviceView {
  readonly name: DeviceName;
  readonly mark: State;
  /** A key of devices.state. */
  readonly word: DeviceState['state'] | 'restarting';
  readonly fault: string | null;
  readonly identity: DeviceState['identity'];
  readonly simulated: boolean;
  readonly cardPresent: boolean;
  /** What speaks to the smart card service. */
  readonly adapter: string | null;
  readonly cameras: number;
}

const marks: Record<DeviceView['word'], State> = {
  looking: 'waiting', ready: 'good', busy: 'waiting', missing: 'missing', broken: 'blocked', restarting: 'waiting',
};

/** `cameras` is null while not yet known. */
export function deviceViews(devices: DevicesState | null, cameras: number | null): readonly DeviceView[] {
  const bare = { identity: null, simulated: false, cardPresent: false, adapter: null, cameras: cameras ?? 0 };
  const driven = (name: 'scanner' | 'chip'): DeviceView => {
    const device = devices?.[name];
    if (devices === null || device === undefined) return { ...bare, name, word: 'looking', mark: marks.looking, fault: null };
    const down = devices.process !== 'running';
    const word = down ? 'restarting' : device.state;
    return {
      ...bare, name, word, mark: marks[word], fault: down ? 'device-process-down' : device.fault,
      identity: device.identity, simulated: device.simulated,
      ...(name === 'chip' && !down ? { cardPresent: devices.chip.cardPresent, adapter: devices.chip.adapter ?? null } : {}),
    };
  };
  const camera = cameras === null ? 'looking' : cameras === 0 ? 'missing' : 'ready';
  return [
    driven('scanner'),
    { ...bare, name: 'camera', word: camera, mark: marks[camera], fault: camera === 'missing' ? 'camera-absent' : null },
    driven('chip'),
  ];
}
