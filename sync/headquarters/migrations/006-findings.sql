-- What headquarters' own run of the checks found: the same rules as the station's.
create table findings (
  dossier uuid not null,
  revision integer not null,
  code text not null,
  severity text not null,
  field text,
  finger integer,
  values jsonb,
  note text,
  foreign key (dossier, revision) references dossiers (dossier, revision)
);
create index findings_of on findings (dossier, revision);
create index findings_by_code on findings (code, severity);
