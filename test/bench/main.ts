/** npm run bench -- NAME: prints a table, and as its last line one JSON object. */
import { chip } from './chip.js';
import { demo } from './demo.js';
import { match } from './match.js';
import { preview } from './preview.js';
import { save } from './save.js';
import { search } from './search.js';
import { segment } from './segment.js';
import { start } from './start.js';
import { trust } from './trust.js';
import { uru } from './uru.js';
import { wsq } from './wsq.js';
import type { Bench } from './bench.js';

const benches: Readonly<Record<string, Bench>> = { start, search, preview, save, demo, chip, trust, uru, wsq, segment, match };
const [name = '--list'] = process.argv.slice(2).filter((one) => one !== '--');

if (name === '--list') {
  for (const [title, bench] of Object.entries(benches)) console.log(`${title.padEnd(8)} ${bench.what}`);
} else {
  const bench = benches[name];
  if (bench === undefined) {
    console.error(`There is no bench ${name}. Known: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  const { rows, ...result } = await bench.run();
  const width = Math.max(...rows.map(([title]) => title.length));
  for (const [title, value] of rows) console.log(`${title.padEnd(width)}  ${value}`);
  console.log(JSON.stringify({ bench: name, ...result }));
  process.exit(0);
}
