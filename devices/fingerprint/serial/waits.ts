/** Milliseconds that the serial driver waits. */
export interface SerialWaits {
  /** For an acknowledgement; taking an image lasts up to 400 in the module. */
  readonly answer: number;
  /** For an acknowledgement while the baud rate is being found. */
  readonly greeting: number;
  /** After opening, for the byte with which a module says that it has started. */
  readonly start: number;
  /** Between two packets of an upload. */
  readonly packet: number;
  /** For the last packet, when the picture is whole without it. */
  readonly lastPacket: number;
  /** Between two looks for a finger. */
  readonly look: number;
  /** Between two questions whether the module is still there. */
  readonly heartbeat: number;
  /** For a finger and its picture. */
  readonly capture: number;
}

export const usualWaits: SerialWaits = { answer: 1000, greeting: 250, start: 220, packet: 1000, lastPacket: 300, look: 80, heartbeat: 2000, capture: 40_000 };
