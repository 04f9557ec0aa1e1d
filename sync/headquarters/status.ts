/** What headquarters can say of its progress without opening anything. */
import type { Headquarters } from './model.js';

export interface StationProgress {
  readonly id: string;
  readonly name: string;
  readonly refused: boolean;
  /** Newest revisions, by state. */
  readonly announced: number;
  readonly received: number;
  readonly notTaken: number;
  /** Manifests whose predecessor has not come. */
  readonly gaps: number;
  readonly conflicts: number;
}

export interface Progress {
  readonly stations: readonly StationProgress[];
  readonly latest: readonly { readonly sequence: number; readonly receivedAt: Date; readonly station: string; readonly via: string }[];
}

export async function progress(hq: Headquarters): Promise<Progress> {
  const stations = await hq.sql<StationProgress[]>`
    select s.id, s.name, s.refused_at is not null as refused,
      count(m.hash) filter (where m.state = 'announced')::int as announced,
      count(m.hash) filter (where m.state = 'received')::int as received,
      count(m.hash) filter (where m.state = 'refused')::int as "notTaken",
      count(m.hash) filter (where m.gap_noted_at is not null and m.gap_closed_at is null)::int as gaps,
      (select count(*) from refusals r where r.station = s.id and r.code = 'conflict')::int as conflicts
    from stations s
    left join (select distinct on (dossier) * from manifests order by dossier, revision desc) m on m.station = s.id
    group by s.id order by s.name, s.id`;
  const latest = await hq.sql<Progress['latest'][number][]>`
    select sequence, received_at as "receivedAt", station, via from receipts order by sequence desc limit 20`;
  return { stations, latest };
}

/** Plain text for the terminal. */
export function statusTable({ stations, latest }: Progress): string {
  const rows = [
    ['station', 'id', 'receiving', 'received', 'refused', 'gaps', 'conflicts'],
    ...stations.map((one) => [one.name + (one.refused ? ' (refused)' : ''), one.id.slice(0, 8), ...[one.announced, one.received, one.notTaken, one.gaps, one.conflicts].map(String)]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  const [newest] = latest;
  return [...lines, newest === undefined ? 'No receipt yet.' : `Latest receipt: ${newest.sequence}, ${newest.receivedAt.toISOString()}`].join('\n');
}
