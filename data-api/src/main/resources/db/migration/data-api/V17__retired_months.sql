-- Months that are taken out of the log, the oldest first. Of each fact the last state of such a month moves on into the next
-- month that is there, at its own place in the feed's order; (generation, xid, seq) says how far that is. The last
-- place of a month that was carried on is also the first from which the log can be read as it was.
create table retired_month (
  month      timestamptz primary key,
  until      timestamptz not null,
  generation integer     not null default 0,
  xid        xid8        not null default '0',
  seq        bigint      not null default 0,
  states     bigint      not null default 0,
  carried    bigint      not null default 0,
  begun_at   timestamptz not null default clock_timestamp(),
  carried_at timestamptz,
  dropped_at timestamptz
);

-- The months that have a partition of their own, by their first moment.
create function log_months() returns setof timestamptz language sql stable as
$$
  select to_date(right(c.relname, 6), 'YYYYMM')::timestamp at time zone 'UTC'
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'fact_log'::regclass and c.relname ~ '^fact_log_[0-9]{6}$'
$$;

-- Drops the partition of a month whose last states were carried on. Run by the serving role, which has no DDL of its own. False
-- if somebody reads or writes the log for so long that waiting would hold up others; asking again is right.
create function drop_retired_month(retired timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '500ms' as
$$
declare
  part text := 'fact_log_' || to_char(retired at time zone 'UTC', 'YYYYMM');
  left_behind boolean;
begin
  if not exists (select from retired_month where month = retired and carried_at is not null) then
    raise exception 'the states of % were not carried on yet', retired;
  end if;
  if to_regclass(part) is not null then
    execute format('select exists (select from %I p join retired_month r on r.month = $1
                                   where (p.generation, p.xid, p.seq) > (r.generation, r.xid, r.seq))', part)
      into left_behind using retired;
    if left_behind then
      raise exception 'rows came into % after its states were carried on', part;
    end if;
    execute format('drop table %I', part);
  end if;
  update retired_month set dropped_at = clock_timestamp() where month = retired;
  return true;
exception when lock_not_available then
  return false;
end
$$;
