-- Trust lists for the stations; their bytes are objects under reference/.
create table trust_lists (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  name text not null,
  -- yyyy-mm-dd, or '' for the day on which the list itself was signed.
  date text not null,
  size bigint not null,
  added_at timestamptz not null,
  -- Since then it is in no index.
  withdrawn_at timestamptz,
  -- The index's sequence from this change on.
  changed bigint not null
);
