-- Anomalies as they are now. The id is derived from rule, series and onset: to open one again changes nothing.
create table anomaly (
  id                text             primary key,
  rule              text             not null,
  series            text             not null,
  label_names       text[]           not null,
  label_values      text[]           not null,
  service           text             not null,
  open_time         timestamptz      not null,
  update_time       timestamptz      not null,
  close_time        timestamptz,
  close_reason      text,
  reading_time      timestamptz      not null,
  value             double precision not null,
  expected          double precision not null,
  lower_bound       double precision not null,
  upper_bound       double precision not null,
  score             double precision not null,
  severity          double precision not null,
  direction         text             not null,
  view              text             not null,
  forecast          text             not null,
  share             double precision not null,
  points            bigint           not null,
  knows_time_of_day boolean          not null,
  knows_week        boolean          not null,
  constraint closed_for_a_reason check ((close_time is null) = (close_reason is null))
);

create index anomaly_newest_first on anomaly (open_time desc, id desc);
create index anomaly_open on anomaly (rule, series) where close_time is null;

-- Every change of an anomaly, with the numbers it left. Writers take turns by an advisory lock that they hold to their
-- commit, so `seq` is the order of the commits and nothing is ever committed before what was read.
create table anomaly_log (
  seq               bigint           generated always as identity primary key,
  kind              text             not null check (kind in ('OPENED', 'UPDATED', 'CLOSED')),
  anomaly           text             not null references anomaly (id),
  update_time       timestamptz      not null,
  close_time        timestamptz,
  close_reason      text,
  reading_time      timestamptz      not null,
  value             double precision not null,
  expected          double precision not null,
  lower_bound       double precision not null,
  upper_bound       double precision not null,
  score             double precision not null,
  severity          double precision not null,
  direction         text             not null,
  view              text             not null,
  forecast          text             not null,
  share             double precision not null,
  points            bigint           not null,
  knows_time_of_day boolean          not null,
  knows_week        boolean          not null
);

-- A detector a series, as of `fed_until`. With another fingerprint of its rule it is worth nothing.
create table series_state (
  rule         text        not null,
  series       text        not null,
  fingerprint  text        not null,
  label_names  text[]      not null,
  label_values text[]      not null,
  fed_until    timestamptz not null,
  detector     bytea       not null,
  anomaly      text        references anomaly (id),
  kept_at      timestamptz not null default clock_timestamp(),
  primary key (rule, series)
);

-- Snapshots are nearly incompressible numbers: trying costs time and saves nothing.
alter table series_state alter column detector set storage external;

create table rule_state (
  rule         text        primary key,
  fingerprint  text        not null,
  stage        text        not null,
  poll_time    timestamptz,
  seen_time    timestamptz,
  poll_error   text        not null,
  failed_polls integer     not null,
  series       integer     not null,
  learning     integer     not null,
  events_from  timestamptz
);

-- A life of the database server: after a restore or a failover the numbers of the log may stand for other changes.
create function server_life() returns bigint language sql volatile as
$$
  select hashtextextended(
           (select system_identifier from pg_control_system())::text || '/' ||
           substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8), 0)
$$;
