-- Who took each part and in which shift: who sealed the dossier may be another. Null for the form, and for parts of stations that did not tell.
alter table dossier_parts add column officer text;
alter table dossier_parts add column shift text;
