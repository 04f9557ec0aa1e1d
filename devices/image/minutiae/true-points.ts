/** Drops what is no minutia: spurs, bridges, lakes, breaks, specks of ridge, ends where the contact ends, and clusters. */
import type { LinePoint } from './skeleton.js';

/** Pixels at 500 ppi. */
const SPUR = 11;
const ISLAND = 15;
const BRIDGE = 9;
const BREAK = 12;
const CLUSTER = 9;
/** A whole slap has two thousand before this; more is noise, and comparing each with each would take for ever. */
const NOISE = 6000;

export function truePoints(points: readonly LinePoint[], width: number): readonly LinePoint[] {
  if (points.length > NOISE) return [];
  const index = new Map(points.map((point, at) => [point.at, at]));
  const dropped = new Uint8Array(points.length);
  points.forEach((point, at) => {
    for (const branch of point.branches) {
      const other = index.get(branch.end);
      if (other === undefined || other === at) continue;
      const kinds = point.kind === 'ending' ? 1 : 0;
      const both = kinds + (points[other]?.kind === 'ending' ? 1 : 0);
      if (branch.steps <= (both === 2 ? ISLAND : both === 1 ? SPUR : BRIDGE)) dropped[at] = dropped[other] = 1;
    }
  });
  for (let one = 0; one < points.length; one++) {
    let near = 0;
    for (let other = 0; other < points.length; other++) {
      if (other === one) continue;
      const a = points[one] as LinePoint;
      const b = points[other] as LinePoint;
      const dx = (b.at % width) - (a.at % width);
      const dy = Math.floor(b.at / width) - Math.floor(a.at / width);
      const distance = dx * dx + dy * dy;
      if (distance <= CLUSTER * CLUSTER) near++;
      if (other > one && distance <= BREAK * BREAK && a.kind === 'ending' && b.kind === 'ending' && facing(a, b, dx, dy)) dropped[one] = dropped[other] = 1;
    }
    if (near >= 2) dropped[one] = 1;
  }
  return points.filter((_, at) => !dropped[at]);
}

/** Two ends of one broken ridge: their branches lead away from each other. */
function facing(a: LinePoint, b: LinePoint, dx: number, dy: number): boolean {
  const [first] = a.branches;
  const [second] = b.branches;
  if (!first || !second) return true;
  const length = Math.hypot(dx, dy) || 1;
  const away = -(first.dx * dx + first.dy * dy) / (length * (Math.hypot(first.dx, first.dy) || 1));
  const onwards = (second.dx * dx + second.dy * dy) / (length * (Math.hypot(second.dx, second.dy) || 1));
  return away > 0.55 && onwards > 0.55;
}
