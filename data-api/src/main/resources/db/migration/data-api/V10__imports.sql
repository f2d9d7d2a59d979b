-- Files of facts, each with its place: how much of it is committed, moved on in the transactions that keep its facts.
create table file_import (
  id           text        primary key,
  format       text        not null,
  kind         smallint    not null,
  source       text        not null,
  time_zone    text        not null,
  columns      text[]      not null,
  error_limit  bigint      not null,
  check_only   boolean     not null,
  state        text        not null,
  detail       text        not null,
  header       text[]      not null,
  bytes        bigint      not null,
  lines        bigint      not null,
  accepted     bigint      not null,
  duplicates   bigint      not null,
  rejected     bigint      not null,
  creator      text        not null,
  created_at   timestamptz not null,
  updated_at   timestamptz,
  finished_at  timestamptz,
  request_id   uuid        unique,
  request_hash bytea
);

create index file_import_newest on file_import (created_at desc, id desc);

-- The lines that were refused, by their numbers.
create table file_import_error (
  import  text   not null references file_import (id),
  line    bigint not null,
  field   text   not null,
  problem text   not null,
  text    text   not null,
  primary key (import, line)
);
