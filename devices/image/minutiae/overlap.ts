/** Rates pairs of minutiae by what lies in both pictures: how many of those there are paired, and whether the ridges run alike. */
import type { Growth } from './grow.js';
import { FLOW_SQUARE, NO_FLOW } from './template.js';
import type { Template } from './template.js';

interface Turned {
  readonly cosine: number;
  readonly sine: number;
  readonly dx: number;
  readonly dy: number;
}

/** Evidence at which one finger and two are equally likely: between the weakest genuine pairs and the best chance ones. */
const EVEN = 1.6;

/** Likeness 0–1. */
export function rate(a: Template, b: Template, growth: Growth): number {
  const move = fitted(a, b, growth);
  const back: Turned = { cosine: move.cosine, sine: -move.sine, dx: -move.dx * move.cosine - move.dy * move.sine, dy: move.dx * move.sine - move.dy * move.cosine };
  const inBoth = Math.sqrt(visible(a, b, move) * visible(b, a, back));
  // Where little lies in both, chance pairs much of it; ridges of one finger run alike everywhere.
  const raw = growth.fit * Math.min(growth.pairs / (inBoth + 4), 1) * Math.max(flowLikeness(a, b, move), 0) ** 3;
  return raw ** 2 / (raw ** 2 + EVEN ** 2);
}

/** The turn and shift that put the pairs of the one on those of the other with the least squares. */
function fitted(a: Template, b: Template, { pairs, one, two }: Growth): Turned {
  let ax = 0;
  let ay = 0;
  let bx = 0;
  let by = 0;
  for (let at = 0; at < pairs; at++) {
    ax += (a.x[one[at] as number] as number) / pairs;
    ay += (a.y[one[at] as number] as number) / pairs;
    bx += (b.x[two[at] as number] as number) / pairs;
    by += (b.y[two[at] as number] as number) / pairs;
  }
  let along = 0;
  let across = 0;
  for (let at = 0; at < pairs; at++) {
    const px = (a.x[one[at] as number] as number) - ax;
    const py = (a.y[one[at] as number] as number) - ay;
    const qx = (b.x[two[at] as number] as number) - bx;
    const qy = (b.y[two[at] as number] as number) - by;
    along += px * qx + py * qy;
    across += px * qy - py * qx;
  }
  const length = Math.hypot(along, across) || 1;
  const cosine = along / length;
  const sine = across / length;
  return { cosine, sine, dx: bx - cosine * ax + sine * ay, dy: by - sine * ax - cosine * ay };
}

/** Minutiae of the one that lie where the other was touched. */
function visible(a: Template, b: Template, move: Turned): number {
  let count = 0;
  for (let at = 0; at < a.count; at++) {
    const x = move.cosine * (a.x[at] as number) - move.sine * (a.y[at] as number) + move.dx;
    const y = move.sine * (a.x[at] as number) + move.cosine * (a.y[at] as number) + move.dy;
    if (flowAt(b, x, y) !== NO_FLOW) count++;
  }
  return count;
}

function flowAt(template: Template, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= template.width || y >= template.height) return NO_FLOW;
  return template.flow[Math.floor(y / FLOW_SQUARE) * template.columns + Math.floor(x / FLOW_SQUARE)] as number;
}

/** Mean cosine of twice the angle between the flows. */
function flowLikeness(a: Template, b: Template, move: Turned): number {
  const turn = Math.atan2(move.sine, move.cosine);
  let sum = 0;
  let squares = 0;
  for (let row = 0, at = 0; row < a.rows; row++) {
    for (let column = 0; column < a.columns; column++, at++) {
      const own = a.flow[at] as number;
      if (own === NO_FLOW) continue;
      const x = (column + 0.5) * FLOW_SQUARE;
      const y = (row + 0.5) * FLOW_SQUARE;
      const other = flowAt(b, move.cosine * x - move.sine * y + move.dx, move.sine * x + move.cosine * y + move.dy);
      if (other === NO_FLOW) continue;
      sum += Math.cos(2 * (((own - other) * Math.PI) / 180 + turn));
      squares++;
    }
  }
  return squares > 0 ? sum / squares : 0;
}
