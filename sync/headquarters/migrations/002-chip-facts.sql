-- What the chip of the old card proved, and the fields in which the officer kept the form against it; null where no chip was read.
alter table dossiers add column chip jsonb;
