-- A generation is one life of the database server. Transaction ids and their order mean something only within one:
-- after a restore, a failover or a reset of the server a new generation begins, and older cursors expire.
create table generation (
  generation        integer primary key,
  system_identifier bigint      not null,
  timeline          integer     not null,
  opened_at         timestamptz not null default clock_timestamp()
);

create function server_timeline() returns integer language sql volatile as
$$ select ('x' || substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8))::bit(32)::integer $$;

-- The generation that may be written to; null when the server is no longer the one it was opened on, so that a write
-- fails on the column's NOT NULL and a new generation is opened first.
create function current_generation() returns integer language sql volatile as
$$
  select g.generation
  from generation g
  where g.generation = (select max(generation) from generation)
    and g.system_identifier = (select system_identifier from pg_control_system())
    and g.timeline = server_timeline()
$$;

-- The truth: every state a fact ever had, append-only. `xid` is the writing transaction; rows below the oldest running
-- transaction can no longer be preceded by others, which is what makes (generation, xid, seq) a gap-free order.
create sequence fact_seq;

create table fact_log (
  recorded_at timestamptz not null default clock_timestamp(),
  generation  integer     not null,
  xid         xid8        not null default pg_current_xact_id(),
  seq         bigint      not null default nextval('fact_seq'),
  kind        smallint    not null,
  source      text        not null,
  source_id   text        not null,
  version     bigint      not null,
  message     bytea       not null,
  provenance  bytea       not null
) partition by range (recorded_at);

create index fact_log_order on fact_log (generation, xid, seq);
create table fact_log_default partition of fact_log default;

-- Keeps a partition for this month and `ahead` more. Run by the serving role, which has no DDL of its own. Months that
-- already have rows in the default partition stay there: they are counted and alarmed on, never lost.
create function keep_partitions_ahead(ahead integer) returns integer
  language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  month   timestamptz;
  made    integer := 0;
begin
  for i in 0..ahead loop
    month := date_trunc('month', clock_timestamp() at time zone 'UTC') at time zone 'UTC' + make_interval(months => i);
    if to_regclass('fact_log_' || to_char(month at time zone 'UTC', 'YYYYMM')) is null
       and not exists (select from fact_log_default
                       where recorded_at >= month and recorded_at < month + interval '1 month') then
      execute format('create table %I partition of fact_log for values from (%L) to (%L)',
                     'fact_log_' || to_char(month at time zone 'UTC', 'YYYYMM'), month, month + interval '1 month');
      made := made + 1;
    end if;
  end loop;
  return made;
end
$$;

select keep_partitions_ahead(3);

-- Each fact as it stands, by its source's id: what a new revision is merged into, under this row's lock.
create table fact (
  source     text     not null,
  source_id  text     not null,
  kind       smallint not null,
  id         text     not null,
  version    bigint   not null,
  message    bytea    not null,
  provenance bytea    not null,
  primary key (source, source_id)
) partition by hash (source, source_id);

do $$
begin
  for i in 0..7 loop
    execute format('create table fact_%s partition of fact for values with (modulus 8, remainder %s)', i, i);
  end loop;
end
$$;

-- Deployments for finding and listing; the fact itself stays in its row of `fact`.
create table deployment (
  id          text        primary key,
  source      text        not null,
  source_id   text        not null,
  claim_key   text        not null,
  claim_value text        not null,
  created_at  timestamptz not null
);

create index deployment_newest on deployment (created_at desc, id desc);
create index deployment_claim on deployment (claim_key, claim_value, created_at desc, id desc);

create table service (
  id   text primary key,
  team text not null
);

-- Which service a source key belongs to; values as claims compare them (GitHub without case).
create table claim (
  key     text not null,
  value   text not null,
  service text not null references service (id),
  constraint claim_once primary key (key, value)
);

-- The inbox.
create table delivery (
  id                 uuid        primary key,
  source             text        not null,
  event              text        not null,
  source_delivery_id text        not null,
  received_at        timestamptz not null,
  outcome            smallint    not null,
  reason             text        not null,
  detail             text        not null,
  facts              text[]      not null,
  headers            text[]      not null,
  body               bytea       not null,
  body_sha256        bytea       not null,
  size               bigint      not null
);

create index delivery_newest on delivery (received_at desc, id desc);
create index delivery_redelivered on delivery (source, source_delivery_id) where source_delivery_id <> '';

-- What a request_id was used for, and which fact it answered with.
create table request (
  id           uuid        primary key,
  payload_hash bytea       not null,
  source       text        not null,
  source_id    text        not null,
  used_at      timestamptz not null default clock_timestamp()
);
