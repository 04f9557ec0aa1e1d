/** The process that kill.test.ts kills: saves without end, and says on its output what was acknowledged. */
import { createHash, createPrivateKey, randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';

import type { Result } from '../../../sync/core/result.js';
import { openVault } from '../../../sync/outbox/vault.js';
import { beginning, confirmed, idOf, newPart, typed } from './example.js';

export interface Order {
  readonly folder: string;
  readonly stationKey: string;
  readonly signingKey: string;
  readonly station: string;
  readonly recipient: string;
  readonly receiptKey: string;
  /** The number of the first dossier. */
  readonly first: number;
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64url'));
const vault = await openVault({ folder: order.folder, clock: Date.now, reserveBytes: 0 });
vault.unlock({
  stationKey: bytesOf(order.stationKey), receiptKey: bytesOf(order.receiptKey), station: order.station, recipients: [order.recipient],
  signingKey: createPrivateKey({ key: Buffer.from(order.signingKey, 'base64url'), type: 'pkcs8', format: 'der' }),
});

function good<Value>(result: Result<Value>): Value {
  if (!result.ok) throw Error(result.fault.code);
  return result.value;
}

for (let number = order.first; ; number += 1) {
  const id = idOf(number);
  good(await vault.begin(id, beginning));
  writeSync(1, `begun ${id}\n`);
  for (let count = 0; count < 3; count += 1) {
    good(await vault.change(id, [typed(`${number}-${count}`)]));
    writeSync(1, `named ${id} ${number}-${count}\n`);
  }
  const photo = newPart('photo', new Uint8Array(randomBytes(100_000)));
  good(await vault.addParts(id, [photo]));
  writeSync(1, `photo ${id} ${createHash('sha256').update(photo.bytes).digest('hex')}\n`);
  good(await vault.change(id, [confirmed]));
  good(await vault.seal(id));
  writeSync(1, `sealed ${id} ${vault.outgoing().at(-1)?.hash ?? ''}\n`);
}
