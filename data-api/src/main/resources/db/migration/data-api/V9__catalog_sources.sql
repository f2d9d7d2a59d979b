-- How following a catalog went: one row for each that was ever followed.
create table catalog_source (
  name          text        primary key,
  uri           text        not null,
  attempted_at  timestamptz not null,
  synced_at     timestamptz,
  failure       text        not null,
  components    integer     not null,
  changes       integer     not null,
  problem_count integer     not null,
  problems      jsonb       not null
);
