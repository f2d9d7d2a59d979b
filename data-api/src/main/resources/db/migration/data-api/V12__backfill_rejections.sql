-- What of a backfill's pages was not understood; the first hundred of each backfill.
create table backfill_rejection (
  backfill text not null references backfill (id) on delete cascade,
  place    int  not null,
  item     text not null,
  detail   text not null,
  primary key (backfill, place)
);
