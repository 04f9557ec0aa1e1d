/** How a finger is laid on the platen, this time. */
export interface Press {
  /** −1 so dry that ridges break into dots … 0 … +1 so wet that valleys fill. */
  readonly moisture: number;
  /** −1 hardly touching: small and patchy … 0 … +1 pressed flat: large, thick ridges. */
  readonly pressure: number;
  /** 0 sharp young ridges … 1 worn by age and work: pale, low ridges and many creases. Belongs to the finger. */
  readonly wear: number;
  /** How many. Belong to the finger. */
  readonly scars: number;
  /** Degrees clockwise. */
  readonly rotation: number;
  /** Pixels to the right and down. */
  readonly x: number;
  readonly y: number;
  /** Share of the pad that touches, 0–1. */
  readonly contact: number;
  /** How far the skin is drawn out of shape, pixels. */
  readonly warp: number;
  /** 0 at rest … 1 slid by 16 pixels while it was taken. */
  readonly moved: number;
  /** Against a grown-up's finger: a child of six has about 0.75. */
  readonly scale: number;
}

export const normalPress: Press = { moisture: 0, pressure: 0, wear: 0, scars: 0, rotation: 0, x: 0, y: 0, contact: 1, warp: 3, moved: 0, scale: 1 };

export function pressWith(wanted: Partial<Press>): Press {
  return { ...normalPress, ...wanted };
}
