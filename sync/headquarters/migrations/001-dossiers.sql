-- What headquarters holds. Hashes are SHA-256, 64 lower-case hex digits. Frozen once released: a change is the next file.

create table stations (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  public_key bytea not null unique check (length(public_key) = 32),
  name text not null,
  registered_at timestamptz not null,
  -- Since then its requests are refused.
  refused_at timestamptz
);

create table provisioning_codes (
  code_hash text primary key,
  station_name text not null,
  made_at timestamptz not null,
  station text references stations,
  used_at timestamptz
);

create table manifests (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  dossier uuid not null,
  revision integer not null check (revision > 0),
  station text not null references stations,
  counter integer not null check (counter > 0),
  previous text,
  chain text,
  business_day text not null,
  -- By the station's clock: a statement, nothing is decided by it.
  sealed_at timestamptz not null,
  signed jsonb not null,
  state text not null check (state in ('announced', 'received', 'refused')),
  announced_at timestamptz not null,
  -- The station's manifest before this one was not known then; and when it came after all.
  gap_noted_at timestamptz,
  gap_closed_at timestamptz,
  unique (dossier, revision),
  unique (station, counter)
);

create table parts (
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  size bigint not null,
  received_at timestamptz not null
);

create table dossiers (
  dossier uuid not null,
  revision integer not null,
  kind text not null,
  person text,
  officer text not null,
  shift text not null,
  place text not null,
  business_day text not null,
  confirmed_by text not null,
  confirmed_at timestamptz not null,
  attempts jsonb not null,
  accepted jsonb not null,
  primary key (dossier, revision),
  foreign key (dossier, revision) references manifests (dossier, revision)
);

create table dossier_parts (
  dossier uuid not null,
  revision integer not null,
  role text not null,
  part text not null references parts,
  -- The revision whose key opens it.
  sealed_in integer not null,
  -- Of the opened bytes: their name under opened/.
  sha256 text not null,
  size bigint not null,
  device_make text,
  device_model text,
  device_serial text,
  captured_at timestamptz,
  quality real,
  primary key (dossier, revision, role),
  foreign key (dossier, revision) references dossiers
);

create table fields (
  dossier uuid not null,
  revision integer not null,
  name text not null,
  value text not null,
  source text not null,
  primary key (dossier, revision, name),
  foreign key (dossier, revision) references dossiers
);

create table finger_exceptions (
  dossier uuid not null,
  revision integer not null,
  finger smallint not null check (finger between 1 and 10),
  reason text not null,
  permanent boolean not null,
  note text not null,
  officer text not null,
  primary key (dossier, revision, finger),
  foreign key (dossier, revision) references dossiers
);

create table receipts (
  -- In the order of commit: given under a lock that the transaction holds to its end.
  sequence bigint primary key,
  manifest text not null unique references manifests,
  station text not null references stations,
  received_at timestamptz not null,
  via text not null check (via in ('network', 'stick')),
  signed jsonb not null
);

-- What was not taken in. The signed manifest itself is kept under aside/.
create table refusals (
  id bigint generated always as identity primary key,
  station text not null,
  dossier uuid not null,
  revision integer not null,
  manifest text not null,
  code text not null,
  reason text not null,
  via text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  times integer not null default 1,
  unique (station, manifest, code, reason)
);
