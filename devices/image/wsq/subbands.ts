/** How WSQ splits a picture into 64 bands, of which 60 are kept. Only the picture's size decides; both directions use the same plan. */
import type { Box } from '../grey-image.js';

/** A part of the plane that is split once along its rows and once along its columns. */
export interface Split extends Box {
  /** The high half lies first: what was high-passed before lies in reversed order of frequency. */
  readonly highFirstInRows: boolean;
  readonly highFirstInColumns: boolean;
}

export interface SubbandPlan {
  /** In the order of analysis; synthesis runs backwards. */
  readonly splits: readonly Split[];
  /** By number of the band: 0–59. */
  readonly subbands: readonly Box[];
}

export const SUBBANDS = 60;
/** Bands in each entropy-coded block: 0–18, 19–51, 52–59. */
export const blockEnds = [19, 52, 60] as const;

/** A band, four parts (left above, right above, left below, right below), or what is not kept. */
type Node = number | null | readonly [Node, Node, Node, Node];

const four = (first: number): Node => [first, first + 1, first + 2, first + 3];
const sixteen = (first: number): Node => [four(first), four(first + 4), four(first + 8), four(first + 12)];
const lowest: Node = [[four(0), 4, 5, 6], four(7), four(11), four(15)];
const tree: Node = [[lowest, sixteen(19), sixteen(35), 51], four(52), four(56), null];

export function planSubbands(width: number, height: number): SubbandPlan {
  const splits: Split[] = [];
  const subbands = Array.from({ length: SUBBANDS }, (): Box => ({ x: 0, y: 0, width: 0, height: 0 }));
  const walk = (node: Node, box: Box, highFirstInRows: boolean, highFirstInColumns: boolean): void => {
    if (node === null) return;
    if (typeof node === 'number') {
      subbands[node] = box;
      return;
    }
    splits.push({ ...box, highFirstInRows, highFirstInColumns });
    // The low half has the odd sample.
    const left = highFirstInRows ? box.width >> 1 : (box.width + 1) >> 1;
    const above = highFirstInColumns ? box.height >> 1 : (box.height + 1) >> 1;
    const [right, below] = [box.width - left, box.height - above];
    walk(node[0], { x: box.x, y: box.y, width: left, height: above }, false, false);
    walk(node[1], { x: box.x + left, y: box.y, width: right, height: above }, true, false);
    walk(node[2], { x: box.x, y: box.y + above, width: left, height: below }, false, true);
    walk(node[3], { x: box.x + left, y: box.y + above, width: right, height: below }, true, true);
  };
  walk(tree, { x: 0, y: 0, width, height }, false, false);
  return { splits, subbands };
}
