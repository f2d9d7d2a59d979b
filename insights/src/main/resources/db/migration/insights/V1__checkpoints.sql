-- The fold as it was at a place in the fact feed. Seen by readers once it is complete; nothing here but what data-api's facts
-- make again.
create table checkpoint (
  id            bigint      generated always as identity primary key,
  format        integer     not null,
  cursor        text        not null,
  watermark     timestamptz not null,
  begin_time    timestamptz not null default clock_timestamp(),
  blocks        integer,
  checksum      bigint,
  complete_time timestamptz,
  constraint complete_with_its_sum
    check ((complete_time is null) = (blocks is null) and (complete_time is null) = (checksum is null))
);

-- Packed facts of one source key; of no key at the end: the catalog. Compressing again gains nothing.
create table checkpoint_block (
  checkpoint   bigint  not null references checkpoint (id),
  number       integer not null,
  source_key   text    not null,
  source_value text    not null,
  rows         bytea   not null,
  primary key (checkpoint, number)
);

alter table checkpoint_block alter column rows set storage external;
