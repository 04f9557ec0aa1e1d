/** The simulated kit as a program of its own: a fingerprint scanner and a card in the virtual reader. */
import { mkdirSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { simulatedCsca } from './chip/simulator/issuer.js';
import { startChipSimulator } from './chip/simulator/vpcd.js';
import { startKitScanner } from './fingerprint/kit-scanner.js';
import type { KitOptions, LedgerEntry } from './kit.js';

const options = JSON.parse(process.argv.at(-1) ?? '{}') as KitOptions;

/** Written at once, so that a kit that is killed has told what it gave out. */
function log(from: LedgerEntry['from']): (entry: { what: string; sha256: string }) => void {
  return (entry) => {
    if (options.ledger) writeSync(3, `${JSON.stringify({ from, ...entry })}\n`);
  };
}

mkdirSync(options.cache, { recursive: true });
const scanner = await startKitScanner(options, log('scanner'));
const chip = await startChipSimulator({ port: options.vpcdPort, person: options.person, log: log('chip') });
chip.insert();
/** Who signed the simulated card: nobody knows that issuer until somebody imports it, as with a real one. */
const issuer = join(options.cache, 'simulated-csca.cer');
writeFileSync(issuer, simulatedCsca().certificate);
console.log(`the simulated kit is ready\nthe simulated issuer's certificate: ${issuer}\n${scanner.told}`);

/** `insert` and `remove` move the card; the end of the input ends the kit. */
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  if (line === 'insert') chip.insert();
  if (line === 'remove') chip.remove();
});
lines.on('close', () => {
  Promise.all([scanner.close(), chip.close()]).then(
    () => process.exit(0),
    (mistake: unknown) => {
      console.error(mistake);
      process.exit(1);
    },
  );
});
