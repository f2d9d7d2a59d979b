-- Readings of a source's past, each with the place that its next page begins at: written in the transaction of the page
-- before, so that whoever goes on goes on there.
create table backfill (
  id           text        primary key,
  request_id   uuid        unique,
  payload_hash bytea,
  source       text        not null,
  scope        text        not null,
  since        timestamptz,
  until        timestamptz,
  state        text        not null,
  cursor       text        not null,
  pages        bigint      not null,
  items        bigint      not null,
  facts        bigint      not null,
  duplicates   bigint      not null,
  rejected     bigint      not null,
  failures     int         not null,
  wait_until   timestamptz,
  last_error   text        not null,
  created_at   timestamptz not null,
  updated_at   timestamptz not null
);

create index backfill_newest on backfill (created_at desc, id desc);
create index backfill_open on backfill (updated_at) where state in ('PENDING', 'RUNNING', 'WAITING');
