/** What the simulated module does wrong, on demand. */
export interface SerialTroubles {
  /** Hears all and says nothing. */
  readonly isSilent: boolean;
  /** Without ReadSysPara, as R308. */
  readonly hasNoParameters: boolean;
  /** The data packet with this number (from 0) of an upload is not sent; one byte of it is wrong. */
  readonly droppedPacket: number | null;
  readonly corruptPacket: number | null;
  /** How many uploads, from now on, the two above spoil. */
  readonly spoiledUploads: number;
  /** The last packet of an upload is never sent, as by R551. */
  readonly hasNoEndPacket: boolean;
  /** Bytes of noise before each packet. */
  readonly noise: number;
  /** Says in GenImg that the picture failed, so many times. */
  readonly failedImages: number;
  /** An upload is refused (0F). */
  readonly refusesUpload: boolean;
  /** Asked at another rate than its own it answers noise; else nothing. */
  readonly isNoisyAtOtherRates: boolean;
  /** How much quicker than the line's rate bytes go: 1 is true to life. */
  readonly haste: number;
}

export const noTroubles: SerialTroubles = {
  isSilent: false, hasNoParameters: false, droppedPacket: null, corruptPacket: null, spoiledUploads: Infinity, hasNoEndPacket: false, noise: 0, failedImages: 0,
  refusesUpload: false, isNoisyAtOtherRates: true, haste: 1,
};
