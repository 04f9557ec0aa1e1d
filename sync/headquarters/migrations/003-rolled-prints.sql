-- How each print came about, and what seemed wrong with it; null for other parts and for prints of stations that knew slaps alone.
alter table dossier_parts add column print jsonb;
-- The finger can be laid and not rolled.
alter table finger_exceptions add column rolled_only boolean not null default false;
-- Whether the station's scanner could roll; null where none was asked.
alter table dossiers add column rolling jsonb;
