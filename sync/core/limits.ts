/** How long a text of a dossier may be, in UTF-16 units. The station keeps to it as the text comes in; headquarters refuses what is longer, when the person has long gone. */
import type { DeviceIdentity } from './capture.js';

export const longest = { officer: 200, place: 500, device: 200, check: 100, text: 2000 } as const;

/** What no database keeps is taken out, what is too long is cut. Cut before it is cleaned, since a cut may leave half a character behind. */
export function plain(text: string, most: number): string {
  return text.slice(0, most).replaceAll(/\0|\p{Surrogate}/gu, '');
}

/** A device names itself as it likes. */
export function keepableDevice({ make, model, serial }: DeviceIdentity): DeviceIdentity {
  return { make: plain(make, longest.device), model: plain(model, longest.device), serial: plain(serial, longest.device) };
}
