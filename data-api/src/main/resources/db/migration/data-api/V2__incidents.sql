-- Both lists speak of the time a fact began.
alter table deployment rename column created_at to started_at;

-- Incidents for finding and listing, as deployments have it. One that was told before this table existed is listed from
-- the next time its source tells of it.
create table incident (
  id          text        primary key,
  source      text        not null,
  source_id   text        not null,
  claim_key   text        not null,
  claim_value text        not null,
  started_at  timestamptz not null
);

create index incident_newest on incident (started_at desc, id desc);
create index incident_claim on incident (claim_key, claim_value, started_at desc, id desc);
