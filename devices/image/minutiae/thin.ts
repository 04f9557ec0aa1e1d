/** Thins ridges to lines one pixel wide: Guo and Hall, 1989, two subiterations by table. */

/** The eight neighbours of a pixel as bits, clockwise from the one above: 1 N, 2 NE, 4 E, 8 SE, 16 S, 32 SW, 64 W, 128 NW. */
export function neighbourhood(lines: Uint8Array, at: number, width: number): number {
  return (lines[at - width] as number) | ((lines[at - width + 1] as number) << 1) | ((lines[at + 1] as number) << 2) | ((lines[at + width + 1] as number) << 3)
    | ((lines[at + width] as number) << 4) | ((lines[at + width - 1] as number) << 5) | ((lines[at - 1] as number) << 6) | ((lines[at - width - 1] as number) << 7);
}

const tables = [0, 1].map((turn) => Uint8Array.from({ length: 256 }, (_, bits) => (goes(bits, turn) ? 1 : 0)));

function goes(bits: number, turn: number): boolean {
  const has = (bit: number): number => (bits >> (bit & 7)) & 1;
  const [north, northEast, east, southEast, south, southWest, west, northWest] = [0, 1, 2, 3, 4, 5, 6, 7].map(has) as [number, number, number, number, number, number, number, number];
  const crossings = ((1 - north) & (northEast | east)) + ((1 - east) & (southEast | south)) + ((1 - south) & (southWest | west)) + ((1 - west) & (northWest | north));
  const one = (northWest | north) + (northEast | east) + (southEast | south) + (southWest | west);
  const two = (north | northEast) + (east | southEast) + (south | southWest) + (west | northWest);
  const least = Math.min(one, two);
  const held = turn === 0 ? (north | northEast | (1 - southEast)) & east : (south | southWest | (1 - northWest)) & west;
  return crossings === 1 && least >= 2 && least <= 3 && held === 0;
}

/** Changes `ridges` in place; pixels on the picture's edge are cleared. */
export function thin(ridges: Uint8Array, width: number, height: number): void {
  for (let x = 0; x < width; x++) ridges[x] = ridges[(height - 1) * width + x] = 0;
  for (let y = 0; y < height; y++) ridges[y * width] = ridges[y * width + width - 1] = 0;
  let alive: number[] = [];
  for (let at = 0; at < ridges.length; at++) if (ridges[at]) alive.push(at);
  // A ridge is at most some pixels wide: forty rounds are enough for anything but a blot.
  for (let round = 0, quiet = 0; round < 40 && quiet < 2; round++) {
    const table = tables[round & 1] as Uint8Array;
    const gone = alive.filter((at) => table[neighbourhood(ridges, at, width)]);
    for (const at of gone) ridges[at] = 0;
    if (gone.length > 0) alive = alive.filter((at) => ridges[at]);
    quiet = gone.length === 0 ? quiet + 1 : 0;
  }
}
