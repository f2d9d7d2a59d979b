-- Where the feed was at which time, a row each second in which it moved. A place of the feed never gains rows before it, so what
-- was known at a time is what lies up to its place, for ever.
create table feed_time (
  time       timestamptz primary key,
  generation integer     not null,
  xid        xid8        not null,
  seq        bigint      not null
);

-- States of one fact, for reading some facts as they were. A hash is a tenth of the text and costs the writer little.
create index fact_log_fact on fact_log using hash (source_id);

-- Services, calendars and policies are few among the states of everything, and asked for at every time that is gone back to.
create index fact_log_catalog on fact_log (source, source_id, version) where kind in (1, 8, 9);
