/** Registration of stations: a one-time code, given out in a provisioning file, makes one key known. */
import { createHash, randomBytes } from 'node:crypto';

import type { Provisioning } from '../core/manifest.js';
import { fault, ok } from '../core/result.js';
import type { RegistrationRequest } from '../core/wire.js';
import { stationId } from '../seal/sign.js';
import type { Headquarters, Station } from './model.js';
import type { Answered } from './refused.js';

/** Codes are kept as their hash: the database alone registers nobody. */
const codeHash = (code: string): string => createHash('sha256').update(`tan-nha code\n${code}`).digest('hex');

/** A provisioning file with a new code of 128 bits. */
export async function provision(hq: Headquarters, stationName: string, url: string): Promise<Provisioning> {
  const code = randomBytes(16).toString('base64url');
  await hq.sql`insert into provisioning_codes (code_hash, station_name, made_at) values (${codeHash(code)}, ${stationName}, ${new Date(hq.clock())})`;
  return {
    version: 1, url, stationName, code,
    recipients: [hq.keys.age.recipient],
    recovery: hq.keys.recovery.recipient,
    receiptKey: Buffer.from(hq.keys.receiptPublicKey).toString('base64url'),
    certificate: hq.keys.tls.certificate,
  };
}

/** The caller has verified that the request is signed with the key that it names. The station's name is the one that headquarters gave. */
export async function register(hq: Headquarters, request: RegistrationRequest): Promise<Answered<{ readonly station: string; readonly made: boolean }>> {
  const raw = Buffer.from(request.publicKey, 'base64url');
  if (raw.length !== 32) return fault('malformed', 'public key');
  const station = stationId(raw);
  return hq.sql.begin(async (sql) => {
    const [code] = await sql<{ station: string | null; stationName: string }[]>`
      select station, station_name as "stationName" from provisioning_codes where code_hash = ${codeHash(request.code)} for update`;
    if (code === undefined) return fault('code-unknown');
    if (code.station !== null) return code.station === station ? ok({ station, made: false }) : fault('code-used');
    const now = new Date(hq.clock());
    await sql`insert into stations (id, public_key, name, registered_at) values (${station}, ${raw}, ${code.stationName}, ${now})
      on conflict (id) do update set name = excluded.name`;
    await sql`update provisioning_codes set station = ${station}, used_at = ${now} where code_hash = ${codeHash(request.code)}`;
    return ok({ station, made: true });
  });
}

export async function findStation(hq: Headquarters, id: string): Promise<Answered<Station>> {
  const [row] = await hq.sql<{ id: string; name: string; publicKey: Uint8Array; refused: boolean }[]>`
    select id, name, public_key as "publicKey", refused_at is not null as refused from stations where id = ${id}`;
  if (row === undefined) return fault('station-unknown');
  return row.refused ? fault('station-refused') : ok({ id: row.id, name: row.name, publicKey: row.publicKey });
}

/** From now on the station's requests and batches are refused. False: no such station. */
export async function refuseStation(hq: Headquarters, id: string): Promise<boolean> {
  const rows = await hq.sql`update stations set refused_at = coalesce(refused_at, ${new Date(hq.clock())}) where id = ${id} returning id`;
  return rows.length > 0;
}
